import Foundation
import TestSupport

/// Answers as each vendor writes them, well or badly.
enum VendorBody {
  /// What is answered to a good submission.
  static func good(_ vendor: Vendor) -> FakeReply {
    let png = SamplePicture.png(width: 40, height: 20).base64EncodedString()
    return switch vendor {
    case .openai, .openrouter: answer(vendor, #""b64_json":"\#(png)""#)
    case .flux: FakeReply(json: #"{"id":"job-1","cost":3.0}"#, isBilled: true)
    case .comfy: FakeReply(json: #"{"prompt_id":"x","number":1,"node_errors":{}}"#)
    case .ark, .dashscope, .fal, .ideogram, .luma, .replicate, .runway, .xai:
      FakeReply(json: #"{"id":"job-1","data":[{"b64_json":"\#(png)"}]}"#, isBilled: true)
    case .comfyV2: FakeReply(status: 201, json: #"{"id":"x","status":"queued","outputs":[]}"#)
    }
  }

  /// An answer with one image whose members are these.
  static func answer(_ vendor: Vendor, _ members: String) -> FakeReply {
    list(vendor, "{\(members)}")
  }

  /// An answer with these images.
  static func list(_ vendor: Vendor, _ images: String) -> FakeReply {
    let rest = vendor == .openai ? #","output_format":"png""# : ""
    return FakeReply(json: #"{"created":1,"data":[\#(images)]\#(rest)}"#, isBilled: true)
  }

  /// Base64 in lines.
  static func lines(_ text: String) -> String {
    text.enumerated().map { $0.offset % 76 == 75 ? "\($0.element)\\n" : "\($0.element)" }.joined()
  }

  static let gzip: FakeReply = {
    var reply = FakeReply(json: "", isBilled: true).with("Content-Encoding", "gzip")
    reply.body = Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + repeatElement(0, count: 40))
    return reply
  }()

  private static let pdfBytes =
    Data("%PDF-1.4\n%".utf8) + Data([0xE2, 0xE3, 0xCF, 0xD3, 10]) + Data(count: 99)

  /// A PDF in base64.
  static let pdf = pdfBytes.base64EncodedString()

  /// A PDF.
  static let document: FakeReply = {
    var reply = FakeReply(json: "")
    (reply.type, reply.body) = ("application/pdf", pdfBytes)
    return reply
  }()

  /// A PNG.
  static let picture: FakeReply = {
    var reply = FakeReply(json: "")
    (reply.type, reply.body) = ("image/png", SamplePicture.png(width: 40, height: 20))
    return reply
  }()

  /// The ways in which a wait of 7 seconds is said.
  static let waits: [(String, FakeReply)] = {
    let body = FakeReply(status: 429, json: #"{"error":{"message":"Too many requests"}}"#)
    return [
      ("no time", body), ("seconds", body.with("Retry-After", "7")),
      ("a unit", body.with("Retry-After", "7s")),
      (
        "a date",
        body.with("Date", "Sun, 06 Nov 1994 08:49:30 GMT")
          .with("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT")
      ),
      ("milliseconds", body.with("Retry-After-Ms", "7000")),
      (
        "words",
        FakeReply(status: 429, json: #"{"error":{"message":"Rate limit. Please retry in 7s."}}"#)
      ), ("nonsense", body.with("Retry-After", "soon")),
    ]
  }()
}
