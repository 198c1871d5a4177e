/// Where images are asked for.
enum A1111Path: String, CaseIterable {
  /// From words.
  case words = "sdapi/v1/txt2img"
  /// From a picture that is edited.
  case picture = "sdapi/v1/img2img"

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
}
