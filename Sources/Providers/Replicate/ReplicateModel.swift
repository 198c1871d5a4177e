import Foundation

/// A model as Replicate names it: `OWNER/NAME`, or `OWNER/NAME:VERSION` where no version is its own.
struct ReplicateModel {
  private let name: String
  /// The version that is asked; `nil` for the one that Replicate runs.
  let version: String?

  init(_ text: String) {
    let halves = text.split(separator: ":", maxSplits: 1).map(String.init)
    name = halves.first ?? ""
    version = halves.count == 2 ? halves[1] : nil
  }

  /// Whether it can be one.
  var isModel: Bool {
    name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]{0,99}\/[A-Za-z0-9][A-Za-z0-9._-]{0,99}/) != nil
      && version.map { $0.wholeMatch(of: /[0-9a-f]{8,64}/) != nil } != false
  }

  /// Where its predictions are submitted, below the API's version.
  var path: String {
    if version != nil { return "predictions" }
    let plain = CharacterSet(charactersIn: "-._~/").union(.alphanumerics)
    return "models/\(name.addingPercentEncoding(withAllowedCharacters: plain) ?? "")/predictions"
  }

  /// The path that a request to `url` was submitted to.
  static func path(in url: String) -> String {
    url.firstMatch(of: /\/(models\/[^\/]+\/[^\/]+\/predictions)$/).map { String($0.output.1) }
      ?? "predictions"
  }

  /// The address of `path` below that of `endpoint`.
  static func url(_ path: String, at endpoint: Endpoint) -> String {
    [endpoint.baseURL, endpoint.version, path].filter { !$0.isEmpty }.joined(separator: "/")
  }

  /// Where the prediction `id` is asked for, where `url` took it on.
  static func url(of id: String, after url: String) -> String? {
    let path = path(in: url)
    guard url.hasSuffix("/" + path) else { return nil }
    return url.dropLast(path.count) + "predictions/\(id)"
  }
}
