package import Foundation
import Synchronization

/// A server that speaks `sdapi` on loopback: makes images at once and says what it works on.
///
/// Stricter than any of them: an unknown field, a missing one, a unit without an image and base64 that is none are refused.
package final class FakeA1111: Sendable {
  /// Whose manners it has.
  package enum Kind: Sendable {
    /// With the ControlNet extension; its progress does not say which task it is.
    case automatic
    /// The same; it says which.
    case forge
    /// With adapters of its own.
    case sdNext
  }

  /// What it does besides making the image.
  package struct Manners: Sendable {
    /// Whether a grid stands before the images.
    package var givesGrid = false
    /// Whether a map of each reference stands behind them.
    package var givesMaps = false
    /// What is answered first to requests, in order.
    package var submissions: [FakeReply] = []
    /// What is answered first to questions about its progress, in order.
    package var questions: [FakeReply] = []
    /// The adapters in its folder; `nil` where it does not say.
    package var adapters: [String]?
    /// How often it says that it still works, before it says that it does not.
    package var busyAnswers = 0

    package init() {}
  }

  private let fake: FakeGemini

  package init(
    _ kind: Kind = .automatic, picture: Data = SamplePicture.png(width: 64, height: 64),
    manners: Manners = Manners()
  ) throws {
    let desk = A1111Desk(kind: kind, picture: picture, manners: manners)
    fake = try FakeGemini { desk.reply(to: $0) }
  }

  /// Where it listens.
  package var baseURL: String { fake.baseURL }

  /// What was asked so far, in order.
  package var requests: [RecordedRequest] { fake.requests }

  /// Ends it and every connection.
  package func stop() { fake.stop() }
}

/// Decides what is answered.
private final class A1111Desk: Sendable {
  private let kind: FakeA1111.Kind
  private let picture: Data
  private let manners: Mutex<FakeA1111.Manners>
  private let task = Mutex("")

  init(kind: FakeA1111.Kind, picture: Data, manners: FakeA1111.Manners) {
    self.kind = kind
    self.picture = picture
    self.manners = Mutex(manners)
  }

  func reply(to request: RecordedRequest) -> FakeReply {
    let path = request.path.prefix { $0 != "?" }
    if request.method == "GET", path == "/sdapi/v1/progress" { return progress() }
    if request.method == "GET", path == "/sdapi/v1/loras",
      let names = manners.withLock(\.adapters)
    {
      let list = names.map { #"{"name":"\#($0)","alias":"\#($0)","path":"/x","metadata":{}}"# }
      return FakeReply(json: "[\(list.joined(separator: ","))]")
    }
    guard request.method == "POST", ["/sdapi/v1/txt2img", "/sdapi/v1/img2img"].contains(path) else {
      return FakeReply(status: 404, json: #"{"detail":"Not Found"}"#)
    }
    let schema = A1111Schema(kind: kind, isEdit: path.hasSuffix("img2img"))
    if let fault = schema.fault(in: request.body) {
      return FakeReply(
        status: 422, json: #"{"error":"HTTPException","detail":"\#(fault)","body":"","errors":""}"#)
    }
    let body = (try? JSONSerialization.jsonObject(with: request.body)) as? [String: Any] ?? [:]
    task.withLock { $0 = body["force_task_id"] as? String ?? "" }
    let fault: FakeReply? = manners.withLock {
      $0.submissions.isEmpty ? nil : $0.submissions.removeFirst()
    }
    return fault ?? made(body)
  }

  private func made(_ body: [String: Any]) -> FakeReply {
    let (grid, maps) = manners.withLock { ($0.givesGrid, $0.givesMaps) }
    let other = SamplePicture.png(width: 8, height: 8).base64EncodedString()
    let images =
      (grid ? [other] : []) + [picture.base64EncodedString()] + (maps ? [other, other] : [])
    let seed = body["seed"] as? Int ?? 1234
    let info: [String: Any] = [
      "seed": seed, "all_seeds": [seed], "index_of_first_image": grid ? 1 : 0,
      "sd_model_name": "dreamshaper_8",
      "infotexts": ["x\nSteps: 20, Sampler: Euler, CFG scale: 7.0, Seed: \(seed), Size: 64x64"],
    ]
    let answer: [String: Any] = [
      "images": images, "parameters": body,
      "info": (try? JSONSerialization.data(withJSONObject: info))
        .map { String(decoding: $0, as: UTF8.self) } ?? "",
    ]
    var reply = FakeReply(json: "")
    reply.body = (try? JSONSerialization.data(withJSONObject: answer)) ?? Data()
    return reply
  }

  private func progress() -> FakeReply {
    let fault: FakeReply? = manners.withLock {
      $0.questions.isEmpty ? nil : $0.questions.removeFirst()
    }
    if let fault { return fault }
    let isBusy = manners.withLock { manners in
      manners.busyAnswers -= 1
      return manners.busyAnswers >= 0
    }
    let current = isBusy ? "\"\(task.withLock(\.self))\"" : "null"
    let told = kind == .forge ? #","current_task":\#(current)"# : ""
    return FakeReply(
      json: #"{"progress":0,"eta_relative":0,"state":{"job_count":\#(isBusy ? 1 : 0)}\#(told)}"#)
  }
}
