package import Foundation
package import TroupeVocabulary

/// The models that are known: the built-in profiles and those that override or extend them. Pure.
package struct ModelRegistry: Sendable {
  /// A profile from outside, and what to call it where it is refused.
  package struct Override: Sendable {
    package let name: String
    package let json: Data

    /// The profile in `json`, which stands in the file `name`.
    package init(name: String, json: Data) {
      self.name = name
      self.json = json
    }
  }

  /// All profiles, by provider and id.
  package let profiles: [ModelProfile]

  /// The profiles of `providers` with `overrides` laid over them: one profile each, of the same id, or a new one. Later
  /// ones win.
  /// - Parameter gateways: providers of the user's that serve some of them too.
  /// - Throws: `TroupeError.invalidValue` for an override that is not a profile or names a provider that is not known, and
  ///   for a gateway's model that is not known.
  package init(
    of providers: [any Provider], overrides: [Override] = [], gateways: [Gateway] = []
  ) throws(TroupeError) {
    var byID: [String: ModelProfile] = [:]
    let builtIn = providers.flatMap(\.profiles).map { Override(name: "built in", json: $0) }
    let dialects = providers.map(\.id)
    for override in builtIn + overrides {
      let profile = try Self.read(override, dialects: dialects)
      byID[profile.id] = profile
    }
    let known = ModelRegistry(profiles: Array(byID.values))
    for gateway in gateways {
      for model in gateway.models {
        do {
          let profile = gateway.serving(try known.profile(named: model).profile)
          byID[profile.id] = profile
        } catch {
          throw .invalidValue(
            name: "models", value: model,
            expected: "providers.toml, [\(gateway.name)]: a known model")
        }
      }
    }
    self.init(profiles: Array(byID.values))
  }

  private init(profiles: [ModelProfile]) {
    self.profiles = profiles.sorted { ($0.provider, $0.id) < ($1.provider, $1.id) }
  }

  /// The profile called `name` by id or alias, whatever the case, spaces or hyphens.
  ///
  /// `note` says, for people, that the name itself was retired.
  /// - Throws: `RequestError.unknownModel` with the nearest names.
  package func profile(
    named name: String
  ) throws(TroupeError) -> (profile: ModelProfile, note: String?) {
    let wanted = Self.key(name)
    if let profile = profiles.first(where: { Self.key($0.id) == wanted }) { return (profile, nil) }
    for profile in profiles {
      guard let alias = profile.aliases.first(where: { Self.key($0.id) == wanted }) else {
        continue
      }
      return (profile, alias.retired.map { "\(alias.id) was \($0); \(profile.id) is used." })
    }
    throw .request(.unknownModel(name, nearest: nearest(to: wanted)))
  }

  private func nearest(to wanted: String) -> [String] {
    let bound = max(2, wanted.count / 3)
    let ranked = profiles.compactMap { profile -> (id: String, distance: Int)? in
      let names = [profile.id, profile.name] + profile.aliases.map(\.id)
      let distance = names.map { Self.distance(Self.key($0), wanted) }.min() ?? .max
      return distance <= bound ? (profile.id, distance) : nil
    }
    return ranked.sorted { ($0.distance, $0.id) < ($1.distance, $1.id) }.prefix(3).map(\.id)
  }

  /// People leave the end of a long name out, so its beginning counts too.
  private static func distance(_ name: String, _ wanted: String) -> Int {
    let beginning = String(name.prefix(wanted.count + 1))
    return min(Spelling.edits(name, wanted), Spelling.edits(beginning, wanted))
  }

  private static func key(_ name: String) -> String {
    String(
      name.trimmingCharacters(in: .whitespacesAndNewlines).lowercased().prefix(100)
        .map { $0 == " " || $0 == "_" ? "-" : $0 })
  }

  private static func read(
    _ override: Override, dialects: [String]
  ) throws(TroupeError) -> ModelProfile {
    let profile: ModelProfile
    do {
      profile = try CanonicalJSON.decode(ModelProfile.self, from: override.json)
    } catch {
      throw .invalidValue(
        name: "Model profile", value: override.name, expected: ProfileFault.words(for: error))
    }
    guard dialects.contains(profile.dialect) else {
      throw .invalidValue(
        name: "Model profile", value: override.name,
        expected: "its dialect is one of \(dialects.sorted().joined(separator: ", "))")
    }
    guard profile.isPlausible else {
      throw .invalidValue(
        name: "Model profile", value: override.name,
        expected: "counts from 0 to a million million, prices from 0 to a million dollars")
    }
    return profile
  }
}
