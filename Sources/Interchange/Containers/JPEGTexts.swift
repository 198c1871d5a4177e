import Foundation

/// Reads the texts of a JPEG, which stand in the segments before its pixels.
struct JPEGTexts {
  private static let mostStreams = 16
  /// What stands before the XMP of a PNG where a converter put it in a comment.
  private static let converted = "XML:com.adobe.xmp: "
  /// How many bytes between two segments are passed over.
  private static let mostBetween = 256

  /// A part of an XMP packet that is too long for one segment.
  private struct Extension {
    let offset: Int
    let total: Int
    let bytes: ByteView
  }

  private var extensions: [(id: Data, parts: [Extension])] = []
  private var boxes: [(id: Int, parts: [ByteView])] = []

  /// Goes through all segments up to the start of the pixels.
  static func read(_ file: ByteView, into found: inout Findings) {
    var reader = JPEGTexts()
    reader.readSegments(file, into: &found)
    for (_, parts) in reader.extensions { join(parts, into: &found) }
    for (_, parts) in reader.boxes {
      let joined = parts.reduce(into: Data()) { $0.append($1.data) }
      ContentCredentials.read(ByteView(joined), isCertain: false, into: &found)
    }
  }

  private mutating func readSegments(_ file: ByteView, into found: inout Findings) {
    var offset = 2
    while offset < file.count {
      guard file.byte(offset) == 0xFF else {
        guard let next = Self.nextMarker(in: file, from: offset) else {
          return found.note("The JPEG is broken at byte \(offset).")
        }
        found.note("The JPEG has \(next - offset) bytes between its segments at byte \(offset).")
        offset = next
        continue
      }
      guard let marker = file.byte(offset + 1) else { break }
      switch marker {
      case 0xFF: offset += 1
      case 0x01, 0xD0...0xD7: offset += 2
      case 0xD9: return
      case 0xDA: return Self.checkEnd(of: file, after: offset, into: &found)
      default:
        guard let length = file.u16(offset + 2), length >= 2,
          let body = file.part(offset + 4, length - 2)
        else { return found.note("The JPEG ends within a segment or its length is wrong.") }
        readSegment(marker, body, into: &found)
        offset += 2 + length
      }
    }
    found.note("The JPEG ends before its pixels.")
  }

  /// The next marker of a segment within a few bytes: some writers leave bytes between segments.
  private static func nextMarker(in file: ByteView, from start: Int) -> Int? {
    (start..<min(start + mostBetween, file.count)).first { offset in
      file.byte(offset) == 0xFF && file.byte(offset + 1).map { (0xC0...0xFE).contains($0) } == true
    }
  }

  /// Notes pixels without the marker that ends them; within pixels it cannot stand.
  private static func checkEnd(of file: ByteView, after offset: Int, into found: inout Findings) {
    let pixels = file.rest(offset).data
    if pixels.range(of: Data([0xFF, 0xD9]), options: .backwards) == nil {
      found.note("The JPEG ends within its pixels: \(pixels.count) bytes of them are there.")
    }
  }

  private mutating func readSegment(
    _ marker: UInt8, _ body: ByteView, into found: inout Findings
  ) {
    let packet = "http://ns.adobe.com/xap/1.0/\0"
    let extended = "http://ns.adobe.com/xmp/extension/\0"
    switch marker {
    case 0xE1 where body.has("Exif\0"):
      EXIFTexts.read(body, into: &found)
    case 0xE1 where body.has(packet):
      XMPTexts.read(body.rest(packet.utf8.count), into: &found)
    case 0xE1 where body.has(extended):
      keepExtension(body.rest(extended.utf8.count))
    case 0xED where body.has("Photoshop 3.0\0"):
      RawProfile.readIPTC(body.rest(14), .comment, "", into: &found)
    case 0xEB where body.has("JP"):
      keepBox(body)
    case 0xFE where body.has(Self.converted):
      XMPTexts.read(body.rest(Self.converted.utf8.count), into: &found)
    case 0xFE where found.admits(body.count, of: "Comment"):
      found.add(.comment, "", TextDecoding.text(body))
    default: break
    }
  }

  private mutating func keepExtension(_ body: ByteView) {
    guard let id = body.part(0, 32)?.data, let total = body.u32(32), let offset = body.u32(36)
    else { return }
    let part = Extension(offset: offset, total: total, bytes: body.rest(40))
    if let index = extensions.firstIndex(where: { $0.id == id }) {
      extensions[index].parts.append(part)
    } else if extensions.count < Self.mostStreams {
      extensions.append((id, [part]))
    }
  }

  /// Joins the parts of a long packet, which may stand in any order in the file.
  private static func join(_ parts: [Extension], into found: inout Findings) {
    var packet = Data()
    for part in parts.sorted(by: { $0.offset < $1.offset }) where part.offset == packet.count {
      packet.append(part.bytes.data)
    }
    guard packet.count == parts.first?.total else {
      return found.note("The extended XMP is incomplete: \(packet.count) bytes are there.")
    }
    XMPTexts.read(ByteView(packet), into: &found)
  }

  /// Keeps a part of a JUMBF box; all but the first repeat the head of the box.
  private mutating func keepBox(_ body: ByteView) {
    guard let id = body.u16(2), let length = body.u32(8) else { return }
    guard let index = boxes.firstIndex(where: { $0.id == id }) else {
      if boxes.count < Self.mostStreams { boxes.append((id, [body.rest(8)])) }
      return
    }
    boxes[index].parts.append(body.rest(8 + (length == 1 ? 16 : 8)))
  }
}
