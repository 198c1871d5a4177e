import Foundation

/// A file as the Files API tells of it.
struct GeminiUploadedFile {
  let uri: String?
  let byteCount: Int?
  /// Seconds until it ends, by the answer's own clock; `nil` where that is not said.
  let seconds: Double?
  private let state: String?

  /// `nil` where `answer` tells of none.
  init?(_ answer: HTTPAnswer) {
    guard let body = JSONReader.documents(in: answer.body).nodes.first else { return nil }
    let node = body["file"] ?? body
    guard node["name"]?.text != nil || node["uri"]?.text != nil else { return nil }
    uri = node["uri"]?.text
    byteCount = node["sizeBytes"]?.integer
    state = node["state"]?.text
    let end = node["expirationTime"]?.text.flatMap(Self.time)
    let now = answer.headers.first(named: "date").flatMap(HTTPDate.seconds)
    seconds = end.flatMap { end in now.map { end - $0 } }
  }

  /// Whether it can be named in a request.
  var isReady: Bool { state == nil || state == "ACTIVE" }

  /// Whether it will be ready.
  var isUnderWay: Bool { state == "PROCESSING" || state == "STATE_UNSPECIFIED" }

  /// Seconds since 1970 of `2026-01-03T00:00:00.5Z`.
  private static func time(_ text: String) -> Double? {
    guard let parts = text.wholeMatch(of: /(.{19})(?:\.[0-9]{1,12})?(Z|[+-].*)/)?.output else {
      return nil
    }
    return (try? Date("\(parts.1)\(parts.2)", strategy: .iso8601))?.timeIntervalSince1970
  }
}
