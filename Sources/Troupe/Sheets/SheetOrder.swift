/// The order in which an asset's references stand on its model sheet: by look, in each pinned ones first,
/// then by view, then in order of arrival.
struct SheetOrder {
  private let looks: [String: Int]

  init(_ asset: Asset) {
    looks = Dictionary(
      asset.looks.enumerated().map { (Handle.folded($1.name), $0 + 1) },
      uniquingKeysWith: { first, _ in first })
  }

  func sorted(_ references: [Reference]) -> [Reference] {
    references.sorted { key($0).lexicographicallyPrecedes(key($1)) }
  }

  private func key(_ reference: Reference) -> [Int] {
    let look = reference.look.map { looks[Handle.folded($0)] ?? .max } ?? 0
    return [look, reference.isPinned ? 0 : 1, place(of: reference.view), reference.rank]
  }

  /// Named views come before the user's own, and those before none.
  private func place(of view: View?) -> Int {
    guard let view else { return View.named.count + 1 }
    return View.named.firstIndex(of: view) ?? View.named.count
  }
}
