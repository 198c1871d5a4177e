package import TroupeVocabulary

/// Views that a request asks for by option: each must mean something, since the user typed it.
package enum RequestedViews {
  /// - Parameter shown: the assets that the request shows.
  /// - Throws: `TroupeError.invalidValue` for a view of an asset that the request does not show, and for one that is
  ///   neither a standard view nor any picture's.
  package static func check(
    _ wishes: [ViewWish], of shown: [AssetCandidates]
  ) throws(TroupeError) {
    for wish in wishes {
      let concerned = shown.filter { $0.asset.handle == wish.asset ?? $0.asset.handle }
      if concerned.isEmpty {
        let whom = wish.asset.map { "does not mention \($0)" } ?? "mentions no asset"
        throw .invalidValue(
          name: "view", value: "\(wish)",
          expected: "the prompt \(whom); write \(wish.asset.map { "\($0)" } ?? "@HANDLE") in it")
      }
      let own = Set(concerned.flatMap(\.references).compactMap(\.view))
      let named = named(of: concerned)
      guard !named.contains(wish.view), !own.contains(wish.view) else { continue }
      let others = own.subtracting(named).map(\.rawValue).sorted()
      throw .invalidValue(
        name: "view", value: wish.view.rawValue,
        expected: "views are " + (named.map(\.rawValue) + others).joined(separator: ", "))
    }
  }

  /// The standard views of `shown`: a place is also shown from its own angles, which no picture need show yet.
  private static func named(of shown: [AssetCandidates]) -> [View] {
    guard shown.contains(where: { $0.asset.kind == .place }) else { return View.named }
    return View.named + View.ofPlaces.filter { !View.named.contains($0) }
  }
}
