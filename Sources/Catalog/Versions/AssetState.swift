internal import TroupeStorage
internal import TroupeVocabulary

/// What a version keeps of an asset.
struct AssetFacts: Codable, Hashable {
  let name: String
  let description: String
  let traits: [String]
  let traitStarts: [String: Int]?
  let looks: [Look]

  init(_ asset: Asset) {
    name = asset.name
    description = asset.description
    traits = asset.traits
    traitStarts = asset.traitStarts
    looks = asset.looks
  }

  /// `asset` as these say that it was.
  func applied(to asset: Asset) -> Asset {
    var asset = asset
    asset.name = name
    asset.description = description
    asset.traits = traits
    asset.traitStarts = traitStarts
    asset.looks = looks
    return asset
  }
}

/// What a version keeps of a reference.
struct ReferenceFacts: Codable, Hashable {
  let view: View?
  let look: String?
  let caption: String
  let tags: [String]
  let isPinned: Bool

  /// `reference` as these say that it was, in use.
  func applied(to reference: Reference) -> Reference {
    var reference = reference
    reference.view = view
    reference.look = look
    reference.caption = caption
    reference.tags = tags
    reference.isPinned = isPinned
    reference.retiredAt = nil
    return reference
  }
}

/// An asset and its references in use, as versions tell them apart.
struct AssetState: Hashable {
  let facts: AssetFacts
  let references: [Digest: ReferenceFacts]
}

extension AssetReader {
  /// How the asset with this id stands.
  /// - Parameter only: the references that alone are read; `nil` for all.
  func state(of id: ULID, only: Set<Digest>? = nil) throws -> AssetState {
    let asset = try asset(id)
    var condition = ""
    var arguments: [(any SQLValue)?] = [id]
    if let only {
      condition = "AND r.digest IN (SELECT value FROM json_each(?))"
      arguments.append(try CanonicalJSON.text(only.sorted()))
    }
    var references: [Digest: ReferenceFacts] = [:]
    try connection.forEach(
      """
      SELECT r.digest, r.view, l.name, r.caption, r.is_pinned,
        (SELECT json_group_array(tag) FROM
          (SELECT tag FROM reference_tag WHERE reference = r.id ORDER BY tag))
      FROM reference r LEFT JOIN look l ON l.asset = r.asset AND l.name_key = r.look
      WHERE r.asset = ? AND r.retired_at IS NULL AND l.removed_at IS NULL \(condition)
      """, arguments: arguments
    ) { row in
      references[try row.digest(0)] = ReferenceFacts(
        view: try row.optionalText(1).map(View.init(rawValue:)), look: try row.optionalText(2),
        caption: try row.text(3),
        tags: try row.decoded(5) { try CanonicalJSON.decode([String].self, from: $0) },
        isPinned: try row.bool(4))
    }
    return AssetState(facts: AssetFacts(asset), references: references)
  }
}
