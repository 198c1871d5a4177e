/// What a picture is to another one that looks like it.
public enum PictureRelation: String, Codable, Hashable, Sendable, CaseIterable {
  /// The very same file.
  case sameBytes = "same_bytes"
  /// The same picture at the same size, saved again.
  case reencoded
  /// The same picture at another size.
  case resized
  /// With left and right exchanged.
  case mirrored
  /// With top and bottom exchanged.
  case flipped
  /// With both exchanged.
  case upsideDown = "upside_down"
  /// It shows a part of the other.
  case part
  /// It shows more around the other.
  case wider
  /// The same picture but for some of it.
  case edited
  /// The same picture in other colors, brightness or contrast.
  case adjusted
  /// Nothing that the pixels prove: it looks like the other by its fingerprint.
  case similar
}

/// A picture that a library holds, and where it stands there.
public struct LibraryPicture: Encodable, Hashable, Sendable {
  /// Its file.
  public let digest: Digest
  /// The file, inside the library's folder.
  public let path: String
  /// Pixels across, upright.
  public let width: Int
  /// Pixels down, upright.
  public let height: Int
  /// The generated images that it is, in order of arrival.
  public let outputs: [OutputID]
  /// The assets of which it is a reference in use.
  public let references: [Handle]

  /// The picture of the file `digest`.
  public init(
    digest: Digest, path: String, width: Int, height: Int, outputs: [OutputID],
    references: [Handle]
  ) {
    self.digest = digest
    self.path = path
    self.width = width
    self.height = height
    self.outputs = outputs
    self.references = references
  }
}

/// A picture of a library that looks like another one.
public struct LookAlike: Encodable, Hashable, Sendable {
  /// The picture.
  public let picture: LibraryPicture
  /// What it is to the other one, proven by the pixels of both.
  public let relation: PictureRelation
  /// How near both are by their fingerprints, 0 to 100: 100 for equal ones, 0 for those of unlike pictures.
  public let likeness: Int
  /// Bits of 128 in which the fingerprints differ; of a part or a turned copy those of what it is a part or copy of.
  public let bits: Int
  /// The share of an edited picture that differs, 0 to 1; `nil` for others.
  public let changed: Double?

  /// What `picture` is to another one.
  public init(picture: LibraryPicture, relation: PictureRelation, bits: Int, changed: Double?) {
    self.picture = picture
    self.relation = relation
    self.bits = bits
    self.changed = changed
    likeness = Self.likeness(bits: bits)
  }

  /// Unlike pictures differ in half of the bits.
  static func likeness(bits: Int) -> Int { max(0, 100 - (bits * 100 + 32) / 64) }
}

/// What was found to look like a picture.
public struct LookAlikes: Encodable, Hashable, Sendable {
  /// The nearest first.
  public let pictures: [LookAlike]
  /// Pictures of the library that have no whole fingerprint yet, and were not looked at.
  public let waiting: Int

  /// What was found.
  public init(pictures: [LookAlike], waiting: Int) {
    self.pictures = pictures
    self.waiting = waiting
  }
}

/// A generated image that looks like a picture.
public struct SimilarImage: Encodable, Hashable, Sendable {
  /// The image.
  public let image: OutputID
  /// Its generation's place in the order of arrival.
  package let seq: Int
  /// Bits of 128 in which the fingerprints differ.
  public let bits: Int

  /// An image that differs by so many bits.
  package init(image: OutputID, seq: Int, bits: Int) {
    self.image = image
    self.seq = seq
    self.bits = bits
  }

  private enum CodingKeys: String, CodingKey { case image, bits }
}

/// The generated images that look like a picture.
public struct SimilarImages: Encodable, Hashable, Sendable {
  /// The nearest first.
  public let images: [SimilarImage]
  /// Pictures of the library that have no whole fingerprint yet, and were not looked at.
  public let waiting: Int

  /// What was found.
  public init(images: [SimilarImage], waiting: Int) {
    self.images = images
    self.waiting = waiting
  }
}
