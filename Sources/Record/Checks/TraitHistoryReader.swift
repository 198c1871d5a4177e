package import TroupeStorage
package import TroupeVocabulary

/// Sums up what checks say of the traits of an asset, inside a transaction.
package struct TraitHistoryReader {
  private let connection: Connection

  /// Reads through `connection`.
  package init(_ connection: Connection) { self.connection = connection }

  /// Most images that are named for a trait.
  private static let most = 5

  /// The traits of `asset` that were ever seen, by their words, from the last verdict on each image.
  package func history(of asset: ULID) throws -> [TraitHistory] {
    let rows = try connection.rows(
      """
      SELECT v.trait, v.answer, s.generation, s.position FROM \(CheckReader.standing) s
      JOIN check_verdict v ON v.picture_check = s.id
      WHERE v.asset = ? AND v.subject = 'trait' AND v.answer <> 'not_visible'
      ORDER BY v.trait, s.id DESC
      """, asset)
    var traits: [String] = []
    var answers: [String: [(answer: TraitAnswer, image: OutputID)]] = [:]
    for row in rows {
      let trait = try row.text("trait")
      if answers[trait] == nil { traits.append(trait) }
      answers[trait, default: []].append(
        (
          try row.word(TraitAnswer.self, "answer"),
          OutputID(
            generation: try row.ulid("generation"), position: try row.position("position"))
        ))
    }
    return traits.map { trait in
      let all = answers[trait] ?? []
      return TraitHistory(
        trait: trait, kept: all.count { $0.answer == .kept }, seen: all.count,
        lastChanged: all.filter { $0.answer == .changed }.prefix(Self.most).map(\.image))
    }
  }
}
