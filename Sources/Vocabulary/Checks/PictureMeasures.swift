/// What the pixels of an image alone say of it: measurements, and no judgment.
public struct PictureMeasures: Encodable, Hashable, Sendable {
  /// How an image lies to a reference that was sent.
  public struct Nearness: Encodable, Hashable, Sendable {
    /// The asset that the reference shows; `nil` for other pictures.
    public let asset: Handle?
    /// The reference.
    public let reference: Digest
    /// Bits of 128 in which both fingerprints differ: 0 for the same picture.
    public let bits: Int
    /// Mean distance, 0 to 441, from the colors of the reference to the nearest of the image's.
    public let colors: Double
    /// Whether the image is the reference, nearly unchanged.
    public let isCopy: Bool

    /// How an image lies to `reference`.
    public init(asset: Handle?, reference: Digest, bits: Int, colors: Double, isCopy: Bool) {
      self.asset = asset
      self.reference = reference
      self.bits = bits
      self.colors = colors
      self.isCopy = isCopy
    }

    private enum CodingKeys: String, CodingKey {
      case asset, reference, bits, colors
      case isCopy = "copy"
    }
  }

  /// The image.
  public let image: OutputID
  /// Pixels.
  public let width: Int
  /// Pixels.
  public let height: Int
  /// The aspect that was asked, `W:H`; `nil` where none was.
  public let askedAspect: String?
  /// The size that was asked, as in `2K`; `nil` where none was.
  public let askedSize: String?
  /// What differs from what was asked, as found when the image came.
  public let findings: [Finding]
  /// By reference, in the order in which they were sent.
  public let references: [Nearness]

  /// Measurements of `image`.
  public init(
    image: OutputID, width: Int, height: Int, askedAspect: String?, askedSize: String?,
    findings: [Finding], references: [Nearness]
  ) {
    self.image = image
    self.width = width
    self.height = height
    self.askedAspect = askedAspect
    self.askedSize = askedSize
    self.findings = findings
    self.references = references
  }
}
