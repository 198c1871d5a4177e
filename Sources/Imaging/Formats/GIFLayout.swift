import Foundation
import TroupeVocabulary

/// The positions of the parts of a GIF's first picture, found by walking its blocks.
struct GIFLayout {
  private(set) var header: ImageHeader
  /// The picture on the canvas.
  private(set) var frame = GIFFrame()
  /// Red, green and blue of each index.
  private(set) var palette = Data()
  /// The index that is clear.
  private(set) var clear: UInt8?
  /// Where the packed pixels begin.
  private(set) var start = 0

  private static let maxBlocks = 1_000_000

  /// - Throws: `ImageFault` if a block breaks the rules or `limits`.
  init(reading bytes: Data, limits: ImageLimits) throws(ImageFault) {
    let reader = GIFReader(bytes)
    guard let size = reader.size(at: 6), let flags = reader.byte(at: 10) else { throw .truncated }
    header = ImageHeader(
      type: .gif, width: size.width, height: size.height, bitDepth: 8, colorModel: .palette)
    header.hasMetadata = true
    var offset = 13
    let common = try reader.palette(at: &offset, flags)
    try read(reader, from: offset, common)
    header.width = max(size.width, frame.x + frame.width)
    header.height = max(size.height, frame.y + frame.height)
    guard frame.width > 0, frame.height > 0 else { throw .corrupt("a picture without a size") }
    try limits.check(width: header.width, height: header.height)
    let isFilled = frame.width == header.width && frame.height == header.height
    header.hasAlpha = clear != nil || !isFilled
  }

  /// Walks the blocks to the first picture, and on to see whether there is another.
  private mutating func read(
    _ reader: GIFReader, from start: Int, _ common: Data
  ) throws(ImageFault) {
    var offset = start
    for _ in 0..<Self.maxBlocks {
      guard let kind = reader.byte(at: offset) else { break }
      switch kind {
      case 0x21:
        if reader.byte(at: offset + 1) == 0xF9, self.start == 0 { readControl(reader, offset) }
        offset += 2
      case 0x2C where self.start == 0:
        try readFrame(reader, &offset, common)
      case 0x2C:
        header.isAnimated = true
        return
      default:
        guard self.start > 0 else { throw .corrupt("a block of an unknown kind") }
        return
      }
      guard let end = reader.end(ofBlocksAt: offset) else { break }
      offset = end
    }
    if self.start == 0 { throw .truncated }
  }

  private mutating func readControl(_ reader: GIFReader, _ offset: Int) {
    guard let flags = reader.byte(at: offset + 3), let index = reader.byte(at: offset + 6) else {
      return
    }
    clear = flags & 1 != 0 ? index : nil
  }

  private mutating func readFrame(
    _ reader: GIFReader, _ offset: inout Int, _ common: Data
  ) throws(ImageFault) {
    guard let corner = reader.size(at: offset + 1), let size = reader.size(at: offset + 5),
      let flags = reader.byte(at: offset + 9)
    else { throw .truncated }
    frame = GIFFrame(
      x: corner.width, y: corner.height, width: size.width, height: size.height,
      isInterlaced: flags & 0x40 != 0)
    offset += 10
    let own = try reader.palette(at: &offset, flags)
    palette = own.isEmpty ? common : own
    guard !palette.isEmpty else { throw .corrupt("a picture without a palette") }
    start = offset
    offset += 1
  }
}

/// Where a picture lies on the canvas of a GIF.
struct GIFFrame {
  var x = 0, y = 0, width = 0, height = 0
  var isInterlaced = false

  /// The row of the picture that stands in place `index`.
  func row(_ index: Int) -> Int {
    guard isInterlaced else { return index }
    var rest = index
    for (first, step) in [(0, 8), (4, 8), (2, 4), (1, 2)] {
      let count = (height - first + step - 1) / step
      if rest < count { return first + rest * step }
      rest -= max(count, 0)
    }
    return index
  }
}

/// Reads the parts of a GIF.
struct GIFReader {
  private let reader: ByteReader

  init(_ bytes: Data) { reader = ByteReader(bytes) }

  func byte(at offset: Int) -> UInt8? { reader.byte(at: offset) }

  /// Two numbers of two bytes.
  func size(at offset: Int) -> Size? {
    guard let width = reader.number(at: offset, length: 2, littleEndian: true),
      let height = reader.number(at: offset + 2, length: 2, littleEndian: true)
    else { return nil }
    return Size(width: width, height: height)
  }

  /// The palette at `offset`, which is moved past it; empty if `flags` say there is none.
  func palette(at offset: inout Int, _ flags: UInt8) throws(ImageFault) -> Data {
    guard flags & 0x80 != 0 else { return Data() }
    let length = 3 << (Int(flags & 7) + 1)
    guard let palette = reader.slice(at: offset, length: length) else { throw .truncated }
    offset += length
    return palette
  }

  /// Where a row of blocks ends, each with its length; `nil` if the file ends before.
  func end(ofBlocksAt offset: Int) -> Int? {
    var offset = offset
    while let length = reader.byte(at: offset) {
      offset += 1 + Int(length)
      if length == 0 { return offset }
    }
    return nil
  }

  /// The contents of those blocks, as far as the file goes.
  func contents(ofBlocksAt offset: Int) -> [UInt8] {
    var contents: [UInt8] = []
    var offset = offset
    while let length = reader.byte(at: offset), length > 0 {
      let there = min(Int(length), max(reader.count - offset - 1, 0))
      contents += reader.slice(at: offset + 1, length: there) ?? Data()
      offset += 1 + Int(length)
    }
    return contents
  }
}
