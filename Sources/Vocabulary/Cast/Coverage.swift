/// Which views, looks and expressions the references of an asset show.
public struct Coverage: Encodable, Hashable, Sendable {
  /// The asset.
  public let asset: Handle
  /// The model whose limits decided what is never sent; `nil` where none was asked about.
  public let model: String?
  /// What there is to show, in a fixed order: looks, the views of each, expressions.
  public let entries: [Entry]
  /// References that no request sends to the model as images of their own, with what keeps them out:
  /// whatever views, looks and words it asks for and whatever else it shows. Only a request that names a
  /// picture of the asset itself, or puts several on a sheet, may send one.
  public let neverSent: [ExcludedReference]
  /// Further references that a request leaves out though it asks for their own look, view and words,
  /// with what keeps them out of that one; another may send them.
  public let outranked: [ExcludedReference]
  /// What to do about it, the most useful first.
  public let advice: [Advice]

  private enum CodingKeys: String, CodingKey {
    case asset, model, entries, neverSent, advice
    case outranked = "outdone"
  }

  /// What the references of `asset` show.
  public init(
    asset: Handle, model: String?, entries: [Entry], neverSent: [ExcludedReference],
    outranked: [ExcludedReference], advice: [Advice]
  ) {
    self.asset = asset
    self.model = model
    self.entries = entries
    self.neverSent = neverSent
    self.outranked = outranked
    self.advice = advice
  }

  /// One thing to show, and how well the references show it.
  public struct Entry: Codable, Hashable, Sendable {
    /// What kind of thing it is.
    public enum Facet: String, Codable, Hashable, Sendable {
      /// A variant of the asset.
      case look
      /// A view of one look.
      case view
      /// An expression of the face.
      case expression
      /// A time of day at a place.
      case time
    }

    /// How well it is shown.
    public enum State: String, Codable, Hashable, Sendable {
      /// By several good pictures of its own.
      case covered
      /// By one good picture: there is no other to choose.
      case single
      /// By small, soft or neighboring pictures only.
      case weak
      /// Not at all.
      case missing
    }

    /// What kind of thing it is.
    public let facet: Facet
    /// Its name: a view, an expression, a look; empty for the usual look.
    public let name: String
    /// The look whose view it is, empty for the usual one; `nil` for other facets.
    public let look: String?
    /// How well it is shown.
    public let state: State
    /// The pictures that show it, in order of arrival.
    public let references: [Digest]
    /// Why it is weak or single, in words; empty otherwise.
    public let reason: String

    /// How well `name` is shown.
    public init(
      facet: Facet, name: String, look: String? = nil, state: State, references: [Digest],
      reason: String = ""
    ) {
      self.facet = facet
      self.name = name
      self.look = look
      self.state = state
      self.references = references
      self.reason = reason
    }
  }
  /// One thing to do.
  public struct Advice: Encodable, Hashable, Sendable {
    /// What kind of thing it is.
    public enum Action: String, Codable, Hashable, Sendable {
      /// Add a picture of what is missing or badly shown.
      case add
      /// Say what view a picture shows: without one it counts for little.
      case describe
      /// Retire a picture that is never sent.
      case retire
    }

    /// What kind of thing it is.
    public let action: Action
    /// What kind of thing `name` is; `nil` for a picture.
    public let facet: Entry.Facet?
    /// What it is about: a view, an expression, a look, a picture.
    public let name: String
    /// The look that it is about, empty for the usual one; `nil` where that makes no difference.
    public let look: String?
    /// Why, in words.
    public let reason: String

    private enum CodingKeys: String, CodingKey { case action, name, look, reason }

    /// Something to do about `name`.
    public init(
      _ action: Action, _ facet: Entry.Facet? = nil, name: String, look: String? = nil,
      reason: String
    ) {
      self.action = action
      self.facet = facet
      self.name = name
      self.look = look
      self.reason = reason
    }
  }
}
