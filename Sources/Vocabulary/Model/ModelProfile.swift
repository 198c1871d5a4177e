/// What a model accepts, costs and answers, each figure with its source.
public struct ModelProfile: Codable, Hashable, Sendable {
  /// The name that requests use.
  public package(set) var id: String
  /// The name that its provider knows it by, where that is not `id`: a gateway's models have ids of their own.
  public package(set) var sentAs: String?
  /// What people call it.
  public package(set) var name: String
  /// Who answers: the name under which its key is kept.
  public package(set) var provider: String
  /// The name of the provider that writes and reads its requests: its `id` in the registry.
  public package(set) var dialect: String
  /// Other names by which it was or is known.
  public package(set) var aliases: [Alias]
  /// Whether it can be had.
  public let status: Status
  /// How many images and bytes it takes.
  public package(set) var limits: Limits
  /// Image types that it reads.
  public let acceptedTypes: Sourced<[MediaType]>
  /// Aspect ratios as `W:H`.
  public let aspects: Sourced<[String]>
  /// Size names such as `1K`; the first is the one that the model uses unasked.
  public let sizes: Sourced<[String]>
  /// Whether a size is written into the request; some models refuse the field.
  public let sendsSize: Bool
  /// Output pixels, width then height, by size and aspect.
  public let pixels: Sourced<[String: [String: [Int]]]>
  /// Which other sizes it makes; `nil` where it makes those of `sizes` alone.
  public let freeSize: Sourced<FreeSize>?
  /// Price of one output image by size, US dollars. Where an option changes it, its value stands behind the size, as in
  /// `1K high`.
  public package(set) var price: Sourced<[String: Double]>
  /// Prices of tokens, by which the tokens that an answer counts are billed; `nil` when not known.
  public package(set) var tokenPrice: Sourced<TokenPrice>?
  /// Prices of pixels, by which an image is billed whose size has no price of its own; `nil` when not known.
  public package(set) var pixelPrice: Sourced<PixelPrice>?
  /// Output tokens of one image by size.
  public let outputTokens: Sourced<[String: Int]>
  /// Tokens that one input image counts for.
  public let inputImageTokens: Sourced<Int>
  /// What it can do besides drawing.
  public package(set) var capabilities: Capabilities
  /// How it is told which image is which; `nil` where nothing is documented, which means words before
  /// each image.
  public package(set) var labels: Sourced<LabelStyle>?
  /// The number of subjects in one picture up to which likeness holds; `nil` where nothing is known.
  public let crowding: Sourced<Int>?
  /// The languages that its vendor names for prompts, as in `en`, whatever the region or script; labels in others are
  /// English. `nil` where nothing is documented.
  public let languages: Sourced<[String]>?
  /// Whether words may come back in place of an image, so that a request has to ask for one; `nil` where nothing is
  /// documented.
  public let answersInWords: Sourced<Bool>?
  /// What aspect an image has where none is asked; `nil` where nothing is documented.
  public let unaskedAspect: Sourced<UnaskedAspect>?
  /// The type of its answers; what arrives is measured all the same.
  public let outputType: Sourced<MediaType>

  /// The options that it takes, by name, each with the values it knows, the one used unasked first where that is known; an
  /// empty list takes any value. `nil` where the provider knows by itself.
  public let options: Sourced<[String: [String]]>?

  /// Hosts, in lower case, from which an image is fetched where an answer names its address alone, each also as in
  /// `*.example.com` for all below it; `nil` for the host that answered alone.
  public package(set) var resultHosts: [String]?

  /// The color of what may change in a mask; `nil` where a mask is sent as it is given, transparent where it may.
  public let maskPaint: Sourced<MaskPaint>?

  /// Which adapters it takes, and how many; `nil` for none.
  public let adapters: Sourced<AdapterRule>?

  /// The graph that its server runs; `nil` for a model that takes requests of another form.
  public let graph: Graph?

  /// The name that requests carry.
  package var wireName: String { sentAs ?? id }

  /// How a model is told which image is which.
  public enum LabelStyle: String, Codable, Hashable, Sendable {
    /// Words before each image.
    case interleaved
    /// All words first, which call the images by their positions: `image 2`.
    case positions
    /// All words first, which call each subject by a number in brackets: `[2]`.
    case brackets
  }

  /// The aspect of an image where none is asked.
  public struct UnaskedAspect: Codable, Hashable, Sendable {
    /// The one of several images that are sent.
    public enum Place: String, Codable, Hashable, Sendable {
      /// The first one.
      case first
      /// The last one.
      case last
    }
    /// Which image it is taken from; `nil` where images do not matter.
    public let image: Place?
    /// `W:H` where no image is sent.
    public let otherwise: String
  }

  /// Another name of the model.
  public struct Alias: Codable, Hashable, Sendable {
    /// The other name.
    public let id: String
    /// When and why the name ended, if it did.
    public let retired: String?

    package init(id: String, retired: String?) {
      self.id = id
      self.retired = retired
    }
  }

  /// Whether the model can be had.
  public struct Status: Codable, Hashable, Sendable {
    /// Where a model stands in its life.
    public enum Stage: String, Codable, Hashable, Sendable {
      /// For everyone.
      case available
      /// For some accounts only.
      case restricted
      /// Its end is announced.
      case deprecated
      /// It no longer answers.
      case retired
    }
    /// Where it stands.
    public let stage: Stage
    /// The stage in words, with its dates.
    public let text: String
    /// Since when it is generally available, `YYYY-MM-DD`.
    public let announced: String?
    /// When it ends or ended, `YYYY-MM-DD`.
    public let retired: String?
    /// The model that its vendor names in its place.
    public let successor: String?
    /// Where this stands.
    public let source: String
    /// The day it was last checked, `YYYY-MM-DD`.
    public let checked: String
    /// False where no primary source could be had.
    public let confirmed: Bool
  }

  /// How many images and bytes a request may hold.
  public struct Limits: Codable, Hashable, Sendable {
    /// Input images in all, the parent among them.
    public package(set) var images: Limit
    /// Input images of one kind; a kind that is absent goes by `otherKinds`.
    public let kinds: [String: Limit]
    /// The kind as which a kind without a limit of its own is counted; `nil` counts it in all only, and places as objects
    /// where these have a limit.
    public let otherKinds: Kind?
    /// Bytes of one file, before base64.
    public package(set) var fileBytes: Limit
    /// Bytes of one request, after base64.
    public package(set) var requestBytes: Limit
    /// Bytes of one image that is brought to the vendor as a file where a request would have too many; `nil` where images
    /// go with the request alone.
    public package(set) var uploadBytes: Limit?
    /// Longest edge of an input image, in pixels.
    public package(set) var edge: Limit
    /// Characters of a prompt.
    public package(set) var promptCharacters: Limit
    /// Pixels of all images together; `nil` where the model has no such bound.
    public let pixels: PixelLimit?
  }

  /// What the model can do besides drawing.
  public struct Capabilities: Codable, Hashable, Sendable {
    /// Keeps a conversation.
    public let conversation: Bool
    /// Wants its thought signatures back.
    public let signatures: Bool
    /// Takes a mask.
    public let mask: Bool
    /// Honors a seed; `nil` when the field is taken and its effect is not known.
    public let seed: Bool?
    /// Looks things up on the web; `nil` when not known.
    public let webSearch: Bool?
    /// Looks up pictures; `nil` when not known.
    public let imageSearch: Bool?
    /// Thinking levels that a request may name; empty when none.
    public let thinkingLevels: [String]
    /// The thinking level used unasked.
    public let defaultThinking: String?
    /// Answers questions on pictures in words, by a schema, and draws none; `nil` where it draws.
    public package(set) var judge: Bool?
  }
}
