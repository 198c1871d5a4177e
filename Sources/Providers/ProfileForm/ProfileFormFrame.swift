import TroupeVocabulary

/// Aspect and size as one request carries them, by the profile's form: width and height where the model takes them and
/// they are asked or all that it takes, else names.
struct ProfileFormFrame {
  private(set) var members: [WireMember] = []
  private(set) var aspect: String?
  private(set) var size: String?
  private(set) var adjustments: [Adjustment] = []

  private let form: ProfileForm
  private let profile: ModelProfile

  init(_ request: ProviderRequest) throws(TroupeError) {
    profile = request.profile
    form = ProfileForm(profile)
    let asked = request.parameters
    let takesNames = !(form.names(.aspect) + form.names(.size)).isEmpty
    let isExact = try asked.exactSides() != nil
    if !form.names(.sides).isEmpty, profile.freeSize?.value != nil, isExact || !takesNames {
      let first = request.inputs.min { $0.position < $1.position }?.rendition
      let frame = try ExactFrame(asked, profile: profile, first: first)
      (aspect, size, adjustments) = (frame.aspect, frame.size, frame.adjustments)
      members = pairs(.exact) + sides(frame.sides ?? [])
    } else {
      try takeNames(asked, hasImages: !request.inputs.isEmpty)
    }
  }

  private mutating func takeNames(_ asked: Parameters, hasImages: Bool) throws(TroupeError) {
    let frame = try NamedFrame(asked, profile: profile)
    (aspect, size, adjustments) = (frame.aspect, frame.size, frame.adjustments)
    try add(.aspect, aspect)
    if aspect == nil, hasImages { members += pairs(.follow) }
    // What it costs is then no matter of the vendor's default.
    let usual = form.names(.size).isEmpty ? nil : profile.defaultSize
    try add(.size, size ?? usual)
  }

  private mutating func add(_ fact: ProfileForm.Fact, _ value: String?) throws(TroupeError) {
    guard let value else { return }
    guard let field = form.names(fact).first else {
      throw .request(
        .unsupportedParameter(
          model: profile.id, parameter: fact.rawValue, value: value, allowed: []))
    }
    members.append(WireMember(field, .string(value)))
  }

  private func pairs(_ fact: ProfileForm.Fact) -> [WireMember] {
    form.pairs(fact).map { form.member($0.name, $0.value) }
  }

  private func sides(_ sides: [Int]) -> [WireMember] {
    let fields = form.names(.sides)
    guard sides.count == 2 else { return [] }
    if fields.count == 2 { return zip(fields, sides).map { WireMember($0, .integer($1)) } }
    let object = zip(["width", "height"], sides).map { WireMember($0, .integer($1)) }
    return [WireMember(fields[0], .object(object))]
  }
}
