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
  /// What the chunks say of colors.
  private(set) var colors = PNGColors()
  /// Camera data and XMP.
  private(set) var metadata = ImageMetadata()
  /// How the file ends.
  private(set) var end = End.missing
  /// How many bytes its chunks take.
  private(set) var length = Self.signatureLength
  /// Whether the rows come in seven passes.
  let isInterlaced: Bool
  private var hasPixels = false

  enum End {
    /// With an end chunk.
    case whole
    /// Without one, though all chunks before it may be there.
    case missing
    /// Within a chunk of pixels, or before the first.
    case inPixels
  }

  /// A file of 100 MB in chunks of 8 KB has about an eighth.
  private static let maxChunks = 100_000
  /// Of those that are read.
  private static let maxTexts = 16
  private static let signatureLength = 8
  /// Length, name and checksum.
  private static let frameLength = 12

  /// - Throws: `ImageFault` if the header or the list of chunks breaks the rules or `limits`.
  init(reading bytes: Data, limits: ImageLimits) throws(ImageFault) {
    let reader = ByteReader(bytes)
    header = try Self.header(reader, limits: limits)
    isInterlaced = reader.byte(at: 28) == 1
    parts = [ti_range(offset: 0, length: Self.signatureLength)]
    var chunks = 0
    // Text counts less than the chunk for EXIF, wherever that stands.
    var texts: [PNGText] = []
    while end != .whole, let chunk = try next(reader, at: length) {
      chunks += 1
      guard chunks <= Self.maxChunks else { throw .corrupt("more chunks than any picture needs") }
      try add(chunk)
      if texts.count < Self.maxTexts, ["tEXt", "zTXt", "iTXt"].contains(chunk.name) {
        PNGText(chunk: chunk.name, chunk.content).map { texts.append($0) }
      }
      length += chunk.part.length
    }
    if !hasPixels { end = .inPixels }
    for text in texts { text.add(to: &metadata) }
    header.orient(by: metadata)
  }

  private struct Chunk {
    let name: String
    let content: Data
    let part: ti_range
  }

  /// The chunk at `offset`; `nil` where the file ends. Behind pixels, what is no chunk is an end too:
  /// whether all pixels are there, the decoder finds out.
  private mutating func next(
    _ reader: ByteReader, at offset: Int
  ) throws(ImageFault) -> Chunk? {
    guard let length = reader.number(at: offset, length: 4),
      let name = reader.slice(at: offset + 4, length: 4)
    else { return nil }
    let chunkName = String(decoding: name, as: UTF8.self)
    let isNamed = name.allSatisfy { (0x41...0x5A).contains($0 & 0xDF) }
    guard isNamed, length <= Int(Int32.max) else {
      if hasPixels { return nil }
      throw .corrupt(
        isNamed ? "a chunk longer than PNG allows" : "a chunk with an invalid name")
    }
    guard length + Self.frameLength <= reader.count - offset,
      let content = reader.slice(at: offset + 8, length: length)
    else {
      if chunkName == "IDAT" { end = .inPixels }
      return nil
    }
    let part = ti_range(offset: offset, length: length + Self.frameLength)
    return Chunk(name: chunkName, content: content, part: part)
  }

  private mutating func add(_ chunk: Chunk) throws(ImageFault) {
    switch chunk.name {
    case "IHDR", "PLTE":
      append(chunk.part)
    case "IDAT":
      hasPixels = true
      append(chunk.part)
    case "tRNS":
      header.hasAlpha = true
      append(chunk.part)
    case "IEND":
      end = .whole
    case "iCCP":
      profile = profile ?? chunk.content
      header.hasMetadata = true
    case "acTL":
      header.isAnimated = true
    case "eXIf":
      metadata.addEXIF(chunk.content)
      header.hasMetadata = true
    case "cICP", "cHRM", "gAMA", "sRGB":
      // What comes behind the pixels is too late to speak of them.
      if !hasPixels { colors.add(chunk.name, chunk.content) }
      header.hasMetadata = header.hasMetadata || chunk.name == "cICP"
    case "bKGD", "hIST", "pHYs", "sBIT":
      break
    case "CgBI":
      throw Self.appleForm
    default:
      // A capital first letter marks a critical chunk, without which the picture cannot be shown.
      guard chunk.name.utf8.first.map({ $0 & 0x20 != 0 }) ?? false else {
        throw .unsupportedForm("PNG with a critical chunk \(chunk.name)")
      }
      header.hasMetadata = true
    }
  }

  /// Its pixels are packed and ordered by other rules.
  private static let appleForm = ImageFault.unsupportedForm(
    "Apple's CgBI form of PNG, made for apps on iPhones")

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
    if reader.holds("CgBI", at: 12) { throw appleForm }
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
