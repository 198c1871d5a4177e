import Troupe

/// The last pictures with an asset in the order in which they were made, with what checks found of its traits.
struct AssetDrift {
  let room: Room
  let asset: Asset

  /// How many are shown.
  private static let most = 24

  func values() async throws -> [String: PageValue] {
    let library = room.library
    let found = try await library.searchPage(
      "with:\(asset.handle) is:done -check:none", limit: Self.most)
    guard let anchor = try await library.faces(of: [asset.id])[asset.id],
      !found.generations.isEmpty
    else { return [:] }
    let checks = try await library.checks(of: found.generations.map(\.id))
    // The last verdict on a picture stands.
    let last = Dictionary(
      checks.filter { $0.state == .done }.map { ($0.image, $0) }, uniquingKeysWith: { $1 })
    let faces = found.generations.reversed().compactMap { generation in
      generation.outputs.first.map { face(generation, $0, last[$0.id]) }
    }
    return [
      "hasDrift": true, "driftText": .text(room.words["driftAbout"]),
      "driftAnchor": room.picture(anchor, alt: asset.name), "faces": .list(faces),
    ]
  }

  private func face(
    _ generation: GenerationSummary, _ output: Output, _ check: PictureCheck?
  ) -> PageValue {
    let words = room.words
    let own = check?.verdicts.filter { $0.question.assetID == asset.id } ?? []
    let kept = own.count { $0.isTrait(.kept) }
    let asked = kept + own.count { $0.isTrait(.changed) }
    let level = asked == 0 ? "off" : kept == asked ? "near" : "far"
    return room.picture(output, alt: generation.prompt.shortened(to: 120)).adding([
      "level": .text(level), "percent": .number(asked == 0 ? 0 : kept * 100 / asked),
      "distanceText": .text(
        asked == 0 ? words["driftUnchecked"] : words("driftKept", "\(kept)", "\(asked)")),
      "whenText": .text(words.day(generation.createdAt)),
    ])
  }
}
