internal import TroupeVocabulary

/// States why references of one asset are left out while others of it are chosen.
struct AssetExclusionReasons {
  private let choice: AssetChoice
  private var comparison: ComparisonReasons
  /// The limit on counts that is used up, or pixels; with the reason for it.
  private let full: (limit: String, reason: String)?
  private let isCountFull: Bool
  private let remainingPixels: Int
  private let pixelsOfSingleImage: Int?
  /// The worth per facet of everything that is shown.
  private let covered: [Double]
  // Hundreds of pictures share a few reasons, so each is written once.
  /// By distinct look of the asset.
  private let otherLook: [String]
  /// By distinct view.
  private let addsNothing: [String]
  private let addsLess: String?
  /// By distinct reserve; empty for none.
  private let reserved: [String]

  /// - Parameters:
  ///   - explicit: the pictures that the request names.
  ///   - usage: the limits with every chosen image used.
  ///   - fullText: states that a limit is used up.
  init(
    _ choice: AssetChoice, chosen members: [Int], explicit: Set<Digest>, usage: LimitUsage,
    fullText: (LimitUsage.Name) -> String
  ) {
    self.choice = choice
    let shown = members + choice.alreadyShown.sorted()
    comparison = ComparisonReasons(choice, chosen: shown, explicit: explicit)
    let fullCount = usage.exceeded(of: usage.names(for: choice))
    isCountFull = fullCount != nil
    remainingPixels = usage.remaining(.pixels) ?? .max
    pixelsOfSingleImage = usage.pixelsOfSingleImage
    covered = shown.reduce(choice.worth.nothing) { choice.worth.covering($0, with: $1) }
    let least = Self.least(of: members, among: shown, choice).map { Self.name($0, choice) }
    let limit = fullCount ?? .pixels
    let lost = least.map { ", and \($0) adds more" } ?? ""
    full = usage.bound(limit).map { (limit.text($0), "left out: \(fullText(limit))\(lost)") }
    addsLess = least.map { "left out: it adds less than \($0)" }
    addsNothing = choice.views.values.map { view in
      let text =
        view.map {
          "\(Self.article($0.rawValue)) \($0.rawValue) view adds nothing that this shot can show"
        } ?? "it adds nothing to \(least ?? "what is shown")"
      return "left out: \(text)"
    }
    reserved = choice.reserves.values.map { $0.map { "left out: \($0.text)" } ?? "" }
    let looks = choice.lookRule.shown.map(LookRule.text).joined(separator: " and ")
    otherLook = choice.looks.values.map {
      "left out: it shows \(LookRule.text($0)), and the request is for \(looks)"
    }
  }

  /// The reason to leave out the reference at `index`, and the limit that keeps it out, if one does.
  mutating func reason(for index: Int) -> (reason: String, limit: String?) {
    if let reason = comparison.nearDuplicateReason(for: index) { return (reason, nil) }
    if choice.isExcludedByLook[index] { return (otherLook[choice.looks.indices[index]], nil) }
    let reserve = reserved[choice.reserves.indices[index]]
    if !reserve.isEmpty { return (reserve, nil) }
    if let bound = pixelsOfSingleImage, choice.pixels[index] > bound {
      let limit = LimitUsage.Name.pixels.text(bound)
      return ("left out: it alone has more than the \(limit) there is room for", limit)
    }
    if let reason = comparison.sameViewReason(for: index) { return (reason, nil) }
    let gain = choice.worth.gain(of: index, over: covered)
    if gain > 0, isCountFull || choice.pixels[index] > remainingPixels, let full {
      return (full.reason, full.limit)
    }
    // There is room for it.
    return (gain > 0 ? addsLess ?? nothing(index) : nothing(index), nil)
  }

  private func nothing(_ index: Int) -> String { addsNothing[choice.views.indices[index]] }

  /// Of `members` the one that adds least to all others that are `shown`.
  private static func least(
    of members: [Int], among shown: [Int], _ choice: AssetChoice
  ) -> Int? {
    let gains = members.map { member in
      let others = shown.filter { $0 != member }
      let without = others.reduce(choice.worth.nothing) { choice.worth.covering($0, with: $1) }
      return (member, choice.worth.gain(of: member, over: without))
    }
    return gains.min { $0.1 < $1.1 }?.0
  }

  /// A chosen picture as a reason names it: `front view 1a2b3c4d`.
  private static func name(_ index: Int, _ choice: AssetChoice) -> String {
    let digest = choice.references[index].digest.short
    return choice.natures[index].view.map { "\($0.rawValue) view \(digest)" } ?? "picture \(digest)"
  }

  private static func article(_ word: String) -> String {
    word.first.map { "aeiou".contains($0) } == true ? "an" : "a"
  }
}

extension Reserve {
  /// The reason as a clause.
  var text: String {
    switch self {
    case .expression(let name?): "it shows the expression '\(name)', which is not asked for"
    case .expression(nil): "it shows an expression, and none is asked for"
    case .detail: "it shows a detail that is not asked for"
    case .pose: "it shows a pose or an act that is not asked for"
    case .act(let name): "it shows '\(name)', which is not asked for"
    case .denied(let view, let phrase): "'\(phrase)' is denied, so no \(view.rawValue) view is sent"
    case .face(let phrase): "'\(phrase)' is of a thing or a part, so no face is sent"
    case .absent(let phrase): "not in the picture, by '\(phrase)'"
    }
  }
}
