/// What a rework does with a lineage.
public enum ReworkKind: String, Codable, Hashable, Sendable {
  /// Makes it on another model.
  case rebuild
  /// Sends it again to the models that it was made on, with changes.
  case replay
}

/// How much of a lineage is made again.
public enum ReworkScope: String, Codable, Hashable, Sendable, CaseIterable {
  /// The image, and all that its images go back to.
  case line
  /// The image, and all that was made of it. What enters from outside stays as it is.
  case branch
  /// All that can be reached down from the roots of the line.
  case tree
}

/// Which image an edit of a chain starts from.
public enum ReworkAnchor: Hashable, Sendable {
  /// The new image before it.
  case chain
  /// The new root of its chain, with all instructions since.
  case root
  /// As `chain`, but every so many edits the root again, 2 or more.
  case every(Int)
}

extension ReworkAnchor: Codable, LosslessStringConvertible {
  /// Reads `chain`, `root`, or a number from 2 to 1000.
  public init?(_ description: String) {
    switch (description, Int(description)) {
    case ("chain", _): self = .chain
    case ("root", _): self = .root
    case (_, let count?) where (2...1000).contains(count): self = .every(count)
    default: return nil
    }
  }

  /// As it is written: `chain`, `root`, or a number.
  public var description: String {
    switch self {
    case .chain: "chain"
    case .root: "root"
    case .every(let count): "\(count)"
    }
  }

  /// Reads what `encode(to:)` writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let anchor = ReworkAnchor(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no anchor")
    }
    self = anchor
  }

  /// Writes its description.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// What the facts of the cast are taken from.
public enum ReworkBasis: String, Codable, Hashable, Sendable, CaseIterable {
  /// Names, descriptions and traits as they were recorded, and the pictures that were there then, as far as they still are.
  case recorded
  /// The catalogue as it is.
  case today
}

/// What a user sets for a whole rework.
public struct ReworkTerms: Codable, Hashable, Sendable {
  /// How much of the lineage is made again.
  public var scope: ReworkScope
  /// Which image edits start from.
  public var anchor: ReworkAnchor
  /// What the facts of the cast are taken from.
  public var basis: ReworkBasis
  /// What to do where not every mentioned asset of a step fits.
  public var overflow: Overflow
  /// Steps, by number or old generation, that alone are made, with those that stay as they are for it.
  public var only: [String]
  /// Steps that are not made, and so none that need them.
  public var skipped: [String]
  /// Steps whose old image stands for itself.
  public var kept: [String]
  /// Whether steps that an earlier rework made with equal requests are made again.
  public var isFresh: Bool
  /// Whether the turns of a conversation are sent as edits, each by itself, also to a model that converses.
  public var isFlattened: Bool
  /// Whether a step with a mask cannot be sent to a model without masks, instead of with words alone.
  public var isStrict: Bool
  /// Whether it rests after each level, the steps at one depth, until it is gone on with.
  public var isReviewed: Bool
  /// What is sent otherwise in a replay; `nil` in a rebuild.
  public var changes: ReplayChanges?

  /// Terms for the line of an image, each step made from the new image before it.
  public init(
    scope: ReworkScope = .line, anchor: ReworkAnchor = .chain, basis: ReworkBasis = .recorded,
    overflow: Overflow = .drop, only: [String] = [], skipped: [String] = [], kept: [String] = [],
    isFresh: Bool = false, isFlattened: Bool = false, isStrict: Bool = false,
    isReviewed: Bool = false, changes: ReplayChanges? = nil
  ) {
    self.scope = scope
    self.anchor = anchor
    self.basis = basis
    self.overflow = overflow
    self.only = only
    self.skipped = skipped
    self.kept = kept
    self.isFresh = isFresh
    self.isFlattened = isFlattened
    self.isStrict = isStrict
    self.isReviewed = isReviewed
    self.changes = changes
  }
}

extension ReworkTerms {
  /// Reads what `encode(to:)` writes; what an older version did not write is as by default.
  /// - Throws: `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      scope: try container.decode(ReworkScope.self, forKey: .scope),
      anchor: try container.decode(ReworkAnchor.self, forKey: .anchor),
      basis: try container.decode(ReworkBasis.self, forKey: .basis),
      overflow: try container.decode(Overflow.self, forKey: .overflow),
      only: try container.decode([String].self, forKey: .only),
      skipped: try container.decode([String].self, forKey: .skipped),
      kept: try container.decode([String].self, forKey: .kept),
      isFresh: try container.decode(Bool.self, forKey: .isFresh),
      isFlattened: try container.decodeIfPresent(Bool.self, forKey: .isFlattened) ?? false,
      isStrict: try container.decodeIfPresent(Bool.self, forKey: .isStrict) ?? false,
      isReviewed: try container.decodeIfPresent(Bool.self, forKey: .isReviewed) ?? false,
      changes: try container.decodeIfPresent(ReplayChanges.self, forKey: .changes))
  }
}
