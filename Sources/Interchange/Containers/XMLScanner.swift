import Foundation

/// Goes through the tags and texts of XML, without document types and entities of its own.
///
/// It takes one look at each byte and forgives what it can: end tags are not compared.
struct XMLScanner {
  /// What stands at a place in XML.
  enum Event {
    /// A start tag with its attributes; `isEmpty` where it is its own end tag.
    case start(name: String, attributes: [(name: String, value: String)], isEmpty: Bool)
    /// An end tag.
    case end
    /// Text, or a part of it, its entities decoded.
    case text(String)
  }

  /// Why the rest cannot be read, once `next()` has said that there is nothing more.
  private(set) var problem: String?

  private let bytes: [UInt8]
  private var at = 0

  /// A scanner of the bytes of XML in UTF-8.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next tag or text, or nil at the end and where the rest cannot be read.
  mutating func next() -> Event? {
    while problem == nil, at < bytes.count {
      guard bytes[at] == UInt8(ascii: "<") else {
        let start = at
        at = bytes[at...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        return .text(Self.decoded(bytes[start..<at]))
      }
      if skip("<!--", "-->") != nil || skip("<?", "?>") != nil { continue }
      if let text = skip("<![CDATA[", "]]>") {
        return .text(TextDecoding.text(ByteView(Array(text))))
      }
      if bytes[at...].starts(with: "<!".utf8) {
        problem = "it has a document type"
        return nil
      }
      return skip("</", ">") != nil ? .end : startTag()
    }
    return nil
  }

  /// What stands between two marks, if the first one stands here; moves behind the second one.
  private mutating func skip(_ opening: String, _ closing: String) -> ArraySlice<UInt8>? {
    guard bytes[at...].starts(with: opening.utf8) else { return nil }
    let start = at + opening.utf8.count
    let mark = Array(closing.utf8)
    at = start
    while at < bytes.count {
      if bytes[at] == mark[0], bytes[at...].starts(with: mark) {
        let end = at
        at += mark.count
        return bytes[start..<end]
      }
      at += 1
    }
    return bytes[start...]
  }

  private mutating func startTag() -> Event? {
    at += 1
    let name = word()
    var attributes: [(name: String, value: String)] = []
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: ">"):
        at += 1
        return .start(name: name, attributes: attributes, isEmpty: false)
      case UInt8(ascii: "/"):
        at += 1
        guard at < bytes.count, bytes[at] == UInt8(ascii: ">") else { continue }
        at += 1
        return .start(name: name, attributes: attributes, isEmpty: true)
      case let byte where Self.isBlank(byte):
        at += 1
      default:
        guard let attribute = attribute() else { return nil }
        attributes.append(attribute)
      }
    }
    problem = "it ends within a tag"
    return nil
  }

  private mutating func attribute() -> (name: String, value: String)? {
    let name = word()
    skipBlanks()
    guard !name.isEmpty, at < bytes.count, bytes[at] == UInt8(ascii: "=") else {
      problem = "an attribute has no value"
      return nil
    }
    at += 1
    skipBlanks()
    guard at < bytes.count, [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(bytes[at]),
      let end = bytes[(at + 1)...].firstIndex(of: bytes[at])
    else {
      problem = "a value has no quotes or no end"
      return nil
    }
    defer { at = end + 1 }
    return (name, Self.decoded(bytes[(at + 1)..<end]))
  }

  private mutating func word() -> String {
    let start = at
    while at < bytes.count, !Self.isBlank(bytes[at]), !"=/><\"'".utf8.contains(bytes[at]) {
      at += 1
    }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private mutating func skipBlanks() {
    while at < bytes.count, Self.isBlank(bytes[at]) { at += 1 }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x0A, 0x0D, 0x09].contains(byte) }

  /// Text with the five entities of XML and those that are numbers; others stay as they are.
  private static func decoded(_ text: ArraySlice<UInt8>) -> String {
    guard text.contains(UInt8(ascii: "&")) else { return TextDecoding.text(ByteView(Array(text))) }
    var result: [UInt8] = []
    var at = text.startIndex
    while at < text.endIndex {
      let rest = text[at...]
      if text[at] == UInt8(ascii: "&"),
        let end = rest.prefix(12).firstIndex(of: UInt8(ascii: ";")),
        let scalar = TextDecoding.scalar(of: String(decoding: text[(at + 1)..<end], as: UTF8.self))
      {
        result.append(contentsOf: Array(String(Character(scalar)).utf8))
        at = end + 1
      } else {
        result.append(text[at])
        at += 1
      }
    }
    return TextDecoding.text(ByteView(result))
  }
}
