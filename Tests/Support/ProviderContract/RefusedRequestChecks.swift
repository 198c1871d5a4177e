import TroupeProviders
import TroupeVocabulary

/// What a provider promises of requests that its models cannot serve: nothing is sent.
enum RefusedRequestChecks {
  static let all = [
    ContractCheck("what the data says is refused is refused, with what is allowed", golden),
    ContractCheck(
      "an aspect or size that a model lacks is refused, with those that it has", lacking),
    ContractCheck("an option that no model has is refused by name", unknownOption),
  ]

  /// Cases of `requests` that are refused.
  private static func golden(_ subject: ProviderUnderTest) throws {
    var findings = Findings()
    for one in try subject.cases(GoldenRequest.self, in: "requests") {
      guard let expected = one.refused else { continue }
      let found = try refusal(
        of: one.request(for: subject), RequestChecks.endpoint(of: one, subject), subject)
      findings.require(
        found?.name == expected.name && found?.value == expected.value
          && (expected.allowed == nil || found?.allowed == expected.allowed),
        "\(one.name): refused as \(found.map { "\($0)" } ?? "nothing"), not \(expected)")
    }
    try findings.close()
  }

  /// Every model, by the lists of its profile.
  private static func lacking(_ subject: ProviderUnderTest) throws {
    var findings = Findings()
    for profile in subject.models.profiles {
      let lists = [("aspect", "97:13", profile.aspects.value), ("size", "9K", profile.sizes.value)]
      for (name, value, list) in lists {
        // What is not known of a model is left to the model to refuse.
        guard let list else { continue }
        let parameters =
          name == "aspect" ? Parameters(aspect: value) : Parameters(size: value)
        let found = try refusal(of: parameters, profile, subject)
        findings.require(
          found?.name == name && found?.value == value
            && found?.allowed?.starts(with: list) == true,
          "\(profile.id): \(name) \(value) is refused as \(found.map { "\($0)" } ?? "nothing")")
      }
    }
    try findings.close()
  }

  private static func unknownOption(_ subject: ProviderUnderTest) throws {
    var findings = Findings()
    for profile in subject.models.profiles {
      let found = try refusal(
        of: Parameters(options: ["no_such_option": "1"]), profile, subject)
      findings.require(
        found?.value == "no_such_option",
        "\(profile.id): an unknown option is refused as \(found.map { "\($0)" } ?? "nothing")")
    }
    try findings.close()
  }

  private static func refusal(
    of parameters: Parameters, _ profile: ModelProfile, _ subject: ProviderUnderTest
  ) throws -> Refusal? {
    let request = ProviderRequest(
      Request(prompt: "x", model: profile.id, parameters: parameters),
      composition: Composition(parts: [.text("x")]), inputs: [], profile: profile)
    return try refusal(of: request, subject.endpoint(), subject)
  }

  private static func refusal(
    of request: ProviderRequest, _ endpoint: Endpoint, _ subject: ProviderUnderTest
  ) throws -> Refusal? {
    do throws(TroupeError) {
      _ = try subject.provider.encode(request, for: endpoint)
      return nil
    } catch {
      return Refusal(error)
    }
  }
}

/// A value that was refused before anything was sent. The one place where the suite reads errors.
struct Refusal {
  let name: String
  let value: String
  let allowed: [String]?

  init?(_ error: TroupeError) {
    switch error {
    case .request(.unsupportedParameter(_, let parameter, let value, let allowed)):
      (name, self.value, self.allowed) = (parameter, value, allowed)
    case .invalidValue(let name, let value, _):
      (self.name, self.value, allowed) = (name, value, nil)
    default: return nil
    }
  }
}
