import Foundation

/// Looks at a packet of XMP before libexempi does, which puts no bounds on what it reads.
///
/// libexempi goes down the nesting with its stack, compares each property with all others of the
/// same struct, and spends 190 bytes on each line (measured with 2.6.3: 10,000 properties take a
/// second, 4,000,000 empty lines 780 MB). What passes here takes it less than a second and 60 MB.
enum ExistingPacket {
  /// The depth at which Troupe's own reader stops, too.
  private static let mostDepth = 64
  /// Tags, attributes, lines and entities together.
  private static let mostPieces = 50_000
  /// Names that differ, by their namespaces too.
  private static let mostNames = 1000
  /// Namespaces that differ.
  private static let mostNamespaces = 200

  /// The packet in UTF-8 without the NULs at its end.
  ///
  /// - Throws: ``XMPFault/tooLarge`` or ``XMPFault/unreadable``.
  static func admitted(_ packet: Data) throws(XMPFault) -> [UInt8] {
    guard packet.count <= XMPPacket.mostBytes else { throw .tooLarge }
    let view = ByteView(packet).withoutTrailingNULs
    let bytes = view.bytes
    guard !bytes.contains(0), String(bytes: bytes, encoding: .utf8) != nil else {
      throw .unreadable
    }
    guard hasBoundedCost(bytes) else { throw .unreadable }
    return bytes
  }

  private static func hasBoundedCost(_ bytes: [UInt8]) -> Bool {
    var pieces = bytes.count { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "&") }
    guard pieces <= mostPieces else { return false }
    var scanner = XMLScanner(bytes)
    var names = Names()
    var depth = 0
    var hasTags = false
    while let event = scanner.next() {
      switch event {
      case .start(let name, let attributes, let isEmpty):
        hasTags = true
        depth += isEmpty ? 0 : 1
        pieces += 1 + attributes.count
        guard depth < mostDepth, pieces <= mostPieces else { return false }
        names.insert(name, attributes)
        guard names.expandedCount <= mostNames, names.namespaces.count <= mostNamespaces else {
          return false
        }
      case .end:
        depth -= 1
        guard depth >= 0 else { return false }
      case .text: break
      }
    }
    return hasTags && depth == 0 && scanner.problem == nil
  }

  /// The names of tags and attributes.
  private struct Names {
    private(set) var namespaces: Set<String> = []
    private var names: Set<String> = []
    private var namespacesOfPrefix: [String: Set<String>] = [:]
    private var mostOfOnePrefix = 1

    /// How many names there are at most once the prefixes are resolved.
    var expandedCount: Int { names.count * mostOfOnePrefix }

    mutating func insert(_ name: String, _ attributes: [(name: String, value: String)]) {
      names.insert(name)
      for (name, value) in attributes {
        guard name == "xmlns" || name.hasPrefix("xmlns:") else {
          names.insert(name)
          continue
        }
        namespaces.insert(value)
        namespacesOfPrefix[name, default: []].insert(value)
        mostOfOnePrefix = max(mostOfOnePrefix, namespacesOfPrefix[name]?.count ?? 1)
      }
    }
  }
}
