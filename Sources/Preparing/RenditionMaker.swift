internal import Foundation
internal import TroupeImaging
internal import TroupeRecord
internal import TroupeStorage
internal import TroupeVocabulary

/// Makes the renditions of one request, all by the same step of the ladder.
struct RenditionMaker {
  let objects: ObjectStore
  let profile: ModelProfile
  let limits: ModelProfile.Limits
  let cache: RenditionCache

  /// Renditions for `request`, which may stretch the limits that are only advised.
  init(
    objects: ObjectStore, profile: ModelProfile, for request: Request, cache: RenditionCache
  ) {
    self.objects = objects
    self.profile = profile
    limits = profile.limits(for: request)
    self.cache = cache
  }

  /// Longest edges in pixels that are tried in turn, the first leaving images as they are.
  static let ladder: [Int?] = [nil, 2048, 1536, 1024, 768, 512]

  /// Renditions of `inputs` in order, and what had to be changed; `nil` when not even the last step
  /// fits the model's bytes.
  func render(_ inputs: [ChosenInput]) throws -> ([StoredImage], [Adjustment])? {
    for (step, edge) in Self.ladder.enumerated() {
      let made = try inputs.map { try rendition(of: $0, edge: edge) }
      let renditions = made.map(\.image)
      guard fits(renditions) || inputs.isEmpty else { continue }
      var adjustments = zip(inputs, made).compactMap(reEncoding)
      if step > 0, let edge {
        adjustments.append(
          Adjustment(
            field: "references", before: "full size", after: "long edge \(edge) px",
            reason: "all images together must fit \(profile.id)'s bytes"))
      }
      return (renditions, adjustments)
    }
    return nil
  }

  /// The file to send for `image` where one of `type` was sent, no larger than the model takes.
  func rendition(of image: StoredImage, as type: MediaType) throws -> StoredImage {
    let edge = min(limits.edge.bound ?? image.longEdge, image.longEdge)
    let isSmall = image.byteCount <= limits.fileBytes.bound ?? .max
    if image.type == type, isSmall, edge == image.longEdge { return image }
    let bytes = try objects.read(image.digest, fileExtension: image.type.fileExtension)
    return try stored(bytes, of: image, longEdge: edge, .always(type)).image
  }

  /// The file to send for an image.
  private struct Rendition {
    let image: StoredImage
    /// What was done to a file of the user's.
    var notes: [String] = []
  }

  private func rendition(of input: ChosenInput, edge: Int?) throws -> Rendition {
    let original = input.image
    let longest = original.longEdge
    let bound = [edge, limits.edge.bound].compactMap(\.self).min()
    let isAccepted = accepts(original.type)
    let isSmall = original.byteCount <= limits.fileBytes.bound ?? .max
    let fits = isAccepted && isSmall && longest <= bound ?? .max
    if fits, !input.isFileOfUser { return Rendition(image: original) }
    let size = min(bound ?? longest, longest)
    let type = typeChoice(of: original.type)
    let key = RenditionCache.Key(
      original: original.digest, form: "\(size) \(type.name) by \(Normalization.recipe)")
    // A file of the user's is made each time: what is done to it is said each time.
    if !input.isFileOfUser, let known = cache[key], objects.has(known) {
      return Rendition(image: known)
    }
    let bytes = try objects.read(original.digest, fileExtension: original.type.fileExtension)
    if fits, PlainImage.isPlain(bytes) { return Rendition(image: original) }
    let made = try stored(bytes, of: original, longEdge: size, type)
    cache[key] = made.image
    return input.isFileOfUser ? made : Rendition(image: made.image)
  }

  private func stored(
    _ bytes: Data, of original: StoredImage, longEdge: Int, _ type: TypeChoice
  ) throws -> Rendition {
    let normalized: NormalizedImage
    do {
      normalized = try Normalization(longEdge: longEdge, type: type).apply(to: bytes)
    } catch let fault {
      throw TroupeError.image(name: original.digest.short, fault)
    }
    let digest = try objects.put(
      normalized.bytes, fileExtension: normalized.type.fileExtension)
    return Rendition(
      image: StoredImage(
        digest: digest, type: normalized.type, width: normalized.width, height: normalized.height,
        byteCount: normalized.bytes.count), notes: normalized.notes)
  }

  private func accepts(_ type: MediaType) -> Bool {
    profile.acceptedTypes.value?.contains(type) ?? true
  }

  /// A photograph stays one; a drawing may stay a PNG where the model reads those.
  private func typeChoice(of type: MediaType) -> TypeChoice {
    if !accepts(.png) { return .always(.jpeg) }
    if !accepts(.jpeg) { return .always(.png) }
    return type == .png ? .byContent : .always(.jpeg)
  }

  private func fits(_ renditions: [StoredImage]) -> Bool {
    let largest = renditions.map(\.byteCount).max() ?? 0
    let encoded = renditions.reduce(0) { $0 + ($1.byteCount + 2) / 3 * 4 }
    // Words and field names travel with the images; 64 KiB is ample for them.
    let isInline = encoded + 65_536 <= limits.requestBytes.bound ?? .max
    return largest <= limits.fileBytes.bound ?? .max
      && (isInline || limits.uploadBytes?.bound.map { largest <= $0 } ?? false)
  }

  private func reEncoding(_ input: ChosenInput, _ made: Rendition) -> Adjustment? {
    let (original, rendition) = (input.image, made.image)
    guard original.digest != rendition.digest else { return nil }
    return Adjustment(
      field: "image \(original.digest.short)",
      before: "\(original.type.rawValue), \(original.byteCount) bytes",
      after: "\(rendition.type.rawValue), \(rendition.byteCount) bytes",
      reason: input.isFileOfUser
        ? (["sent upright, in sRGB and without its metadata"] + made.notes).joined(separator: "; ")
        : "\(profile.id) takes other types or smaller files")
  }
}

extension ChosenInput {
  /// Whether it is a file of the user's, which was not normalized.
  fileprivate var isFileOfUser: Bool {
    sheet == nil && depiction.origin == nil && depiction.asset == nil
  }
}

extension TypeChoice {
  /// As the table of renditions has it.
  fileprivate var name: String {
    switch self {
    case .always(let type): type.rawValue
    default: "auto"
    }
  }
}

extension ObjectStore {
  /// Whether the file of `rendition` is there, and whole as far as its size tells.
  fileprivate func has(_ rendition: StoredImage) -> Bool {
    size(rendition.digest, fileExtension: rendition.type.fileExtension) == rendition.byteCount
  }
}
