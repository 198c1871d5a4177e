import Foundation

/// What an XMP packet says of the picture that it is in.
struct XMP {
  private typealias Name = XMLReader.Name

  /// 1...8; `nil` if it says none.
  let orientation: Int?
  /// The name of the packet's continuation in other segments of a JPEG.
  let continuation: String?

  /// Longer packets carry other things than words, and are not read.
  static let maxLength = 4 << 20

  /// Reads a packet; what is no packet says nothing.
  init(_ packet: Data) {
    let wanted = [Self.orientationName, Self.continuationName]
    let found = packet.count <= Self.maxLength ? Self.properties(wanted, of: packet) : [:]
    let number = found[Self.orientationName]
      .flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    orientation = number.flatMap { (1...8).contains($0) ? $0 : nil }
    continuation = found[Self.continuationName]
  }

  private static let orientationName = Name(
    space: "http://ns.adobe.com/tiff/1.0/", local: "Orientation")
  private static let continuationName = Name(
    space: "http://ns.adobe.com/xmp/note/", local: "HasExtendedXMP")
  private static let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

  /// Properties of the picture itself, as attributes or elements of the outer descriptions: those
  /// of its thumbnail, its history or its parts stand deeper.
  private static func properties(_ wanted: [Name], of packet: Data) -> [Name: String] {
    var reader = XMLReader(inUTF8(packet))
    var path: [Name] = []
    var found: [Name: String] = [:]
    var property: (name: Name, depth: Int, text: String)?
    while let event = reader.next() {
      switch event {
      case .start(let name, let attributes):
        if path.count < 3, isDescription(path + [name]) {
          for name in wanted { found[name] = found[name] ?? attributes[name] }
        } else if isDescription(path), wanted.contains(name) {
          property = (name, path.count, "")
        }
        path.append(name)
      case .text(let text):
        property?.text += text
      case .end:
        path.removeLast()
        if let whole = property, whole.depth == path.count {
          found[whole.name] = found[whole.name] ?? whole.text
          property = nil
        }
      }
    }
    return found
  }

  /// Whether `path` is an outer description: in the RDF that a packet's wrapper holds, if it has one.
  private static func isDescription(_ path: [Name]) -> Bool {
    guard (2...3).contains(path.count) else { return false }
    return path.suffix(2) == [
      Name(space: rdf, local: "RDF"), Name(space: rdf, local: "Description"),
    ]
  }

  /// A packet may be in UTF-16, which its first bytes say.
  private static func inUTF8(_ packet: Data) -> Data {
    let isWide = packet.starts(with: [0xFE, 0xFF]) || packet.starts(with: [0xFF, 0xFE])
    guard isWide, let text = String(data: packet, encoding: .utf16) else { return packet }
    return Data(text.utf8)
  }
}
