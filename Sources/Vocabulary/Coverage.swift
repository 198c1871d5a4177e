/// Which views, looks and expressions the references of an asset show.
public struct Coverage: Codable, Hashable, Sendable {
  /// The asset.
  public let asset: Handle
  /// The model whose limits decided what is never sent; `nil` where none was asked about.
  public let model: String?
  /// What there is to show, in a fixed order: looks, the views of each, expressions.
  public let entries: [Entry]
  /// References that the model would not receive even by a request that asks for their own look, view
  /// and words, with what keeps them out of that one. Naming one with `--ref` sends it all the same.
  public let neverSent: [ExcludedReference]

  package init(
    asset: Handle, model: String?, entries: [Entry], neverSent: [ExcludedReference]
  ) {
    self.asset = asset
    self.model = model
    self.entries = entries
    self.neverSent = neverSent
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
    }

    /// How well it is shown.
    public enum State: String, Codable, Hashable, Sendable {
      /// By a good picture of its own.
      case covered
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
    /// Why it is weak, in words; empty otherwise.
    public let reason: String

    package init(
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
}
