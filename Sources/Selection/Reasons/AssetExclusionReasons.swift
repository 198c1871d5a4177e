internal import TroupeVocabulary

/// States why references of one asset are left out while others of it are chosen.
struct AssetExclusionReasons {
  private let choice: AssetChoice
  private var comparison: ComparisonReasons
  /// The limit on counts that is used up, or pixels; with the texts for it.
  private let full: (limit: String, reason: String)?
  private let isCountFull: Bool
  private let remainingPixels: Int
  private let pixelsOfSingleImage: Int?
  private let enough: String
  /// By distinct look of the asset.
  private let otherLook: [String]

  /// - Parameters:
  ///   - explicit: the pictures that the request names.
  ///   - usage: the limits with every chosen image used.
  ///   - fullText: states that a limit is used up.
  init(
    _ choice: AssetChoice, chosen members: [Int], explicit: Set<Digest>, usage: LimitUsage,
    fullText: (LimitUsage.Name) -> String
  ) {
    self.choice = choice
    comparison = ComparisonReasons(
      choice, chosen: members + choice.alreadyShown.sorted(), explicit: explicit)
    let fullCount = usage.exceeded(of: usage.names(for: choice))
    let limit = fullCount ?? .pixels
    full = usage.bound(limit).map { (limit.text($0), "left out: \(fullText(limit))") }
    isCountFull = fullCount != nil
    remainingPixels = usage.remaining(.pixels) ?? .max
    pixelsOfSingleImage = usage.pixelsOfSingleImage
    let count = members.count + choice.alreadyShownCount
    enough =
      "left out: \(count) \(count == 1 ? "picture" : "pictures") of \(choice.asset.handle) "
      + "\(count == 1 ? "is" : "are") enough"
    let shown = choice.lookRule.shown.map(LookRule.text).joined(separator: " and ")
    otherLook = choice.looks.values.map {
      "left out: it shows \(LookRule.text($0)), and the request is for \(shown)"
    }
  }

  /// The reason to leave out the reference at `index`, and the limit that keeps it out, if one does.
  mutating func reason(for index: Int) -> (reason: String, limit: String?) {
    if let reason = comparison.nearDuplicateReason(for: index) { return (reason, nil) }
    if choice.isExcludedByLook[index] { return (otherLook[choice.looks.indices[index]], nil) }
    if let bound = pixelsOfSingleImage, choice.pixels[index] > bound {
      let limit = LimitUsage.Name.pixels.text(bound)
      return ("left out: it alone has more than the \(limit) there is room for", limit)
    }
    if let reason = comparison.sameViewReason(for: index) { return (reason, nil) }
    if isCountFull || choice.pixels[index] > remainingPixels, let full {
      return (full.reason, full.limit)
    }
    return (enough, nil)
  }
}
