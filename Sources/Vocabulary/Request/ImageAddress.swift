/// The address of an image that a provider fetches itself: `https://` or `gs://`.
public struct ImageAddress: Hashable, Sendable {
  /// Where it stands.
  public var address: String
  /// Its type, as in `image/png`; `nil` leaves it to the end of the address and to the provider.
  public var mediaType: String?

  /// The image at `address`, of `mediaType` where that is known.
  public init(_ address: String, mediaType: String? = nil) {
    self.address = address
    self.mediaType = mediaType
  }

  /// Reads an address as people type it, with a media type behind it if need be, as in
  /// `https://example.com/kael:image/png`.
  /// - Throws: `TroupeError.invalidValue` for a role behind it, which no image at an address has, and for another kind of
  ///   type.
  public init(typed text: String) throws(TroupeError) {
    self.init(text)
    guard let colon = text.lastIndex(of: ":") else { return }
    let word = text[text.index(after: colon)...].lowercased()
    if Role(rawValue: word) != nil {
      throw .invalidValue(
        name: "uri", value: String(text.prefix(200)),
        expected: "an image at an address has no role; say in the prompt what it is for")
    }
    guard
      word.wholeMatch(of: /(?:application|audio|font|image|model|text|video)\/[a-z0-9.+-]+/) != nil
    else { return }
    guard word.hasPrefix("image/") else {
      throw .invalidValue(
        name: "uri", value: String(text.prefix(200)),
        expected: "the type of an image, such as image/png")
    }
    address = String(text[..<colon])
    mediaType = word
  }
}

extension ImageAddress: ExpressibleByStringLiteral, CustomStringConvertible {
  /// An address without a type.
  public init(stringLiteral address: String) { self.init(address) }

  /// As it is typed.
  public var description: String { mediaType.map { "\(address):\($0)" } ?? address }
}

extension ImageAddress: Codable {
  private enum CodingKeys: String, CodingKey {
    case address
    case mediaType = "mime"
  }

  /// Reads a text, or an object where a type was said.
  public init(from decoder: any Decoder) throws {
    if let address = try? decoder.singleValueContainer().decode(String.self) {
      self.init(address)
    } else {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      self.init(
        try container.decode(String.self, forKey: .address),
        mediaType: try container.decodeIfPresent(String.self, forKey: .mediaType))
    }
  }

  /// Writes the address alone where no type was said.
  public func encode(to encoder: any Encoder) throws {
    guard let mediaType else {
      var container = encoder.singleValueContainer()
      return try container.encode(address)
    }
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(address, forKey: .address)
    try container.encode(mediaType, forKey: .mediaType)
  }
}
