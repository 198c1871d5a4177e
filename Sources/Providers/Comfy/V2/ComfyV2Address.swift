import TroupeVocabulary

/// Where version 2 of the API has things.
enum ComfyV2Address {
  static let jobs = "/api/v2/jobs"
  static let assets = "/api/v2/assets"

  /// Asks for the job that `answer` tells of: where that says, if it is on the host that took the job, else below the address
  /// that took it, for the key goes to no other. `nil` for what is no job.
  static func job(_ answer: JSONNode, after message: HTTPRequest) -> HTTPRequest? {
    guard let id = answer["id"]?.text, id.wholeMatch(of: /[A-Za-z0-9_-]{1,100}/) != nil else {
      return nil
    }
    let stated = answer["urls"]?["self"]?.text.flatMap { link($0, from: message) }
    let below = "\(message.url.prefix { $0 != "?" })/\(id)"
    let url = stated.flatMap { Endpoint.haveSameOrigin($0, message.url) ? $0 : nil } ?? below
    return get(url, as: message)
  }

  /// Asks for a result: with the key where it stands on the host that was asked, else with nothing of the user's.
  static func result(_ link: String, after message: HTTPRequest) -> HTTPRequest? {
    guard let url = self.link(link, from: message) else { return nil }
    return Endpoint.haveSameOrigin(url, message.url)
      ? get(url, as: message)
      : HTTPRequest(
        method: "GET", url: url, headers: [], keyHeader: nil, body: MessageBody(segments: []))
  }

  /// Asks for the jobs that the server knows, newest first; the most that it lists at once (comfy-api-proxy 0.1.6, seen).
  static func list(named name: String, after message: HTTPRequest) -> HTTPRequest {
    let all = get("\(message.url)?limit=100", as: message)
    return HTTPRequest(
      method: all.method, url: all.url,
      headers: all.headers + [HTTPHeader(ComfyWorkflow.nameHeader, name)],
      keyHeader: all.keyHeader, body: all.body)
  }

  /// `text` as an address: a path is one on the host that was asked.
  private static func link(_ text: String, from message: HTTPRequest) -> String? {
    guard text.hasPrefix("/") else { return Endpoint.isSafe(text) ? text : nil }
    guard let host = message.url.prefixMatch(of: /[a-z]+:\/\/[^\/?]+/)?.output else { return nil }
    let whole = host + text
    return Endpoint.isSafe(String(whole)) ? String(whole) : nil
  }

  private static func get(_ url: String, as message: HTTPRequest) -> HTTPRequest {
    let own = ["content-type", ComfyWorkflow.nameHeader.lowercased()]
    return HTTPRequest(
      method: "GET", url: url,
      headers: message.headers.filter { !own.contains($0.name.lowercased()) },
      keyHeader: message.keyHeader, body: MessageBody(segments: []))
  }
}
