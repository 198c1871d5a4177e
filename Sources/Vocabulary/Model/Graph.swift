/// A graph of nodes that a server runs as it is, with the places that a request fills.
public struct Graph: Codable, Hashable, Sendable {
  /// The nodes by id, in the server's own JSON. In the file of a profile the JSON itself may stand in place of a string.
  public let nodes: String
  /// The places that a request fills.
  public let holes: Holes
  /// The nodes whose images are the results, in order; empty for all that keep what they make.
  public let outputs: [String]
  /// Behind what adapters are loaded; `nil` for a graph that takes none.
  public let adapters: AdapterPlace?

  /// The outputs of nodes behind which adapters are loaded, each as `NODE.NUMBER`, such as `4.0`. All that they led to is led
  /// to by the last adapter.
  public struct AdapterPlace: Codable, Hashable, Sendable {
    /// Where the model comes from.
    public let model: String
    /// Where the reader of words comes from; `nil` where adapters do not change it.
    public let clip: String?

    /// Places of a graph.
    public init(model: String, clip: String? = nil) {
      self.model = model
      self.clip = clip
    }
  }

  /// A graph with its holes.
  public init(nodes: String, holes: Holes, outputs: [String] = [], adapters: AdapterPlace? = nil) {
    self.nodes = nodes
    self.holes = holes
    self.outputs = outputs
    self.adapters = adapters
  }

  /// Reads a graph; `outputs` and `adapters` may be left out.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    nodes = try container.decode(String.self, forKey: .nodes)
    holes = try container.decode(Holes.self, forKey: .holes)
    outputs = try container.decodeIfPresent([String].self, forKey: .outputs) ?? []
    adapters = try container.decodeIfPresent(AdapterPlace.self, forKey: .adapters)
  }

  /// The inputs of nodes that a request fills, each as `NODE.INPUT`, such as `6.text`. What has no place is not sent.
  public struct Holes: Codable, Hashable, Sendable {
    /// Where the words go.
    public let prompt: [String]
    /// Where the names of the images go, one place an image, in order.
    public let images: [String]
    /// Where the name of the mask goes: a node that makes one of what is transparent in a picture.
    public let mask: [String]
    /// The last of `images`, and of `mask` any, that may stay empty, each with the nodes that are then left out with all links
    /// to them.
    public let optional: [String: [String]]
    /// Where the seed goes; where none is asked, one is made from the name of the send.
    public let seed: [String]
    /// Where the width goes, in pixels.
    public let width: [String]
    /// Where the height goes, in pixels.
    public let height: [String]
    /// Where the beginning of the results' file names goes, so that each run writes files of its own.
    public let prefix: [String]
    /// Where each option goes, by its name.
    public let options: [String: [String]]

    /// Places, none by default.
    public init(
      prompt: [String] = [], images: [String] = [], mask: [String] = [],
      optional: [String: [String]] = [:], seed: [String] = [], width: [String] = [],
      height: [String] = [], prefix: [String] = [],
      options: [String: [String]] = [:]
    ) {
      self.prompt = prompt
      self.images = images
      self.mask = mask
      self.optional = optional
      self.seed = seed
      self.width = width
      self.height = height
      self.prefix = prefix
      self.options = options
    }

    /// Reads holes; each may be left out, and one place may stand without its list.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      func places(_ key: CodingKeys) throws -> [String] {
        try container.decodeIfPresent(Places.self, forKey: key)?.list ?? []
      }
      func table(_ key: CodingKeys) throws -> [String: [String]] {
        (try container.decodeIfPresent([String: Places].self, forKey: key) ?? [:])
          .mapValues(\.list)
      }
      self.init(
        prompt: try places(.prompt), images: try places(.images), mask: try places(.mask),
        optional: try table(.optional),
        seed: try places(.seed), width: try places(.width), height: try places(.height),
        prefix: try places(.prefix), options: try table(.options))
    }

    private struct Places: Decodable {
      let list: [String]

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let one = try? container.decode(String.self) {
          list = [one]
        } else {
          list = try container.decode([String].self)
        }
      }
    }
  }
}
