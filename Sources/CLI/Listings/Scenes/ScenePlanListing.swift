import Troupe

/// What running a scene would send.
struct ScenePlanListing {
  let plan: ScenePlan

  var text: SafeText {
    guard !plan.scheduled.isEmpty else {
      return "Nothing is to be made: all shots are as they were."
    }
    var table = Table(
      ["SHOT", "WHY", "TAKES", "MODEL", "PRICE", "PICTURES", "PROMPT"], right: [2, 4, 5])
    for one in plan.scheduled {
      table.add(
        .init(one.shot.id), .init(one.reason.rawValue), .init("\(one.takes)"),
        .init(one.plan?.model ?? "–"), .init(price(one)),
        .init(one.plan.map { "\($0.selection.chosen.count)" } ?? "–"),
        .init(one.waitsFor.isEmpty ? one.shot.prompt.quoted(within: 120) : one.waitsFor.asWait))
    }
    let price =
      plan.costUSD.map { $0 == 0 ? "free" : "at most \($0.asBound)" } ?? "the price is not known"
    let warnings = plan.scheduled.flatMap { one in
      (one.plan?.warnings ?? []).map { (shot: one.shot.id, words: $0) }
    }
    return warnings.reduce(table.text() + "\n\(plan.images.of("image")), \(price)") {
      $0 + "\n\("Warning:", .bad) shot \($1.shot): \($1.words)"
    }
  }

  private func price(_ one: ScheduledShot) -> String {
    guard one.plan != nil else { return "–" }
    return one.costUSD.map { $0 == 0 ? "free" : $0.asBound } ?? "not known"
  }

  var document: ScenePlanDocument { ScenePlanDocument(plan) }
}

/// A plan of a scene in `--json`.
struct ScenePlanDocument: Encodable {
  let shots: [Shot]
  let images: Int
  let costUsd: Double?

  init(_ plan: ScenePlan) {
    shots = plan.scheduled.map(Shot.init)
    images = plan.images
    costUsd = plan.costUSD
  }

  private enum CodingKeys: String, CodingKey { case shots, images, costUsd }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(shots, forKey: .shots)
    try container.encode(images, forKey: .images)
    try container.encode(costUsd, forKey: .costUsd)
  }

  /// One shot that would be made.
  struct Shot: Encodable {
    let id: String
    let reason: ScheduledShot.Reason
    let takes: Int
    let waitsFor: [String]
    let plan: Plan?

    init(_ one: ScheduledShot) {
      id = one.shot.id
      reason = one.reason
      takes = one.takes
      waitsFor = one.waitsFor
      plan = one.plan
    }
  }
}

extension [String] {
  /// As in `waits for shots 3, 4`.
  var asWait: String { "waits for \(count == 1 ? "shot" : "shots") \(joined(separator: ", "))" }
}
