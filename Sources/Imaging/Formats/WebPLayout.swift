import Foundation
import TroupeCImaging
import TroupeVocabulary

/// The positions of a WebP's parts, found by walking its chunks.
///
/// As for PNG, lengths are checked against the file, and the decoder gets only the chunks of one
/// picture: the first of an animation.
struct WebPLayout {
  private(set) var header: ImageHeader
  /// The chunks of the picture, as offsets in the file.
  private(set) var picture: Range<Int>
  /// The position of the picture on the canvas; not zero only for an animation.
  private(set) var corner: (x: Int, y: Int)
  /// How many bytes the file has by its head; more than it has if its end is missing.
  private(set) var length: Int
  /// Camera data and XMP.
  private(set) var metadata: ImageMetadata
  /// The contents of the chunk `ICCP`.
  private(set) var profile: Data?

  /// - Throws: `ImageFault` if the list of chunks or a header breaks the rules or `limits`.
  init(reading bytes: Data, limits: ImageLimits) throws(ImageFault) {
    var chunks = WebPChunks()
    try chunks.read(ByteReader(bytes))
    guard let picture = chunks.picture else { throw .corrupt("a WebP without a picture") }
    let head = try Self.head(of: picture, in: bytes)
    let size = Size(width: head.width, height: head.height)
    let canvas = chunks.canvas ?? size
    let isFilled = canvas == size
    guard chunks.isAnimated || isFilled else { throw .corrupt("two headers disagree") }
    try limits.check(width: canvas.width, height: canvas.height)
    header = ImageHeader(
      type: .webp, width: canvas.width, height: canvas.height, bitDepth: 8, colorModel: .rgb)
    header.hasAlpha = head.has_alpha != 0 || !isFilled
    header.isAnimated = chunks.isAnimated
    header.orient(by: chunks.metadata)
    header.hasMetadata = chunks.hasMetadata
    self.picture = picture
    corner = chunks.corner
    length = chunks.length
    profile = chunks.profile
    metadata = chunks.metadata
  }

  private static func head(
    of picture: Range<Int>, in bytes: Data
  ) throws(ImageFault) -> ti_webp_head {
    var head = ti_webp_head()
    let outcome = bytes.withUnsafeBytes { all in
      let part = UnsafeRawBufferPointer(rebasing: all[picture]).bindMemory(to: UInt8.self)
      return ti_webp_inspect(part.baseAddress, part.count, &head)
    }
    try outcome.check(bytes: 0)
    return head
  }
}
