internal import Foundation
internal import TroupeImaging
internal import TroupeStorage
internal import TroupeVocabulary

/// Whether a mask can be sent with what it is laid over, and as which file.
struct MaskCheck {
  let objects: ObjectStore
  let profile: ModelProfile

  /// A mask as it is sent.
  struct Sent {
    /// The file.
    let image: StoredImage
    var adjustments: [Adjustment] = []
    /// What to know of it before it is sent: that it lets nothing change, or everything.
    let warnings: [String]
    /// The file with its extension.
    var files: [Digest: String] { [image.digest: image.type.fileExtension] }
  }

  /// - Parameter parent: the edited image as it is sent; `nil` where none is.
  /// - Throws: `RequestError.unsupportedParameter` where the model takes no mask; `.invalidValue` for one that has no parent
  ///   under it, is no PNG with transparency, or has another size than the parent.
  func sent(_ mask: StoredImage, over parent: StoredImage?) throws -> Sent {
    guard profile.capabilities.mask else {
      throw TroupeError.request(
        .unsupportedParameter(
          model: profile.id, parameter: "mask", value: mask.digest.short, allowed: []))
    }
    guard let parent else {
      throw fault(mask, "it is laid over an image that is edited: use 'edit'")
    }
    let bytes = try objects.read(mask.digest, fileExtension: mask.type.fileExtension)
    let alpha = try? ImageCheck(reading: bytes).alpha
    guard mask.type == .png, let alpha else {
      throw fault(
        mask, "a PNG with transparency: what is transparent may change, what is opaque stays")
    }
    guard mask.width == parent.width, mask.height == parent.height else {
      throw fault(
        mask,
        "\(parent.width ?? 0) × \(parent.height ?? 0) pixels, as the image that it is laid over is sent; it has \(mask.width ?? 0) × \(mask.height ?? 0)"
      )
    }
    let warnings = Self.warnings(alpha)
    guard let paint = profile.maskPaint?.value else { return Sent(image: mask, warnings: warnings) }
    let told = Adjustment(
      field: "mask", before: "transparent", after: paint.rawValue,
      reason:
        "\(profile.id) reads a mask's colors: what is half transparent is gray in proportion")
    return Sent(
      image: try painted(mask, bytes, paint), adjustments: [told], warnings: warnings)
  }

  private static func warnings(_ alpha: ClosedRange<UInt8>) -> [String] {
    if alpha.upperBound == 0 {
      return ["The mask is transparent everywhere: all of the image may change."]
    }
    return alpha.lowerBound > 0
      ? ["The mask is nowhere transparent: it lets nothing of the image change."] : []
  }

  private func painted(
    _ mask: StoredImage, _ bytes: Data, _ paint: MaskPaint
  ) throws -> StoredImage {
    do {
      let raster = try Raster(decoding: bytes).painted(paint)
      let encoded = try raster.encodedPNG()
      return StoredImage(
        digest: try objects.put(encoded, fileExtension: MediaType.png.fileExtension), type: .png,
        width: raster.width, height: raster.height, byteCount: encoded.count)
    } catch let fault as ImageFault {
      throw TroupeError.image(name: mask.digest.short, fault)
    }
  }

  private func fault(_ mask: StoredImage, _ expected: String) -> TroupeError {
    .invalidValue(name: "mask", value: mask.digest.short, expected: expected)
  }
}
