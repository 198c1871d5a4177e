/// Where images are asked for, below the address of a region or workspace.
enum DashScopePath: String, CaseIterable {
  /// The answer has the image.
  case atOnce = "services/aigc/multimodal-generation/generation"
  /// The answer has the name of a task. A path of its own: neither takes what the other is for.
  case asTask = "services/aigc/image-generation/generation"

  /// The one at which `url` ends; `nil` for any other.
  init?(of url: String) {
    guard let path = Self.allCases.first(where: { url.hasSuffix("/" + $0.rawValue) }) else {
      return nil
    }
    self = path
  }

  func url(at endpoint: Endpoint) -> String {
    [endpoint.baseURL, endpoint.version, rawValue].filter { !$0.isEmpty }.joined(separator: "/")
  }

  /// Where the task called `id` is asked for, of those that are submitted at `url`; `nil` for a name that could lead
  /// elsewhere.
  static func task(_ id: String, submittedAt url: String) -> String? {
    guard let path = Self(of: url),
      id.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9_-]{0,127}/) != nil
    else { return nil }
    return url.dropLast(path.rawValue.count) + "tasks/\(id)"
  }
}
