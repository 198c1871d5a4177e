/// The address of an image that a provider fetches itself: `https://` or `gs://`.
public struct ImageAddress: Hashable, Sendable {
  /// Where it stands.
  public var address: String
  /// Its type, as in `image/png`; `nil` leaves it to the end of the address and to the provider.
  public var mediaType: String?
  /// What it is for; `nil` where nothing was said, and it counts as a character.
  public var use: PictureUse?

  /// The image at `address`, of `mediaType` where that is known, for `use` where that was said.
  public init(_ address: String, mediaType: String? = nil, use: PictureUse? = nil) {
    self.address = address
    self.mediaType = mediaType
    self.use = use
  }

  /// Reads an address as people type it, with a media type and a role or subject behind it if need be, as in
  /// `https://example.com/kael:image/png:pose`.
  /// - Throws: `TroupeError.invalidValue` for `parent`, which no image at an address is, for a role that is misspelled,
  ///   and for another kind of type.
  public init(typed text: String) throws(TroupeError) {
    self.init(text)
    guard let last = text.lastIndex(of: ":") else { return }
    let role = text[text.index(after: last)...].lowercased()
    if role == Role.parent.rawValue {
      throw .invalidValue(
        name: "uri", value: String(text.prefix(200)),
        expected:
          "an image at an address cannot be edited; it can be \(PictureUse.words.joined(separator: ", "))"
      )
    }
    use = PictureUse(word: role)
    if use == nil, role.count > 2, !Spelling.nearest(to: role, among: PictureUse.words).isEmpty {
      throw .invalidValue(
        name: "role", value: role,
        expected: "behind an address can stand \(PictureUse.words.joined(separator: ", "))")
    }
    if use != nil { address = String(text[..<last]) }
    guard let colon = address.lastIndex(of: ":") else { return }
    let word = address[address.index(after: colon)...].lowercased()
    guard
      word.wholeMatch(of: /(?:application|audio|font|image|model|text|video)\/[a-z0-9.+-]+/) != nil
    else { return }
    guard word.hasPrefix("image/") else {
      throw .invalidValue(
        name: "uri", value: String(text.prefix(200)),
        expected: "the type of an image, such as image/png")
    }
    address = String(address[..<colon])
    mediaType = word
  }
}

extension ImageAddress: ExpressibleByStringLiteral, CustomStringConvertible {
  /// An address without a type.
  public init(stringLiteral address: String) { self.init(address) }

  /// As it is typed.
  public var description: String {
    [address, mediaType, use?.word].compactMap(\.self).joined(separator: ":")
  }
}

extension ImageAddress: Codable {
  private enum CodingKeys: String, CodingKey {
    case address
    case mediaType = "mime"
    case use
  }

  /// Reads a text, or an object where a type or a use was said.
  public init(from decoder: any Decoder) throws {
    if let address = try? decoder.singleValueContainer().decode(String.self) {
      self.init(address)
    } else {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      self.init(
        try container.decode(String.self, forKey: .address),
        mediaType: try container.decodeIfPresent(String.self, forKey: .mediaType),
        use: try container.decodeIfPresent(String.self, forKey: .use).flatMap(PictureUse.init))
    }
  }

  /// Writes the address alone where nothing else was said.
  public func encode(to encoder: any Encoder) throws {
    guard mediaType != nil || use != nil else {
      var container = encoder.singleValueContainer()
      return try container.encode(address)
    }
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(address, forKey: .address)
    if let mediaType { try container.encode(mediaType, forKey: .mediaType) }
    if let use { try container.encode(use.word, forKey: .use) }
  }
}
