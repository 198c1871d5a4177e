import TroupeVocabulary

/// Aspect and size as one request carries them: as one of the model's closed list of `W:H` in pixels.
struct RunwayFrame {
  /// As the vendor writes it; `nil` where the model keeps the shape of its only reference.
  private(set) var ratio: String?
  private(set) var aspect: String?
  private(set) var size: String?
  private(set) var adjustments: [Adjustment] = []

  /// By how much a shape may differ from the first reference's before that is said.
  private static let tolerance = 0.03

  init(_ request: ProviderRequest, images: Int) throws(TroupeError) {
    let (asked, profile) = (request.parameters, request.profile)
    let named = try NamedFrame(asked, profile: profile)
    (aspect, size, adjustments) = (named.aspect, named.size, named.adjustments)
    guard let size = size ?? profile.defaultSize, let table = profile.pixels.value?[size] else {
      return
    }
    let shapes = (profile.aspects.value ?? []).filter { table[$0] != nil }
    if RunwayModel(profile.wireName).keepsShape(of: images) {
      if let value = asked.aspect { throw Self.unsupported(value, [], profile) }
      return
    }
    let shape = aspect ?? Self.shape(of: request, among: shapes)
    guard let shape, let sides = table[shape], sides.count == 2 else {
      throw Self.unsupported(shape ?? "", shapes, profile)
    }
    ratio = "\(sides[0]):\(sides[1])"
    if aspect == nil { noteChange(of: request, to: shape) }
  }

  /// The shape of the first image that is sent, as near as the model makes it; a square where there is none.
  private static func shape(of request: ProviderRequest, among shapes: [String]) -> String? {
    let usual = request.profile.unaskedAspect?.value?.otherwise ?? "1:1"
    let ratio = request.firstRatio ?? AspectRatio.value(usual)
    return ratio.flatMap { AspectRatio.nearest(to: $0, among: shapes) }
  }

  private mutating func noteChange(of request: ProviderRequest, to shape: String) {
    guard let first = request.first, let own = request.firstRatio,
      let made = AspectRatio.value(shape), abs(made / own - 1) > Self.tolerance
    else { return }
    adjustments.append(
      Adjustment(
        field: "aspect", before: "\(first.width ?? 0):\(first.height ?? 0)", after: shape,
        reason: "\(request.profile.id) makes shapes of a list alone; this one is the nearest"))
  }

  private static func unsupported(
    _ value: String, _ allowed: [String], _ profile: ModelProfile
  ) -> TroupeError {
    .request(
      .unsupportedParameter(
        model: profile.id, parameter: "aspect", value: value, allowed: allowed))
  }
}

extension ProviderRequest {
  /// The first image that is sent.
  fileprivate var first: StoredImage? { inputs.min { $0.position < $1.position }?.rendition }

  /// Its width over its height.
  fileprivate var firstRatio: Double? {
    guard let width = first?.width, let height = first?.height, width > 0, height > 0 else {
      return nil
    }
    return Double(width) / Double(height)
  }
}
