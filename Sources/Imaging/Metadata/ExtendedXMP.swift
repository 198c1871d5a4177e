import Foundation

/// The segments of a JPEG in which an XMP packet goes on that is too long for one: each has the name
/// of the whole, its length, and a place in it.
struct ExtendedXMP {
  static let mark = "http://ns.adobe.com/xmp/extension/\0"

  private var parts: [(name: String, length: Int, offset: Int, bytes: Data)] = []

  private static let nameLength = 32
  private static let headLength = nameLength + 8

  /// Adds the contents of a segment without the mark.
  mutating func add(_ content: Data) {
    let reader = ByteReader(content)
    guard let name = reader.slice(at: 0, length: Self.nameLength),
      let length = reader.number(at: Self.nameLength, length: 4),
      let offset = reader.number(at: Self.nameLength + 4, length: 4), length <= XMP.maxLength
    else { return }
    parts.append(
      (
        String(decoding: name, as: UTF8.self), length, offset, content.dropFirst(Self.headLength)
      ))
  }

  /// The packet of this name; `nil` unless it is whole.
  func packet(_ name: String) -> Data? {
    let own = parts.filter { $0.name == name }.sorted { $0.offset < $1.offset }
    var whole = Data()
    for part in own {
      guard part.offset == whole.count, whole.count + part.bytes.count <= part.length else {
        return nil
      }
      whole += part.bytes
    }
    return whole.isEmpty || whole.count != own.first?.length ? nil : whole
  }
}
