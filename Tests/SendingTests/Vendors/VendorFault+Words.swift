import TestSupport
import TroupeProviders

/// What only one vendor says, and the legs of jobs.
extension VendorFault {
  /// What vendors say of money, content and haste, each in its own words.
  static let ofWords: [VendorFault] = [
    .init(
      .openai, "an empty account",
      [
        FakeReply(
          status: 429,
          json:
            #"{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}}"#
        )
      ],
      .failed, "no_credit"),
    .init(
      .openai, "a spending limit",
      [
        FakeReply(
          status: 400,
          json:
            #"{"error":{"message":"Billing hard limit has been reached","code":"billing_hard_limit_reached"}}"#
        )
      ],
      .failed, "no_credit"),
    .init(
      .openai, "moderated",
      [
        FakeReply(
          status: 400,
          json:
            #"{"error":{"message":"Your request was rejected by the safety system.","type":"image_generation_user_error","code":"moderation_blocked"}}"#
        )
      ],
      .refused),
    .init(
      .openai, "an error under 200",
      [FakeReply(json: #"{"error":{"message":"The server had an error","type":"server_error"}}"#)],
      .unknown),
    .init(
      .openai, "a limit under 200",
      [FakeReply(json: #"{"error":{"message":"Slow down","code":"rate_limit_exceeded"}}"#)],
      .failed,
      "rate_limited"),
    .init(
      .openrouter, "an empty account",
      [
        FakeReply(
          status: 402, json: #"{"error":{"code":402,"message":"Insufficient credits. Add more"}}"#)
      ],
      .failed, "no_credit"),
    .init(
      .openrouter, "a key's own limit",
      [
        FakeReply(
          status: 403, json: #"{"error":{"code":403,"message":"Key limit exceeded (total limit)"}}"#
        )
      ],
      .failed, "no_credit"),
    .init(
      .openrouter, "moderated",
      [
        FakeReply(
          status: 403,
          json:
            #"{"error":{"code":403,"message":"Your input was flagged","metadata":{"reasons":["violence"],"flagged_input":"a red cube"}}}"#
        )
      ],
      .refused),
    .init(
      .openrouter, "a limit under 200",
      [FakeReply(json: #"{"error":{"code":429,"message":"Rate limited"}}"#)], .failed,
      "rate_limited"),
    .init(
      .openrouter, "an error under 200",
      [FakeReply(json: #"{"error":{"code":502,"message":"Provider returned error"}}"#)], .unknown),
    .init(
      .openrouter, "none to hand it to",
      [
        FakeReply(
          status: 503,
          json:
            #"{"error":{"code":503,"message":"There is no available model provider that meets your routing requirements"}}"#
        )
      ],
      .failed, "overloaded"),
    .init(
      .flux, "an error under 200", [FakeReply(json: #"{"detail":"Internal Server Error"}"#)],
      .unknown),
    .init(
      .flux, "a field that it does not know",
      [
        FakeReply(
          status: 422,
          json: #"{"detail":[{"loc":["body","x"],"msg":"Extra inputs are not permitted"}]}"#)
      ],
      .failed),
    .init(
      .comfy, "a node that is missing",
      [
        FakeReply(
          status: 400,
          json:
            #"{"error":{"type":"invalid_prompt","message":"no such node","details":"Node ID '#4'"},"node_errors":{}}"#
        )
      ],
      .failed),
    .init(
      .comfy, "half of the graph",
      [
        FakeReply(
          json:
            #"{"prompt_id":"x","node_errors":{"4":{"errors":[{"message":"bad"}],"class_type":"K"}}}"#
        )
      ],
      .failed),
    comfyV2("a graph of the editor's", 422, "workflow_format_ui", .failed),
    comfyV2("an asset that is gone", 422, "missing_asset", .failed),
    comfyV2("a node that is missing", 422, "invalid_workflow", .failed),
    comfyV2("no credit", 402, "insufficient_credits", .failed, "no_credit"),
    comfyV2("not allowed", 403, "forbidden", .failed, "key_refused"),
    comfyV2(
      "a deployment that starts, with no time", 429, "deployment_not_ready", .failed, "rate_limited"
    ),
    comfyV2(
      "a name that was taken, and a job that is not listed", 422, "idempotency_key_reuse", .unknown),
    comfyV2("the server behind is down", 503, "upstream_unreachable", .unknown),
  ]

  private static func comfyV2(
    _ name: String, _ status: Int, _ word: String, _ end: End, _ code: String? = nil
  ) -> VendorFault {
    let body = #"{"error":{"code":"\#(word)","message":"It is so.","details":null}}"#
    return .init(.comfyV2, name, [FakeReply(status: status, json: body)], end, code)
  }

  /// Polls and results of jobs.
  static let ofJobs: [VendorFault] = {
    func polls(_ name: String, _ replies: [FakeReply], _ end: End, _ code: String? = nil)
      -> VendorFault
    { .init(.flux, "polled: \(name)", replies, on: .poll, end, code) }
    func fetches(_ vendor: Vendor, _ name: String, _ replies: [FakeReply], _ end: End)
      -> VendorFault
    { .init(vendor, "fetched: \(name)", replies, on: .fetch, end) }
    func ends(_ word: String) -> FakeReply {
      FakeReply(json: #"{"id":"job-1","status":"\#(word)"}"#)
    }
    func output(_ url: String) -> FakeReply {
      FakeReply(
        json: #"{"status":"succeeded","outputs":[{"node_id":"6","type":"image","url":"\#(url)"}]}"#)
    }
    func many(_ reply: FakeReply) -> [FakeReply] { Array(repeating: reply, count: 9) }
    let gone = FakeReply(status: 404, json: #"{"detail":"Not found"}"#)
    return [
      polls("not known yet", [gone, gone], .done), polls("not known", many(gone), .unknown),
      polls("not known yet, under 200", [ends("Task not found")], .done),
      polls("not known, under 200", many(ends("Task not found")), .unknown),
      polls("500 once", [.page(status: 500)], .done),
      polls("500 for ever", many(.page(status: 500)), .underWay),
      polls("a page for ever", many(.page()), .underWay),
      polls("cut for ever", many(FakeReply(json: "{}").sent(.cut(after: 1))), .underWay),
      polls(
        "the key is refused",
        many(FakeReply(status: 403, json: #"{"detail":"Not authenticated"}"#)), .underWay),
      polls("no money, which it took", many(FakeReply(status: 402, json: "{}")), .underWay),
      polls("too many", many(FakeReply(status: 429, json: "{}")), .underWay),
      polls("moderated words", [ends("Request Moderated")], .refused),
      polls("a moderated picture", [ends("Content Moderated")], .refused),
      polls("failed", [ends("Error")], .failed, "no_image"),
      polls("a word that is new", many(ends("Dreaming")), .underWay),
      polls("done, and nowhere", many(ends("Ready")), .underWay),
      polls(
        "done, at another host",
        [FakeReply(json: #"{"status":"Ready","result":{"sample":"https://cdn.invalid/1.png"}}"#)],
        .underWay),
    ]
      + [
        ("500 once", [FakeReply.page(status: 500)], End.done),
        ("500 for ever", many(.page(status: 500)), .underWay),
        ("not known yet", [gone, gone], .done), ("not known", many(gone), .unknown),
        ("too many", many(FakeReply(status: 429, json: "{}")), .underWay),
        ("the key is refused", many(FakeReply(status: 401, json: "{}")), .underWay),
        ("a word that is new", many(ends("dreaming")), .underWay),
        ("done, and nowhere", [ends("succeeded")], .failed),
        ("failed", [ends("failed")], .failed), ("canceled", [ends("canceled")], .failed),
        ("expired for a moment", [ends("expired")], .done),
        ("expired", many(ends("expired")), .unknown),
        (
          "moderated",
          [FakeReply(json: #"{"status":"failed","error":{"message":"flagged as unsafe"}}"#)],
          .refused
        ),
        ("done, at another host", many(output("https://cdn.invalid/1.png")), .underWay),
        ("done, at no address", many(output("file:///etc/passwd")), .underWay),
      ].map { name, replies, end in
        let code = end == .failed ? "no_image" : nil
        return .init(.comfyV2, "polled: \(name)", replies, on: .poll, end, code)
      }
      + [Vendor.flux, .comfy, .comfyV2].flatMap { vendor -> [VendorFault] in
        [
          fetches(vendor, "500 once", [.page(status: 500)], .done),
          fetches(vendor, "503 for ever", many(.page(status: 503)), .underWay),
          fetches(
            vendor, "cut for ever", many(VendorBody.picture.sent(.cut(after: 40))), .underWay),
          fetches(vendor, "ended once", [.page(status: 403)], .done),
          fetches(vendor, "ended for ever", many(.page(status: 404)), .unknown),
          fetches(vendor, "a page once", [.page()], .done),
          fetches(vendor, "a document", [VendorBody.document], .unreadable),
          fetches(
            vendor, "redirected for ever", many(.redirect(302, to: "http://169.254.169.254/")),
            .unknown),
        ]
      }
  }()
}
