import Foundation
import TestSupport
import TroupeProviders
import TroupeVocabulary

/// A fault of one vendor's answers, and what must come of it.
struct VendorFault: Sendable, CustomStringConvertible {
  /// What a generation comes to.
  enum End: Sendable {
    case done, refused, failed, unknown
    /// A job that can be asked for later.
    case underWay
    /// Something came, and it is no image.
    case unreadable

    var state: GenerationState {
      switch self {
      case .done: .done
      case .refused: .refused
      case .failed: .failed
      case .unknown, .unreadable: .unknown
      case .underWay: .sent
      }
    }
  }

  let vendor: Vendor
  let name: String
  var leg = Leg.submit
  let replies: [FakeReply]
  let end: End
  /// The error's code; `nil` where there is none.
  let code: String?

  var description: String { "\(vendor): \(name)" }

  init(
    _ vendor: Vendor, _ name: String, _ replies: [FakeReply], on leg: Leg = .submit, _ end: End,
    _ code: String? = nil
  ) {
    self.vendor = vendor
    self.name = name
    self.leg = leg
    self.replies = replies
    self.end = end
    let usual: String? =
      switch end {
      case .done: nil
      case .refused: "blocked"
      case .failed: "request_refused"
      case .unknown: "outcome_unknown"
      case .underWay: "job_under_way"
      case .unreadable: "unreadable_image"
      }
    self.code = code ?? usual
  }

  static let all = anywhere + ofImages + ofWords + ofJobs

  /// What comes from connections and from what stands between: all of it at every vendor where the tests are thorough, else
  /// each at every fifth.
  private static let anywhere = Vendor.allCases.enumerated().flatMap { number, vendor in
    anywhere(vendor).enumerated().filter { Thoroughness.isWhole || ($0.offset + number) % 8 == 0 }
      .map(\.element)
  }

  private static func anywhere(_ vendor: Vendor) -> [VendorFault] {
    [
      .init(vendor, "no answer", [FakeReply(json: "{}").sent(.noAnswer)], .unknown),
      .init(vendor, "reset", [FakeReply(json: "{}").sent(.reset)], .unknown),
      .init(vendor, "cut within the head", [FakeReply(json: "{}").sent(.cutHead)], .unknown),
      .init(
        vendor, "cut behind the head", [VendorBody.good(vendor).sent(.cut(after: 0))], .unknown),
      .init(vendor, "cut body", [VendorBody.good(vendor).sent(.cut(after: 9))], .unknown),
      .init(
        vendor, "more announced than is taken", [FakeReply(json: "{}").sent(.announced(300 << 20))],
        .unknown),
      .init(vendor, "compressed, unasked", [VendorBody.gzip], .unknown),
      .init(vendor, "a page under 200", [.page()], .unknown),
      .init(vendor, "nothing under 200", [FakeReply(json: "")], .unknown),
      .init(vendor, "JSON of another shape", [FakeReply(json: #"{"images":["x"]}"#)], .unknown),
      .init(vendor, "null", [FakeReply(json: "null")], .unknown),
      .init(
        vendor, "deep JSON", [FakeReply(json: String(repeating: "[", count: 99_999))], .unknown),
      .init(
        vendor, "a redirect, where the key may not follow",
        [.redirect(307, to: "https://example.com/steal")], .failed),
      .init(
        vendor, "a redirect to what is inside", [.redirect(302, to: "http://169.254.169.254/")],
        .failed),
      .init(vendor, "413", [.page(status: 413)], .failed),
      .init(vendor, "409", [FakeReply(status: 409, json: #"{"error":"busy"}"#)], .failed),
      .init(vendor, "408", [.page(status: 408)], .unknown),
      .init(
        vendor, "the key is refused, and repeated",
        [
          FakeReply(status: 401, json: #"{"error":{"message":"{KEY} is no key"}}"#).with(
            "X-Echo", "{KEY}")
        ],
        .failed, "key_refused"),
      .init(
        vendor, "402",
        [FakeReply(status: 402, json: #"{"error":{"message":"Insufficient credits"}}"#)],
        .failed, "no_credit"),
    ]
      + refusals(vendor)
      + [500, 502, 503, 504].map {
        VendorFault(vendor, "\($0), a page", [.page(status: $0)], .unknown)
      }
      + VendorBody.waits.map { name, reply in
        VendorFault(vendor, "429 with \(name)", [reply], .failed, "rate_limited")
      }
  }

  /// Refusals in the forms that gateways have.
  private static func refusals(_ vendor: Vendor) -> [VendorFault] {
    func reply(_ status: Int, _ json: String) -> [FakeReply] {
      [FakeReply(status: status, json: json)]
    }
    let quota =
      #"{"error":{"message":"quota of this user is used up","code":"insufficient_user_quota"}}"#
    let cap =
      #"{"error":{"code":429,"message":"Your project has exceeded its monthly spending cap."}}"#
    return [
      .init(
        vendor, "an error that is a string", reply(402, #"{"error":"insufficient balance"}"#),
        .failed, "no_credit"),
      .init(
        vendor, "an error in a message", reply(400, #"{"message":"bad aspect ratio"}"#), .failed),
      .init(vendor, "an error in plain words", reply(400, "upstream said: invalid size"), .failed),
      .init(vendor, "403 for an empty account", reply(403, quota), .failed, "no_credit"),
      .init(vendor, "429 for a spending cap", reply(429, cap), .failed, "no_credit"),
      .init(
        vendor, "499",
        reply(499, #"{"error":{"code":499,"message":"The operation was cancelled."}}"#), .unknown),
    ]
  }

  /// Images in answers that come at once.
  private static let ofImages: [VendorFault] = [Vendor.openai, .openrouter].flatMap {
    vendor -> [VendorFault] in
    func image(_ member: String) -> [FakeReply] { [VendorBody.answer(vendor, member)] }
    let png = SamplePicture.png(width: 40, height: 20).base64EncodedString()
    let good = #""b64_json":"\#(png)""#
    return [
      .init(
        vendor, "slow", [VendorBody.good(vendor).sent(.slow(bytes: 90, seconds: 0.001))], .done),
      .init(
        vendor, "longer announced than sent", [VendorBody.good(vendor).sent(.announced(99_999))],
        .done),
      .init(
        vendor, "shorter announced than sent", [VendorBody.good(vendor).sent(.announced(60))],
        .unknown),
      .init(vendor, "nothing in its list", [VendorBody.list(vendor, "")], .failed, "no_image"),
      .init(vendor, "null among its images", [VendorBody.list(vendor, "null,{\(good)}")], .done),
      .init(
        vendor, "null for what is not there",
        image(#"\#(good),"url":null,"revised_prompt":null"#), .done),
      .init(
        vendor, "base64 with escapes",
        image(#""b64_json":"\#(png.replacing("/", with: "\\/"))""#), .done),
      .init(vendor, "base64 in lines", image(#""b64_json":"\#(VendorBody.lines(png))""#), .done),
      .init(
        vendor, "a data URL", image(#""b64_json":"data:image/png;base64,\#(png)""#), .done),
      .init(
        vendor, "a data URL as an address", image(#""url":"data:image/png;base64,\#(png)""#), .done),
      .init(vendor, "a document", image(#""b64_json":"\#(VendorBody.pdf)""#), .unreadable),
      .init(
        vendor, "half an image", image(#""b64_json":"\#(png.prefix(png.count / 8 * 4))""#),
        .unreadable),
      .init(
        vendor, "zeros", image(#""b64_json":"\#(Data(count: 999).base64EncodedString())""#),
        .unreadable),
      .init(
        vendor, "a page for an image",
        image(#""b64_json":"\#(Data("<html>".utf8).base64EncodedString())""#), .unknown),
      .init(
        vendor, "three images", [VendorBody.list(vendor, "{\(good)},{\(good)},{\(good)}")], .done),
      .init(
        vendor, "an address of another host", image(#""url":"https://cdn.invalid/1.png""#), .unknown
      ),
      .init(vendor, "an address that is none", image(#""url":"file:///etc/passwd""#), .unknown),
    ]
  }
}
