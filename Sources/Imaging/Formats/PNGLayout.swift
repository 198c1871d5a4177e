import Foundation
import TroupeCImaging
import TroupeVocabulary

/// The positions of a PNG's parts, found by walking its chunks.
///
/// libpng allocates as much as a chunk's length says, even for text that it will discard. Here
/// lengths are checked against the file, and libpng gets only the chunks that affect pixels.
struct PNGLayout {
  private(set) var header: ImageHeader
  /// The signature and the chunks that affect pixels.
  private(set) var parts: [ti_range]
  /// The contents of the chunk `iCCP`.
  private(set) var profile: Data?
  /// Whether the file has an end chunk.
  private(set) var isComplete = false

  /// A file of 100 MB in chunks of 8 KB has about an eighth.
  private static let maxChunks = 100_000
  private static let signatureLength = 8
  /// Length, name and checksum.
  private static let frameLength = 12

  /// - Throws: `ImageFault` if the header or the list of chunks breaks the rules or `limits`.
  init(reading bytes: Data, limits: ImageLimits) throws(ImageFault) {
    let reader = ByteReader(bytes)
    header = try Self.header(reader, limits: limits)
    parts = [ti_range(offset: 0, length: Self.signatureLength)]
    var offset = Self.signatureLength
    var chunks = 0
    while !isComplete, let length = reader.number(at: offset, length: 4) {
      guard length <= Int(Int32.max) else { throw .corrupt("a chunk longer than PNG allows") }
      guard let name = reader.slice(at: offset + 4, length: 4),
        let content = reader.slice(at: offset + 8, length: length),
        length + Self.frameLength <= reader.count - offset
      else { return }
      chunks += 1
      guard chunks <= Self.maxChunks else { throw .corrupt("more chunks than any picture needs") }
      let part = ti_range(offset: offset, length: length + Self.frameLength)
      try add(String(decoding: name, as: UTF8.self), content, part)
      offset += part.length
    }
  }

  private mutating func add(
    _ name: String, _ content: Data, _ part: ti_range
  ) throws(ImageFault) {
    switch name {
    case "IHDR", "PLTE", "IDAT":
      append(part)
    case "tRNS":
      header.hasAlpha = true
      append(part)
    case "IEND":
      append(part)
      isComplete = true
    case "iCCP":
      profile = profile ?? content
      header.hasMetadata = true
    case "acTL":
      header.isAnimated = true
    case "eXIf":
      header.orientation = EXIFOrientation.read(content)
      header.hasMetadata = true
    case "bKGD", "cHRM", "gAMA", "hIST", "pHYs", "sBIT", "sRGB":
      break
    default:
      guard name.utf8.allSatisfy({ (0x41...0x5A).contains($0 & 0xDF) }) else {
        throw .corrupt("a chunk with an invalid name")
      }
      // A capital first letter marks a critical chunk, without which the picture cannot be shown.
      guard name.utf8.first.map({ $0 & 0x20 != 0 }) ?? false else {
        throw .unsupportedForm("PNG with a critical chunk \(name)")
      }
      header.hasMetadata = true
    }
  }

  /// Adjacent chunks become one part, so that a file of many small chunks costs no more than one.
  private mutating func append(_ part: ti_range) {
    if let last = parts.last, last.offset + last.length == part.offset {
      parts[parts.count - 1].length += part.length
    } else {
      parts.append(part)
    }
  }

  private static func header(
    _ reader: ByteReader, limits: ImageLimits
  ) throws(ImageFault) -> ImageHeader {
    guard let width = reader.number(at: 16, length: 4),
      let height = reader.number(at: 20, length: 4),
      let depth = reader.byte(at: 24), let color = reader.byte(at: 25),
      let compression = reader.byte(at: 26), let filter = reader.byte(at: 27),
      let interlace = reader.byte(at: 28)
    else { throw .truncated }
    guard reader.number(at: 8, length: 4) == 13, reader.holds("IHDR", at: 12) else {
      throw .corrupt("the first chunk is not a PNG header")
    }
    guard let model = model(color: color, depth: depth),
      compression == 0, filter == 0, interlace <= 1, width > 0, height > 0
    else { throw .corrupt("a PNG header with impossible values") }
    try limits.check(width: width, height: height)
    var header = ImageHeader(
      type: .png, width: width, height: height, bitDepth: Int(depth), colorModel: model)
    header.hasAlpha = color & 4 != 0
    return header
  }

  private static func model(color: UInt8, depth: UInt8) -> ImageHeader.ColorModel? {
    switch (color, depth) {
    case (0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (4, 8), (4, 16): .gray
    case (2, 8), (2, 16), (6, 8), (6, 16): .rgb
    case (3, 1), (3, 2), (3, 4), (3, 8): .palette
    default: nil
    }
  }
}
