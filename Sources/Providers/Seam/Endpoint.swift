import Foundation
package import TroupeVocabulary

/// Where a provider is reached. Only addresses that a key may be sent to.
package struct Endpoint: Hashable, Sendable {
  /// Scheme, host and path prefix, without a slash at the end.
  package let baseURL: String
  /// The API's version in the path, such as `v1beta`.
  package let version: String

  /// Where the key travels; `nil` for the provider's own place.
  package var keyPlace: KeyPlace?
  /// Variables that may hold the key; `nil` for the provider's own. No other host's key goes to a gateway (D10).
  package var keyVariables: [String]?
  /// What makes a key where none of the variables holds one; `nil` where nothing does.
  package var keyMaker: KeyMaker?
  /// Variables that name what makes a key, or lead to another kind of key: what else can be set.
  package var makerVariables: [String] = []
  /// Whether answers are to come as streams of events where a request does not say: something arrives early, so that
  /// what stands between does not take a model that thinks for minutes for a dead one.
  package var streams = false
  /// Further headers of every request.
  package var headers: [HTTPHeader] = []

  /// An address in this process, for a provider that sends nothing.
  package init(local address: String) {
    baseURL = address
    version = ""
  }

  /// No address: of a provider that is reached by gateways alone. Nothing is sent there.
  /// - Parameter version: what a gateway's paths begin with where its entry does not say.
  package init(ofGateways version: String) {
    baseURL = ""
    self.version = version
  }

  /// An endpoint by address and version.
  /// - Parameter version: a path component; empty where the address holds it already.
  /// - Throws: `ProviderError.unsafeAddress` for anything but https, or http to this machine; `.invalidValue` for a version
  ///   that is not a path component.
  package init(baseURL: String, version: String = "") throws(TroupeError) {
    guard Self.isSafe(baseURL), !baseURL.contains("?") else {
      throw .provider(.unsafeAddress(String(baseURL.prefix(200))))
    }
    guard version.isEmpty || version.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]{0,39}/) != nil else {
      throw .invalidValue(
        name: "API version", value: String(version.prefix(60)), expected: "a word such as v1beta")
    }
    self.baseURL = String(baseURL.reversed().drop { $0 == "/" }.reversed())
    self.version = version
  }

  /// Whether a key may travel to `url`: https, or http to this machine.
  ///
  /// Characters over which parsers of addresses disagree (`@`, `\`, `#`, spaces) are not accepted at all, also not in a
  /// query.
  package static func isSafe(_ url: String) -> Bool {
    guard url.utf8.count <= 2048, let parts = url.wholeMatch(of: pattern.regex) else {
      return false
    }
    let host = parts.output.2.lowercased()
    if let port = parts.output.3, UInt16(port.dropFirst()) == nil { return false }
    return parts.output.1.lowercased() == "https" || isThisMachine(host)
  }

  /// Whether `url` stays on this machine, so that no proxy has a part in it.
  package static func isLocal(_ url: String) -> Bool {
    url.wholeMatch(of: pattern.regex).map { isThisMachine($0.output.2.lowercased()) } ?? false
  }

  /// The host of `url`, for people; empty when it has none.
  package static func host(of url: String) -> String {
    url.wholeMatch(of: pattern.regex).map { String($0.output.2) }
      ?? URLComponents(string: url)?.host ?? ""
  }

  /// Whether the host of `url` is one of `hosts`, each a name or, as in `*.example.com`, all below one.
  package static func isHost(of url: String, among hosts: [String]) -> Bool {
    let host = host(of: url).lowercased()
    return !host.isEmpty
      && hosts.contains { $0.hasPrefix("*.") ? host.hasSuffix($0.dropFirst()) : host == $0 }
  }

  /// Whether both addresses have the same scheme, host and port: what may be sent to one may be sent to the other.
  package static func haveSameOrigin(_ one: String, _ other: String) -> Bool {
    guard let origin = origin(of: one) else { return false }
    return origin == self.origin(of: other)
  }

  private static func origin(of url: String) -> String? {
    guard let parts = url.wholeMatch(of: pattern.regex)?.output else { return nil }
    let scheme = parts.1.lowercased()
    let usual = scheme == "https" ? ":443" : ":80"
    return "\(scheme)://\(parts.2.lowercased())\(parts.3 ?? Substring(usual))"
  }

  private static func isThisMachine(_ host: String) -> Bool {
    host == "localhost" || host == "[::1]"
      || isLoopback(host.split(separator: ".", omittingEmptySubsequences: false))
  }

  /// Four numbers as everybody reads them: parsers disagree over fewer of them, and over other ways to write one.
  private static func isLoopback(_ numbers: [Substring]) -> Bool {
    numbers.count == 4 && numbers[0] == "127"
      && numbers.allSatisfy { number in UInt8(number).map { "\($0)" == number } ?? false }
  }

  private static let pattern = ParsedPattern(
    #/
      (?i)(https?)://
      (\[[0-9a-f:.]+\] | [a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)
      (:[0-9]{1,5})?
      ((?:/[A-Za-z0-9._~:%!$&'()*+,;=-]*)*)
      (?:\?[A-Za-z0-9._~:%!$&'()*+,;=/?-]*)?
    /#)
}
