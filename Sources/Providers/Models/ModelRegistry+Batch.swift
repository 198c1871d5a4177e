package import TroupeVocabulary

extension ModelRegistry {
  /// The id of the profile by which the model called `name` is made in a batch: its own id with `@batch` behind.
  /// - Throws: `RequestError.unknownModel`, and `RequestError.unsupportedParameter` with the models that have one.
  package func batched(_ name: String) throws(TroupeError) -> String {
    let profile = try profile(named: name).profile
    if profile.id.hasSuffix(Self.batchSuffix) { return profile.id }
    let batched = profile.id + Self.batchSuffix
    let known = profiles.map(\.id).filter { $0.hasSuffix(Self.batchSuffix) }
    guard known.contains(batched) else {
      throw .request(
        .unsupportedParameter(
          model: profile.id, parameter: "batch", value: "true",
          allowed: known.map { String($0.dropLast(Self.batchSuffix.count)) }))
    }
    return batched
  }

  private static let batchSuffix = "@batch"
}
