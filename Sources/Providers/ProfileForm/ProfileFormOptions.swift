import TroupeVocabulary

/// The options of one request by name, checked against the profile's form, and what is sent whether it is asked or not.
struct ProfileFormOptions {
  private(set) var members: [WireMember] = []
  /// What is sent otherwise than the vendor would have it unasked.
  private(set) var adjustments: [Adjustment] = []

  private let form: ProfileForm
  private let model: String

  init(_ asked: [String: String], profile: ModelProfile) throws(TroupeError) {
    form = ProfileForm(profile)
    model = profile.id
    let known = form.options
    for name in asked.keys.sorted() {
      guard let allowed = known[name] else {
        throw unsupported("option", name, known.keys.sorted())
      }
      try check(name, asked[name] ?? "", allowed)
    }
    let always = form.pairs(.always)
    for (name, value) in always {
      members.append(form.member(name, asked[name] ?? value))
      guard asked[name] == nil, let usual = known[name]?.first, usual != value else { continue }
      adjustments.append(
        Adjustment(
          field: name, before: usual, after: value,
          reason: "unasked \(model) would take \(usual); the option \(name) asks for it"))
    }
    let rest = asked.filter { option in !always.contains { $0.name == option.key } }
    members += rest.sorted { $0.key < $1.key }.map { form.member($0.key, $0.value) }
  }

  private func check(
    _ name: String, _ value: String, _ allowed: [String]
  ) throws(TroupeError) {
    if let range = form.range(of: name) {
      guard let expected = range.objection(to: value) else { return }
      throw .invalidValue(name: name, value: String(value.prefix(200)), expected: expected)
    }
    guard allowed.isEmpty || allowed.contains(value) else {
      throw unsupported(name, value, allowed)
    }
  }

  private func unsupported(_ name: String, _ value: String, _ allowed: [String]) -> TroupeError {
    .request(.unsupportedParameter(model: model, parameter: name, value: value, allowed: allowed))
  }
}
