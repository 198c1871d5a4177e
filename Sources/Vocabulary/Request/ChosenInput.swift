/// An image that goes into a request, with why.
@dynamicMemberLookup
public struct ChosenInput: Encodable, Hashable, Sendable {
  /// Its place among the request's images, from 1.
  public let position: Int
  /// What it is in the request.
  public let role: Role
  /// What it shows.
  public package(set) var depiction: Depiction
  /// The image; of a sheet its first picture, until the sheet is drawn.
  public package(set) var image: StoredImage
  /// Why it goes in, in words.
  public let reason: String
  /// What it adds to the selection's value; images that the user named have 0.
  public let value: Double
  /// The pictures that it shows in order, if it is a sheet of several; `nil` for a single picture.
  public package(set) var sheet: [SheetPart]?

  /// An image with its place and reason.
  public init(
    position: Int, role: Role, depiction: Depiction = Depiction(), image: StoredImage,
    reason: String, value: Double = 0, sheet: [SheetPart]? = nil
  ) {
    self.position = position
    self.role = role
    self.depiction = depiction
    self.image = image
    self.reason = reason
    self.value = value
    self.sheet = sheet
  }

  /// The facts of `depiction`, as in `chosen.view`.
  public subscript<Fact>(dynamicMember fact: KeyPath<Depiction, Fact>) -> Fact {
    depiction[keyPath: fact]
  }

  /// The digest of the image.
  public var reference: Digest { image.digest }

  private enum CodingKeys: String, CodingKey {
    case position, role, reference, reason, value, sheet
  }

  /// Writes one flat object with the facts of `depiction` in it; absent values are `null`.
  public func encode(to encoder: any Encoder) throws {
    try depiction.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(position, forKey: .position)
    try container.encode(role, forKey: .role)
    try container.encode(image.digest, forKey: .reference)
    try container.encode(reason, forKey: .reason)
    try container.encode(value, forKey: .value)
    try container.encodeIfPresent(sheet, forKey: .sheet)
  }
}

/// One picture on a sheet that goes to a model as a single image.
@dynamicMemberLookup
public struct SheetPart: Encodable, Hashable, Sendable {
  /// Its place on the sheet, from 1, row by row.
  public let number: Int
  /// What it shows.
  public package(set) var depiction: Depiction
  /// The picture.
  public package(set) var image: StoredImage
  /// The words under it on the sheet.
  public let label: String
  /// Why it is on the sheet, in words.
  public let reason: String
  /// What it adds to the selection's value.
  public let value: Double

  /// A picture with its place and words.
  public init(
    number: Int, depiction: Depiction, image: StoredImage, label: String, reason: String,
    value: Double
  ) {
    self.number = number
    self.depiction = depiction
    self.image = image
    self.label = label
    self.reason = reason
    self.value = value
  }

  /// The facts of `depiction`, as in `part.view`.
  public subscript<Fact>(dynamicMember fact: KeyPath<Depiction, Fact>) -> Fact {
    depiction[keyPath: fact]
  }

  /// The digest of the picture.
  public var reference: Digest { image.digest }

  private enum CodingKeys: String, CodingKey { case number, reference, label, reason, value }

  /// Writes one flat object with the facts of `depiction` in it; absent values are `null`.
  public func encode(to encoder: any Encoder) throws {
    try depiction.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(number, forKey: .number)
    try container.encode(image.digest, forKey: .reference)
    try container.encode(label, forKey: .label)
    try container.encode(reason, forKey: .reason)
    try container.encode(value, forKey: .value)
  }
}

/// A candidate that stays out of a request.
@dynamicMemberLookup
public struct ExcludedReference: Hashable, Sendable {
  /// What it shows.
  public let depiction: Depiction
  /// The image.
  public let reference: Digest
  /// Why it stays out, in words.
  public let reason: String
  /// The limit that keeps it out, if one does, such as `5 characters`.
  public let limit: String?

  /// A candidate with why it stays out.
  @inlinable public init(
    depiction: consuming Depiction, reference: Digest, reason: String, limit: String? = nil
  ) {
    self.depiction = depiction
    self.reference = reference
    self.reason = reason
    self.limit = limit
  }

  /// The facts of `depiction`, as in `excluded.view`.
  public subscript<Fact>(dynamicMember fact: KeyPath<Depiction, Fact>) -> Fact {
    depiction[keyPath: fact]
  }
}

extension ExcludedReference: Codable {
  private enum CodingKeys: String, CodingKey {
    case asset, kind, look, view, reference, reason, limit
  }

  /// Reads what `encode(to:)` writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    depiction = Depiction(
      asset: try container.decode(Handle.self, forKey: .asset),
      kind: try container.decode(Kind.self, forKey: .kind),
      look: try container.decodeIfPresent(String.self, forKey: .look),
      view: try container.decodeIfPresent(View.self, forKey: .view))
    reference = try container.decode(Digest.self, forKey: .reference)
    reason = try container.decode(String.self, forKey: .reason)
    limit = try container.decodeIfPresent(String.self, forKey: .limit)
  }

  /// Writes one flat object; absent values are `null`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(depiction.asset, forKey: .asset)
    try container.encodeIfPresent(depiction.kind, forKey: .kind)
    try container.encodeIfPresent(depiction.look, forKey: .look)
    try container.encodeIfPresent(depiction.view, forKey: .view)
    try container.encode(reference, forKey: .reference)
    try container.encode(reason, forKey: .reason)
    try container.encodeIfPresent(limit, forKey: .limit)
  }
}
