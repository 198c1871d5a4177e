/// A page or an act: what is asked of it, and who answers.
struct Route: Sendable {
  /// GET, POST, PUT, DELETE; HEAD comes with GET.
  let method: String
  /// Components such as `/i/:generation/:position` or `/@:handle`.
  let pattern: String
  /// Answers; it is given the values of the pattern's names.
  let handler: @Sendable (Visit, [String: String]) async throws -> Answer
}

/// The routes, by how exactly they name a path.
struct RouteTable: Sendable {
  private enum Part: Sendable {
    case exactly(String)
    case named(prefix: String, name: String)

    init(_ text: Substring) {
      guard let colon = text.firstIndex(of: ":") else {
        self = .exactly(String(text))
        return
      }
      let name = String(text[text.index(after: colon)...])
      self = .named(prefix: String(text[..<colon]), name: name)
    }

    /// How much of a component the part names itself; more is more exact.
    var exactness: Int {
      switch self {
      case .exactly: .max
      case .named(let prefix, _): prefix.utf8.count
      }
    }
  }

  private struct Entry: Sendable {
    let route: Route
    let parts: [Part]

    func values(in path: [String]) -> [String: String]? {
      guard parts.count == path.count else { return nil }
      var values: [String: String] = [:]
      for (part, component) in zip(parts, path) {
        switch part {
        case .exactly(let text):
          guard text == component else { return nil }
        case .named(let prefix, let name):
          guard component.utf8.count > prefix.utf8.count,
            component.utf8.starts(with: prefix.utf8)
          else { return nil }
          values[name] = String(
            decoding: component.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
        }
      }
      return values
    }
  }

  private let entries: [Entry]

  init(_ routes: [Route]) {
    let entries = routes.map { route in
      let parts = route.pattern.split(separator: "/").map(Part.init)
      return Entry(route: route, parts: parts)
    }
    // The sort keeps the order of routes that are as exact as each other.
    self.entries = entries.sorted { first, second in
      second.parts.map(\.exactness).lexicographicallyPrecedes(first.parts.map(\.exactness))
    }
  }

  /// The route of a path, and the values of its names.
  /// - Throws: `Refusal` where there is none.
  func route(_ method: String, _ path: [String]) throws -> (Route, [String: String]) {
    let method = method == "HEAD" ? "GET" : method
    var allowed: Set<String> = []
    for entry in entries {
      guard let values = entry.values(in: path) else { continue }
      if entry.route.method == method { return (entry.route, values) }
      allowed.insert(entry.route.method)
    }
    if allowed.contains("GET") { allowed.insert("HEAD") }
    throw allowed.isEmpty ? Refusal.unknownPath : .wrongMethod(allowed: allowed.sorted())
  }
}
