import HTTPTypes
import Hummingbird

/// Who is let in, and whose writes are taken.
struct Guards: Sendable {
  let token: String

  /// Whether the request names this server: a page elsewhere whose name was made to lead here
  /// does not.
  func isOwnHost(_ request: HTTPRequest, port: Int) -> Bool {
    guard let host = request.authority?.lowercased(), request.headerFields[.secondHost] == nil
    else {
      return false
    }
    let names = ["127.0.0.1", "[::1]", "localhost"]
    return names.contains { host == "\($0):\(port)" || (port == 80 && host == $0) }
  }

  /// Whether the request knows the token, by its cookie or as a bearer.
  func isKnown(_ request: HTTPRequest, port: Int) -> Bool {
    isBearer(request)
      || Cookies(request).values("troupe-\(port)").contains(where: isToken)
  }

  func isBearer(_ request: HTTPRequest) -> Bool {
    guard let field = request.headerFields[.authorization] else { return false }
    let words = field.split(separator: " ", maxSplits: 1)
    return words.count == 2 && words[0].lowercased() == "bearer" && isToken(String(words[1]))
  }

  /// Compares in a time that does not tell how much of the token was right.
  func isToken(_ text: String) -> Bool {
    let (given, right) = (Array(text.utf8), Array(token.utf8))
    guard given.count == right.count, !right.isEmpty else { return false }
    return zip(given, right).reduce(into: UInt8(0)) { $0 |= $1.0 ^ $1.1 } == 0
  }

  /// Whether a page of another server loads something from here; browsers send the cookie along to other ports of a machine.
  func isForeignRead(_ request: HTTPRequest) -> Bool {
    guard let site = request.headerFields[.fetchSite], ["cross-site", "same-site"].contains(site)
    else { return false }
    return request.headerFields[.fetchMode] != "navigate"
      || request.headerFields[.fetchDestination] != "document"
  }

  /// Whether a write comes from a page of this server, or from a program that knows the token.
  func isOwnWrite(_ request: HTTPRequest) -> Bool {
    let fields = request.headerFields
    let own = request.authority.map { "http://\($0.lowercased())" }
    let origin = fields[.origin]
    if let origin, origin != own { return false }
    if isBearer(request) { return true }
    guard let site = fields[.fetchSite] else { return origin != nil }
    return site == "same-origin"
  }
}

/// The cookies of a request.
struct Cookies: Sendable {
  private let pairs: [(name: Substring, value: Substring)]

  init(_ request: HTTPRequest) {
    pairs = request.headerFields[values: .cookie].flatMap { $0.split(separator: ";") }
      .compactMap { pair in
        let pair = pair.drop { $0 == " " }
        guard let equals = pair.firstIndex(of: "=") else { return nil }
        return (pair[..<equals], pair[pair.index(after: equals)...])
      }
  }

  /// All values of a name: pages of other ports can set cookies of the same name.
  func values(_ name: String) -> [String] {
    pairs.filter { $0.name == name }.map { String($0.value) }
  }
}

extension HTTPField.Name {
  static let secondHost = named("Host")
  static let fetchSite = named("Sec-Fetch-Site")
  static let fetchMode = named("Sec-Fetch-Mode")
  static let fetchDestination = named("Sec-Fetch-Dest")
  static let lastEventID = named("Last-Event-ID")

  private static func named(_ name: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is no field name") }
    return name
  }
}
