/// Finds the properties that have a text in the default language and another one in one more.
///
/// libexempi takes such a pair for one text and makes both the default's when it reads or writes
/// them (Adobe's rule for its older programs), so that the other text would be lost. Pairs inside of
/// structs are not found.
struct LanguagePairs {
  /// A property, its text in the default language, and that in the other one.
  struct Pair: Equatable {
    let namespace: String
    let name: String
    let standard: String
    let language: String
    let other: String
  }

  /// A name with the namespace that its prefix stands for.
  private struct Name: Equatable {
    let namespace: String
    let name: String

    static func rdf(_ name: String) -> Name {
      Name(namespace: "http://www.w3.org/1999/02/22-rdf-syntax-ns#", name: name)
    }
  }

  private typealias Attributes = [(name: String, value: String)]

  private var pairs: [Pair] = []
  private var elements: [Name] = []
  private var namespaces: [[String: String]] = [[:]]
  private var items: [(language: String, text: String)] = []

  /// Reads a packet in UTF-8 that `ExistingPacket` admits, and so is not nested deeply.
  static func read(_ packet: [UInt8]) -> [Pair] {
    var reader = LanguagePairs()
    var scanner = XMLScanner(packet)
    while let event = scanner.next() {
      switch event {
      case .start(let name, let attributes, let isEmpty):
        reader.open(name, attributes)
        if isEmpty { reader.close() }
      case .end: reader.close()
      case .text(let text): if reader.isInItem { reader.append(text) }
      }
    }
    return reader.pairs
  }

  /// Whether the innermost element is an item of the alternatives of a property of the packet.
  private var isInItem: Bool {
    guard let place = elements.firstIndex(of: .rdf("RDF")) else { return false }
    let inner = elements[(place + 1)...]
    guard inner.count == 4, inner.first == .rdf("Description") else { return false }
    return Array(inner.suffix(2)) == [.rdf("Alt"), .rdf("li")]
  }

  private mutating func append(_ text: String) {
    guard let last = items.indices.last else { return }
    items[last].text += text
  }

  private mutating func open(_ name: String, _ attributes: Attributes) {
    var known = namespaces.last ?? [:]
    for (name, value) in attributes where name.hasPrefix("xmlns") {
      known[String(name.dropFirst(6))] = value
    }
    namespaces.append(known)
    let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
    let prefix = parts.count == 2 ? parts[0] : ""
    elements.append(Name(namespace: known[prefix] ?? "", name: parts.last ?? ""))
    guard isInItem else { return }
    let language = attributes.first { $0.name == "xml:lang" }?.value ?? ""
    items.append((language, ""))
  }

  private mutating func close() {
    guard let closed = elements.popLast() else { return }
    namespaces.removeLast()
    // What is left open names the property once its alternatives are closed.
    guard closed == .rdf("Alt"), let property = elements.last, !items.isEmpty else { return }
    defer { items = [] }
    guard items.count == 2, let standard = items.first(where: { $0.language == "x-default" }),
      let other = items.first(where: { $0.language != "x-default" }), other.text != standard.text
    else { return }
    pairs.append(
      Pair(
        namespace: property.namespace, name: property.name, standard: standard.text,
        language: other.language, other: other.text))
  }
}
