import Foundation

/// A segment of a JPEG.
struct JPEGSegment: Sendable {
  /// The second byte of its marker.
  let marker: UInt8
  /// What stands in it, without marker, length, and what a scan has behind its head.
  let body: ByteView
  /// All of its bytes, with those that stand before its marker; those of a scan reach up to the
  /// next marker.
  let whole: Data
  /// How many bytes stand before its marker, and whether all of them are fill bytes 0xFF.
  let lead: (count: Int, isFill: Bool)

  /// Its bytes from the marker on.
  var plain: Data { whole.dropFirst(lead.count) }

  /// A segment of at most 65,533 bytes.
  static func bytes(_ marker: UInt8, _ body: Data) -> Data {
    var segment = Data([0xFF, marker])
    segment.append(body.count + 2, size: 2)
    segment.append(body)
    return segment
  }

  /// How many bytes fit into a segment behind its length.
  static let mostBytes = 65_533
}

/// The file of a JPEG, cut into its segments.
struct JPEGFile: Sendable {
  private static let startOfScan: UInt8 = 0xDA
  private static let endOfImage: UInt8 = 0xD9

  /// The segments as far as they are whole, without the two bytes that start the file; the last
  /// one of a whole file is the end of the picture.
  private(set) var segments: [JPEGSegment] = []
  /// What follows the picture.
  private(set) var trailing = ByteView([])
  /// Why the rest could not be read.
  private(set) var fault: CopyFault?

  /// The segments of a whole file.
  ///
  /// - Throws: `CopyFault.broken` where it ends early or lacks what every JPEG has.
  init(_ file: ByteView) throws(CopyFault) {
    self.init(reading: file)
    if let fault { throw fault }
    guard segments.contains(where: { $0.isFrame }), segments.contains(where: { $0.marker == 0xDA })
    else { throw .broken("The JPEG has no pixels.") }
  }

  /// The segments of a file as far as it can be read.
  init(reading file: ByteView) {
    var offset = 2
    while segments.last?.marker != Self.endOfImage {
      guard segments.count < Chunk.most, let segment = Self.segment(in: file, at: offset) else {
        fault = .broken("The JPEG breaks off or is damaged at byte \(offset) of \(file.count).")
        return
      }
      segments.append(segment)
      offset += segment.whole.count
    }
    trailing = file.rest(offset)
  }

  private static func segment(in file: ByteView, at start: Int) -> JPEGSegment? {
    guard let (offset, isFill) = marker(in: file, from: start),
      let marker = file.byte(offset + 1), marker != 0xD8
    else { return nil }
    let isAlone = marker == 0x01 || (0xD0...0xD7).contains(marker) || marker == endOfImage
    var (body, end) = (ByteView([]), offset + 2)
    if !isAlone {
      guard let length = file.u16(offset + 2), length >= 2,
        let content = file.part(offset + 4, length - 2)
      else { return nil }
      (body, end) = (content, end + length)
    }
    if marker == startOfScan {
      guard let next = endOfScan(in: file, from: end) else { return nil }
      end = next
    }
    return file.part(start, end - start).map {
      JPEGSegment(marker: marker, body: body, whole: $0.data, lead: (offset - start, isFill))
    }
  }

  /// The offset of the next marker, and whether nothing but fill bytes stands before it (T.81,
  /// B.1.1.2). Some cameras leave a few others there, which every decoder passes over.
  private static func marker(in file: ByteView, from start: Int) -> (offset: Int, isFill: Bool)? {
    var offset = start
    var isFill = true
    while let mark = file.first(0xFF, from: offset), let next = file.byte(mark + 1) {
      isFill = isFill && mark == offset && next != 0
      guard next == 0 || next == 0xFF else { return (mark, isFill) }
      offset = mark + (next == 0 ? 2 : 1)
    }
    return nil
  }

  /// The offset of the first marker that is not part of a scan.
  private static func endOfScan(in file: ByteView, from start: Int) -> Int? {
    var offset = start
    while let mark = file.first(0xFF, from: offset) {
      guard let next = file.byte(mark + 1) else { return nil }
      switch next {
      case 0x00, 0xD0...0xD7: offset = mark + 2
      case 0xFF: offset = mark + 1
      default: return mark
      }
    }
    return nil
  }

  /// A file of segments.
  static func file(_ segments: [Data], trailing: Data = Data()) -> Data {
    var file = Data([0xFF, 0xD8])
    for segment in segments { file.append(segment) }
    file.append(trailing)
    return file
  }
}
