public import Troupe

/// A library for agents: tools, resources and prompts of the Model Context Protocol, versions 2025-06-18 and 2025-11-25.
public struct MCPServer: Sendable {
  /// How it is served.
  public struct Options: Sendable {
    /// The most that all calls of one client may cost together, 0 or more US dollars; `nil` leaves it to the bounds of the
    /// settings.
    public var maxCost: Double?
    /// Whether nothing may be changed or sent.
    public var isReadOnly: Bool
    /// The longer side of pictures that are looked at, unless another is asked for; 64 to 1,568 pixels.
    public var previewEdge: Int

    /// Options with these values.
    public init(maxCost: Double? = nil, isReadOnly: Bool = false, previewEdge: Int = 512) {
      (self.maxCost, self.isReadOnly, self.previewEdge) = (maxCost, isReadOnly, previewEdge)
    }
  }

  let library: Library
  let options: Options
  let wording: ErrorWording

  /// Serves `library`, and says errors by `wording`.
  public init(_ library: Library, _ options: Options = Options(), wording: ErrorWording) {
    (self.library, self.options, self.wording) = (library, options, wording)
  }

  /// The versions of the protocol that are spoken, the newest first.
  public static let versions = ["2025-11-25", "2025-06-18"]

  /// What an agent should know before it begins.
  static let instructions = """
    Troupe keeps the same characters, objects, places and styles across generated images. Prompts name the cast by \
    handles, as in "@kael on a roof at night"; list_cast tells them. Work in this order: plan (free: which references go, \
    the price, a digest) → generate or edit with that digest and max_cost_usd → view_image to look → edit, or compare. \
    Nothing that costs money is sent without a plan's digest. An image is named GENERATION/N, or @last. Only view_image \
    returns pixels. A state "unknown" is perhaps billed: do not repeat it.
    """
}
