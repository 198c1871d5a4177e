/// What the model is to see, in order: words and the places of the selection's images.
public struct Composition: Codable, Hashable, Sendable {
  /// One piece of it.
  public enum Part: Hashable, Sendable {
    /// Words.
    case text(String)
    /// The chosen image at this position, from 1.
    case image(Int)
    /// The image at this address, which the provider fetches itself.
    case uri(ImageAddress)
  }

  /// The pieces in order.
  public let parts: [Part]

  /// Pieces in order.
  public init(parts: [Part]) { self.parts = parts }

  /// The words as sent, one line a piece, with each image's place marked `[image N]`.
  public var prompt: String {
    parts.map {
      switch $0 {
      case .text(let text): text
      case .image(let position): "[image \(position)]"
      case .uri(let uri): "[image at \(uri.address)]"
      }
    }.joined(separator: "\n")
  }
}

extension Composition.Part: Codable {
  private enum CodingKeys: String, CodingKey { case text, image, uri }

  /// Reads `{"text": …}`, `{"image": position}` or `{"uri": …}`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let text = try container.decodeIfPresent(String.self, forKey: .text) {
      self = .text(text)
    } else if let uri = try container.decodeIfPresent(ImageAddress.self, forKey: .uri) {
      self = .uri(uri)
    } else {
      self = .image(try container.decode(Int.self, forKey: .image))
    }
  }

  /// Writes `{"text": …}`, `{"image": position}` or `{"uri": …}`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .text(let text): try container.encode(text, forKey: .text)
    case .image(let position): try container.encode(position, forKey: .image)
    case .uri(let uri): try container.encode(uri, forKey: .uri)
    }
  }
}
