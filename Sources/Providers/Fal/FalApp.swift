import Foundation

/// An app of fal's: its owner, its name, and what stands behind them, as in `fal-ai/flux-2/edit`.
struct FalApp {
  private let parts: [String]

  /// The app called `name`.
  init(_ name: String) { parts = Self.parts(of: name) }

  /// The one that a request to `url` asked. The path of a gateway stands before it, where one was asked; that of `endpoint`
  /// is known, and the apps of fal's own begin with its name.
  init(of url: String, at endpoint: Endpoint) {
    let path = Self.path(of: url)
    let before = Self.path(of: endpoint.baseURL) + [endpoint.version].filter { !$0.isEmpty }
    if let start = path.lastIndex(of: "fal-ai") {
      parts = Array(path[start...])
    } else {
      parts = path.starts(with: before) ? Array(path.dropFirst(before.count)) : path
    }
  }

  /// Whether it can be one.
  var isApp: Bool {
    parts.count >= 2
      && parts.allSatisfy { $0.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]{0,99}/) != nil }
  }

  /// Where its requests are submitted.
  func url(at endpoint: Endpoint) -> String {
    ([endpoint.baseURL, endpoint.version].filter { !$0.isEmpty } + parts).joined(separator: "/")
  }

  /// Where the request `id` of it is asked for, where `url` took it on: fal's addresses leave out what stands behind the
  /// app's name.
  func status(of id: String, after url: String) -> String? {
    let path = parts.joined(separator: "/")
    guard isApp, url.hasSuffix("/" + path) else { return nil }
    return (url.dropLast(path.count) + parts.prefix(2).joined(separator: "/"))
      + "/requests/\(id)/status"
  }

  private static func parts(of name: String) -> [String] {
    let plain = CharacterSet(charactersIn: "-._~").union(.alphanumerics)
    return name.split(separator: "/").map {
      $0.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }
  }

  private static func path(of url: String) -> [String] {
    let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
    return rest.split(separator: "/").dropFirst().map(String.init)
  }
}
