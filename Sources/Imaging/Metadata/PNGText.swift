import Foundation

/// A text chunk of a PNG that carries EXIF data or XMP: as XMP's own rules say, or in hexadecimal
/// digits, as ImageMagick and its kin wrote before PNG had a chunk for EXIF.
struct PNGText {
  private let chunk: String
  private let keyword: String
  /// What follows the keyword and its zero.
  private let content: Data

  /// `nil` for text about other things.
  init?(chunk: String, _ content: Data) {
    guard let end = content.prefix(80).firstIndex(of: 0) else { return nil }
    let keyword = String(decoding: content[..<end], as: UTF8.self).lowercased()
    guard Self.keywords.contains(keyword) else { return nil }
    (self.chunk, self.keyword, self.content) = (chunk, keyword, content[end...].dropFirst())
  }

  private static let xmp = "xml:com.adobe.xmp"
  private static let keywords: Set = [
    xmp, "raw profile type exif", "raw profile type app1", "raw profile type xmp",
  ]

  /// Adds to `metadata` what it carries, if that can be read.
  func add(to metadata: inout ImageMetadata) {
    guard let text else { return }
    switch keyword {
    case Self.xmp: metadata.addXMP(text)
    case "raw profile type xmp": Self.raw(text).map { metadata.addXMP($0) }
    case "raw profile type exif": Self.raw(text).map { metadata.addEXIF($0) }
    default: Self.raw(text).map { metadata.addSegment($0) }
    }
  }

  private var text: Data? {
    switch chunk {
    case "tEXt": return content
    case "zTXt": return content.first == 0 ? Inflated.bytes(content.dropFirst()) : nil
    default:
      // Two numbers, a language and a translated keyword, each ended by a zero.
      let packing = content.prefix(2)
      let language = content.dropFirst(2).drop { $0 != 0 }.dropFirst()
      let text = language.drop { $0 != 0 }.dropFirst()
      return packing.first == 0 ? text : Inflated.bytes(text)
    }
  }

  /// The bytes of `text`, which is a name, their number and their hexadecimal digits, on lines.
  private static func raw(_ text: Data) -> Data? {
    let lines = text.drop { $0 == 0x0A }.split(separator: 0x0A, maxSplits: 2)
    guard lines.count == 3 else { return nil }
    var bytes = Data(capacity: lines[2].count / 2)
    var high: UInt8?
    for character in lines[2] where ![0x0A, 0x0D, 0x20].contains(character) {
      guard let digit = Character(Unicode.Scalar(character)).hexDigitValue else { return nil }
      if let first = high { bytes.append(first << 4 | UInt8(digit)) }
      high = high == nil ? UInt8(digit) : nil
    }
    return bytes
  }
}
