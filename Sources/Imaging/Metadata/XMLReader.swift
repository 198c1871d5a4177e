/// Walks the elements of an XML document from outside. It checks nothing: what it cannot follow, or
/// what would make it expand anything (a document type), ends the walk.
struct XMLReader {
  /// The name of an element or attribute, with its namespace; empty without one.
  struct Name: Hashable {
    let space: String
    let local: String
  }

  enum Event {
    case start(Name, [Name: String])
    case text(String)
    case end
  }

  private let bytes: [UInt8]
  private var at = 0
  /// For each open element, how many bindings stood before it.
  private var open: [Int] = []
  /// The prefixes that were bound, in order, and to what each is bound now and was before.
  private var bindings: [String] = []
  private var spaces: [String: [String]] = [:]
  /// Whether the last element that began is empty.
  private var isEnding = false

  private static let maxDepth = 100

  init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  /// The next event; `nil` at the end.
  mutating func next() -> Event? {
    if isEnding { return end() }
    while at < bytes.count {
      if bytes[at] != UInt8(ascii: "<") { return .text(text(to: "<") ?? rest()) }
      if skip("<!--") {
        guard text(to: "-->") != nil else { return nil }
        _ = skip("-->")
      } else if skip("<![CDATA[") {
        guard let text = text(to: "]]>") else { return nil }
        _ = skip("]]>")
        return .text(text)
      } else if skip("<?") {
        guard text(to: "?>") != nil else { return nil }
        _ = skip("?>")
      } else if skip("</") {
        guard text(to: ">") != nil, skip(">"), !open.isEmpty else { return nil }
        return end()
      } else {
        return bytes[at...].starts(with: "<!".utf8) ? nil : start()
      }
    }
    return nil
  }

  private mutating func end() -> Event {
    isEnding = false
    let kept = open.popLast() ?? bindings.count
    while bindings.count > kept, let prefix = bindings.popLast() { spaces[prefix]?.removeLast() }
    return .end
  }

  private mutating func start() -> Event? {
    _ = skip("<")
    guard let name = word(), open.count < Self.maxDepth else { return nil }
    open.append(bindings.count)
    var attributes: [(name: String, value: String)] = []
    while true {
      skipSpace()
      if skip("/>") {
        isEnding = true
        break
      }
      if skip(">") { break }
      guard let attribute = attribute() else { return nil }
      if attribute.name == "xmlns" { bind("", to: attribute.value) }
      if attribute.name.hasPrefix("xmlns:") {
        bind(String(attribute.name.dropFirst(6)), to: attribute.value)
      }
      attributes.append(attribute)
    }
    let named = attributes.map { (resolved($0.name, isAttribute: true), $0.value) }
    return .start(
      resolved(name, isAttribute: false), Dictionary(named, uniquingKeysWith: { first, _ in first })
    )
  }

  private mutating func bind(_ prefix: String, to space: String) {
    bindings.append(prefix)
    spaces[prefix, default: []].append(space)
  }

  private mutating func attribute() -> (name: String, value: String)? {
    guard let name = word() else { return nil }
    skipSpace()
    guard skip("=") else { return nil }
    skipSpace()
    for quote in ["\"", "'"] where skip(quote) {
      guard let value = text(to: quote) else { return nil }
      _ = skip(quote)
      return (name, value)
    }
    return nil
  }

  /// An attribute without a prefix has no namespace, an element the one that is in force.
  private func resolved(_ name: String, isAttribute: Bool) -> Name {
    let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let prefix = parts.count == 2 ? String(parts[0]) : ""
    if isAttribute, prefix.isEmpty { return Name(space: "", local: name) }
    let space = spaces[prefix]?.last ?? ""
    return Name(space: space, local: String(parts[parts.count - 1]))
  }

  private mutating func word() -> String? {
    let ends = Array(" \t\r\n=/>\"'<".utf8)
    let word = bytes[at...].prefix { !ends.contains($0) }
    at += word.count
    return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
  }

  /// What stands before `mark`, to which it moves.
  private mutating func text(to mark: String) -> String? {
    let mark = Array(mark.utf8)
    var end = at
    while end + mark.count <= bytes.count {
      if bytes[end] == mark[0], bytes[end..<end + mark.count].elementsEqual(mark) {
        defer { at = end }
        return String(decoding: bytes[at..<end], as: UTF8.self)
      }
      end += 1
    }
    return nil
  }

  private mutating func rest() -> String {
    defer { at = bytes.count }
    return String(decoding: bytes[at...], as: UTF8.self)
  }

  private mutating func skip(_ mark: String) -> Bool {
    let isThere = bytes[at...].starts(with: mark.utf8)
    if isThere { at += mark.utf8.count }
    return isThere
  }

  private mutating func skipSpace() {
    while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
  }
}
