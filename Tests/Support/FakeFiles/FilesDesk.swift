import Foundation
import Synchronization

/// Decides what is answered.
final class FilesDesk: Sendable {
  private struct File {
    let bytes: Data
    let type: String
    let end: Date
    var isReady: Bool
  }

  private struct State {
    var files: [String: File] = [:]
    /// What was announced, by the id of the upload.
    var announced: [String: (name: String, type: String, count: Int)] = [:]
    var now = Date(timeIntervalSince1970: 1_795_000_000)
  }

  private let state = Mutex(State())
  private let isSlow: Bool
  private let faults: FaultQueue

  init(isSlow: Bool, faults: LegFaults) {
    self.isSlow = isSlow
    self.faults = FaultQueue(faults)
  }

  var files: [String: Data] { state.withLock { $0.files.mapValues(\.bytes) } }

  func pass(seconds: Double) { state.withLock { $0.now += seconds } }

  func forget() { state.withLock { $0.files = [:] } }

  func reply(to request: RecordedRequest) -> FakeReply {
    if request.path.hasPrefix("/upload/v1beta/files?upload_id=") { return take(request) }
    guard request.header("x-goog-api-key") != nil else { return error(401, "No key.") }
    let name = request.path.replacing("/v1beta/", with: "")
    switch (request.method, request.path) {
    case ("POST", "/upload/v1beta/files"): return announce(request)
    case ("GET", _) where name.hasPrefix("files/"): return tell(name)
    case ("DELETE", _) where name.hasPrefix("files/"): return remove(name)
    case ("POST", _) where name.hasPrefix("models/"): return make(request)
    default: return error(404, "Not found.")
    }
  }

  private func announce(_ request: RecordedRequest) -> FakeReply {
    if let fault = faults.next(\.results) { return fault }
    let body = (try? JSONSerialization.jsonObject(with: request.body)) as? [String: Any]
    guard let file = body?["file"] as? [String: Any],
      Set(file.keys) == ["name", "mime_type", "size_bytes"], let name = file["name"] as? String,
      name.wholeMatch(of: /files\/[a-z0-9][a-z0-9-]{0,39}/) != nil,
      let type = file["mime_type"] as? String, let count = file["size_bytes"] as? Int,
      request.header("x-goog-upload-protocol") == "resumable",
      request.header("x-goog-upload-command") == "start",
      request.header("x-goog-upload-header-content-length") == "\(count)",
      request.header("x-goog-upload-header-content-type") == type
    else { return error(400, "The file is not announced as it must be.") }
    let isKnown = state.withLock { state in
      if state.files[name].map({ $0.end > state.now }) == true { return true }
      state.announced["UP-\(state.announced.count + 1)"] = (name, type, count)
      return false
    }
    if isKnown { return error(409, "Requested entity already exists.") }
    let id = state.withLock { "UP-\($0.announced.count)" }
    // At the vendor's own host, whoever was asked.
    let address =
      "https://generativelanguage.googleapis.com/upload/v1beta/files?upload_id=\(id)&upload_protocol=resumable"
    return FakeReply(json: "").with("X-Goog-Upload-URL", address)
      .with("X-Goog-Upload-Status", "active")
  }

  private func take(_ request: RecordedRequest) -> FakeReply {
    if let fault = faults.next(\.images) { return fault }
    // A key there is a leak.
    guard request.header("x-goog-api-key") == nil,
      request.header("x-goog-upload-command") == "upload, finalize",
      request.header("x-goog-upload-offset") == "0",
      let id = request.path.wholeMatch(of: /.*upload_id=([^&]+)&.*/)?.output.1
    else { return error(400, "The bytes are not brought as they must be.") }
    let name: String? = state.withLock { state in
      guard let file = state.announced[String(id)], request.bodyLength == file.count else {
        return nil
      }
      state.files[file.name] = File(
        bytes: request.body, type: file.type, end: state.now + 48 * 3600, isReady: !isSlow)
      return file.name
    }
    guard let name else { return error(400, "Another number of bytes was announced.") }
    return FakeReply(json: #"{"file":\#(document(name) ?? "{}")}"#)
      .with("X-Goog-Upload-Status", "final")
  }

  private func tell(_ name: String) -> FakeReply {
    if let fault = faults.next(\.polls) { return fault }
    let reply = document(name).map { FakeReply(json: $0) } ?? missing(name)
    // Asked once, it is ready when it is asked again.
    state.withLock { $0.files[name]?.isReady = true }
    return reply.with("Date", Self.http(state.withLock(\.now)))
  }

  private func remove(_ name: String) -> FakeReply {
    state.withLock { $0.files.removeValue(forKey: name) } == nil
      ? missing(name) : FakeReply(json: "{}")
  }

  private func make(_ request: RecordedRequest) -> FakeReply {
    if let fault = faults.next(\.submissions) { return fault }
    let text = String(decoding: request.body, as: UTF8.self)
    for match in text.matches(of: /"fileUri":"([^"]*)"/) {
      let name = String(match.output.1.split(separator: "/v1beta/").last ?? "")
      let isThere = state.withLock { state in
        state.files[name].map { $0.isReady && $0.end > state.now } ?? false
      }
      if !isThere { return missing(name) }
    }
    return .image()
  }

  private func document(_ name: String) -> String? {
    state.withLock { state in
      guard let file = state.files[name], file.end > state.now else { return nil }
      let hash = Data("0".utf8).base64EncodedString()
      return """
        {"name":"\(name)","mimeType":"\(file.type)","sizeBytes":"\(file.bytes.count)",\
        "createTime":"\(Self.iso(file.end - 48 * 3600))","expirationTime":"\(Self.iso(file.end))",\
        "sha256Hash":"\(hash)","state":"\(file.isReady ? "ACTIVE" : "PROCESSING")",\
        "uri":"https://generativelanguage.googleapis.com/v1beta/\(name)","source":"UPLOADED"}
        """
    }
  }

  private func missing(_ name: String) -> FakeReply {
    let id = name.replacing("files/", with: "")
    return error(
      403, "You do not have permission to access the File \(id) or it may not exist.",
      "PERMISSION_DENIED")
  }

  private func error(
    _ status: Int, _ message: String, _ word: String = "INVALID_ARGUMENT"
  ) -> FakeReply {
    FakeReply(
      status: status,
      json: #"{"error":{"code":\#(status),"message":"\#(message)","status":"\#(word)"}}"#)
  }

  private static func iso(_ date: Date) -> String {
    date.formatted(.iso8601).replacing("Z", with: ".123456789Z")
  }

  private static func http(_ date: Date) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "GMT")
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    return formatter.string(from: date)
  }
}
