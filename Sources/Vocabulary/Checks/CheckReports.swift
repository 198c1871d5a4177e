/// What a check of images would ask, and at what price.
public struct CheckPlan: Encodable, Hashable, Sendable {
  /// One image.
  public struct Entry: Encodable, Hashable, Sendable {
    /// The image.
    public let image: OutputID
    /// The questions, in order.
    public let questions: [CheckQuestion]
    /// The pictures that go along, the image among them.
    public let pictures: [Digest]
    /// US dollars at most; `nil` where the price is not known, 0 where the record answers.
    public let costUSD: Double?
    /// The recorded check that answers the same questions already.
    public let known: ULID?

    private enum CodingKeys: String, CodingKey {
      case image, questions, pictures, known
      case costUSD = "cost_usd"
    }

    /// What is asked of one image.
    public init(
      image: OutputID, questions: [CheckQuestion], pictures: [Digest], costUSD: Double?,
      known: ULID?
    ) {
      self.image = image
      self.questions = questions
      self.pictures = pictures
      self.costUSD = costUSD
      self.known = known
    }
  }

  /// The judge's id.
  public let model: String
  /// The images in order.
  public let entries: [Entry]
  /// Images of which there is nothing to ask: no cast was recorded with them, or they cannot be read.
  public let left: [OutputID]
  /// US dollars at most for all of them; `nil` where a price is not known.
  public let costUSD: Double?

  private enum CodingKeys: String, CodingKey {
    case model, entries, left
    case costUSD = "cost_usd"
  }

  /// What a check would ask of `entries`.
  public init(model: String, entries: [Entry], left: [OutputID], costUSD: Double?) {
    self.model = model
    self.entries = entries
    self.left = left
    self.costUSD = costUSD
  }
}

/// The result of checking one image.
public struct CheckResult: Sendable {
  /// What is recorded.
  public let check: PictureCheck
  /// Whether an equal check was answered before, so that nothing was sent.
  public let isFromRecord: Bool
  /// How it failed, where it has no verdict.
  public let error: TroupeError?

  /// What came of a check.
  public init(check: PictureCheck, isFromRecord: Bool = false, error: TroupeError? = nil) {
    self.check = check
    self.isFromRecord = isFromRecord
    self.error = error
  }
}

/// How often a trait of an asset was kept in the images that were checked.
public struct TraitHistory: Encodable, Hashable, Sendable {
  /// The trait, as it was sent.
  public let trait: String
  /// Images in which it was kept, by the last verdict on each.
  public let kept: Int
  /// Images in which it was to be seen.
  public let seen: Int
  /// Images in which it came back changed, newest first; at most five.
  public let lastChanged: [OutputID]

  /// What checks say of one trait.
  public init(trait: String, kept: Int, seen: Int, lastChanged: [OutputID]) {
    self.trait = trait
    self.kept = kept
    self.seen = seen
    self.lastChanged = lastChanged
  }
}
