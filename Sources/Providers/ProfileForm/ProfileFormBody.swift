import TroupeVocabulary

/// The members of one request by the profile's form: the words, the images in order, aspect and size, the seed, options.
struct ProfileFormBody {
  let members: [WireMember]
  /// The parameters as they are sent.
  let sent: Parameters
  let adjustments: [Adjustment]

  init(_ request: ProviderRequest) throws(TroupeError) {
    let asked = request.parameters
    let options = try ProfileFormOptions(asked.options, profile: request.profile)
    let frame = try ProfileFormFrame(request)
    let seed = try request.seed()
    members =
      try [WireMember("prompt", .string(request.words))] + Self.images(of: request)
      + Self.mask(of: request) + frame.members + seed + options.members
    sent = Parameters(
      aspect: frame.aspect, size: frame.size, seed: asked.seed, options: asked.options)
    adjustments = frame.adjustments + options.adjustments
  }

  private static func mask(of request: ProviderRequest) throws(TroupeError) -> [WireMember] {
    guard let mask = request.asked.mask else { return [] }
    guard let field = ProfileForm(request.profile).names(.mask).first else {
      throw .request(
        .unsupportedParameter(
          model: request.profile.id, parameter: "mask", value: mask.digest.short, allowed: []))
    }
    return [WireMember(field, .dataURL(mask))]
  }

  private static func images(of request: ProviderRequest) throws(TroupeError) -> [WireMember] {
    let (profile, form) = (request.profile, ProfileForm(request.profile))
    let images = try request.images { .dataURL($0) }
    let least = form.names(.least).first.flatMap(Int.init) ?? 0
    guard images.count >= least else {
      throw .request(
        .unsupportedParameter(
          model: profile.id, parameter: "images", value: "\(images.count)",
          allowed: ["at least \(least)"]))
    }
    if images.isEmpty { return [] }
    if let list = form.names(.images).first { return [WireMember(list, .array(images))] }
    let fields = form.names(.image)
    guard images.count <= fields.count else {
      throw .request(
        .tooManyReferences(
          model: profile.id, named: images.count, limit: "images", bound: fields.count))
    }
    return zip(fields, images).map { WireMember($0, $1) }
  }
}
