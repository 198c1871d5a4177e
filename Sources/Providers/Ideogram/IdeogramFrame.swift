import TroupeVocabulary

/// Aspect and size as one request carries them: as one of the vendor's list of resolutions.
struct IdeogramFrame {
  /// As the vendor writes it: `1312x736`.
  private(set) var resolution: String?
  let aspect: String?
  let size: String?
  private(set) var adjustments: [Adjustment]

  /// By how much a shape may differ from the edited image's before that is said.
  private static let tolerance = 0.03

  /// - Parameter edited: the image that is edited, whose shape is kept as nearly as can be where none is asked.
  init(
    _ asked: Parameters, profile: ModelProfile, operation: IdeogramOperation, edited: StoredImage?
  ) throws(TroupeError) {
    let named = try NamedFrame(asked, profile: profile)
    (aspect, size, adjustments) = (named.aspect, named.size, named.adjustments)
    guard operation.takesShape else {
      if let aspect {
        throw .request(
          .unsupportedParameter(
            model: profile.id, parameter: "aspect", value: aspect, allowed: []))
      }
      return
    }
    let table = profile.pixels.value?[profile.defaultSize ?? ""] ?? [:]
    let ratio = edited.flatMap(Self.ratio)
    let shape =
      aspect
      ?? ratio.flatMap { AspectRatio.nearest(to: $0, among: profile.aspects.value ?? []) } ?? "1:1"
    guard let sides = table[shape], sides.count == 2 else { return }
    resolution = "\(sides[0])x\(sides[1])"
    guard aspect == nil, let edited, let ratio,
      abs(Double(sides[0]) / Double(sides[1]) / ratio - 1) > Self.tolerance
    else { return }
    adjustments.append(
      Adjustment(
        field: "aspect", before: "\(edited.width ?? 0):\(edited.height ?? 0)", after: shape,
        reason: "\(profile.id) makes shapes of a list alone; this one is the nearest"))
  }

  private static func ratio(of image: StoredImage) -> Double? {
    guard let width = image.width, let height = image.height, width > 0, height > 0 else {
      return nil
    }
    return Double(width) / Double(height)
  }
}
