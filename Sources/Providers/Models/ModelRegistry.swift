package import Foundation
package import TroupeVocabulary

/// The models that are known: the built-in profiles and those that override or extend them. Pure.
package struct ModelRegistry: Sendable {
  /// A profile from outside, and what to call it where it is refused.
  package struct Override: Sendable {
    package let name: String
    package let json: Data
    /// What its file is called in the library that brought it, as in `models/x.json`; `nil` for the user's own.
    package let libraryFile: String?
    /// Why the file cannot be read, where it cannot.
    let fault: TroupeError?

    /// The profile in `json`, which stands in the file `name`.
    package init(name: String, json: Data, libraryFile: String? = nil) {
      self.name = name
      self.json = json
      self.libraryFile = libraryFile
      fault = nil
    }

    /// The file `name`, which cannot be read.
    package init(name: String, fault: TroupeError, libraryFile: String? = nil) {
      self.name = name
      json = Data()
      self.libraryFile = libraryFile
      self.fault = fault
    }
  }

  /// What was left aside, each costing one profile or one gateway.
  package let problems: [TroupeError]
  /// What is wrong with gateways that serve a model which is not known, by name.
  package let faultyGateways: [String: TroupeError]
  /// Most commands ask for no model, and reading every profile takes longer than they do.
  private let laid: OnDemand<Laid>
  /// Those that can be read one by one; `nil` where others are laid over them.
  private let builtIn: BuiltInProfiles?

  fileprivate struct Laid: Sendable {
    let profiles: [ModelProfile]
    let trust: PriceTrust
    let problems: [TroupeError]
    let faultyGateways: [String: TroupeError]
    /// Why a model cannot be used, by the key of its id; why none of a gateway's can, by its name and a slash.
    let unusable: [String: TroupeError]
  }

  /// The profiles of `providers` with `overrides` laid over them: one profile each, of the same id, or a new one. Those of
  /// a library lie over the user's own. What cannot be used is left aside and named by `problems`; asking for it throws.
  /// - Parameters:
  ///   - gateways: providers of the user's that serve some of them too.
  ///   - faultyGateways: what is wrong with entries of such providers that cannot be used, by name.
  package init(
    of providers: [any Provider], overrides: [Override] = [], gateways: [Gateway] = [],
    faultyGateways: [String: TroupeError] = [:]
  ) {
    laid = OnDemand {
      Laid(of: providers, overrides: overrides, gateways: gateways, faultyGateways: faultyGateways)
    }
    // The built-in profiles have none: a test reads them all.
    let mayHaveProblems = !overrides.isEmpty || !gateways.isEmpty
    builtIn = mayHaveProblems ? nil : BuiltInProfiles(providers: providers)
    problems = mayHaveProblems ? laid.value.problems : []
    self.faultyGateways = mayHaveProblems ? laid.value.faultyGateways : faultyGateways
  }

  /// All profiles, by provider and id.
  package var profiles: [ModelProfile] { laid.value.profiles }

  /// By whose prices bounds are kept.
  package var trust: PriceTrust { laid.value.trust }

  /// The profile with exactly this id.
  package func profile(id: String) -> ModelProfile? {
    builtIn?.profile(id) ?? profiles.first { $0.id == id }
  }

  /// As `PriceTrust.bounding`.
  package func bounding(_ profile: ModelProfile) -> ModelProfile {
    builtIn?.profile(profile.id) == profile ? profile : trust.bounding(profile)
  }

  /// As `PriceTrust.note`: only what a library brings has one.
  package func note(on profile: ModelProfile) -> String? {
    builtIn == nil ? trust.note(on: profile) : nil
  }

  /// The profile called `name` by id or alias, whatever the case, spaces or hyphens.
  ///
  /// `note` says, for people, that the name itself was retired.
  /// - Throws: `RequestError.unknownModel` with the nearest names; for a model whose profile or gateway cannot be used, what
  ///   is wrong with it.
  package func profile(
    named name: String
  ) throws(TroupeError) -> (profile: ModelProfile, note: String?) {
    if let profile = builtIn?.profile(name) { return (profile, nil) }
    if let (profile, alias) = builtIn?.profile(alias: name) {
      return (profile, Self.note(on: alias, of: profile))
    }
    let (wanted, unusable) = (Self.key(name), laid.value.unusable)
    let gateway = wanted.split(separator: "/").first.flatMap { unusable["\($0)/"] }
    if let fault = unusable[wanted] ?? gateway { throw fault }
    guard let (profile, alias) = Self.find(wanted, in: profiles, after: trust.own) else {
      throw .request(.unknownModel(name, nearest: nearest(to: wanted)))
    }
    if let fault = unusable[Self.key(profile.id)] { throw fault }
    return (profile, alias.flatMap { Self.note(on: $0, of: profile) })
  }

  private static func note(on alias: ModelProfile.Alias, of profile: ModelProfile) -> String? {
    alias.retired.map { "\(alias.id) was \($0); \(profile.id) is used." }
  }

  /// The one of `profiles` with that key, by id, else by an alias; an alias of one of `first` comes before those of others.
  static func find(
    _ wanted: String, in profiles: [ModelProfile], after first: [ModelProfile] = []
  ) -> (profile: ModelProfile, alias: ModelProfile.Alias?)? {
    if let profile = profiles.first(where: { key($0.id) == wanted }) { return (profile, nil) }
    for profile in first + profiles {
      guard let alias = profile.aliases.first(where: { key($0.id) == wanted }) else { continue }
      return (profiles.first { $0.id == profile.id } ?? profile, alias)
    }
    return nil
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

  /// Equal for names that differ in case, spaces and hyphens alone.
  static func key(_ name: String) -> String {
    String(
      name.trimmingCharacters(in: .whitespacesAndNewlines).lowercased().prefix(100)
        .map { $0 == " " || $0 == "_" ? "-" : $0 })
  }
}

extension ModelRegistry.Laid {
  init(
    of providers: [any Provider], overrides: [ModelRegistry.Override], gateways: [Gateway],
    faultyGateways: [String: TroupeError]
  ) {
    var laid = LaidProfiles(
      dialects: providers.map(\.id),
      fault: { profile in
        providers.first { $0.id == profile.dialect }?.fault(in: profile)
      })
    for json in providers.flatMap(\.profiles) { laid.addBuiltIn(json) }
    for override in overrides { laid.add(override) }
    for gateway in gateways { laid.add(gateway) }
    trust = PriceTrust(
      own: laid.own, library: laid.libraryFiles, gateways: Set(gateways.map(\.name)),
      localDialects: Set(providers.filter { !$0.isRemote }.map(\.id)))
    profiles = laid.all(trust).sorted { ($0.provider, $0.id) < ($1.provider, $1.id) }
    problems = laid.problems
    let faulty = laid.faultyGateways.merging(
      faultyGateways, uniquingKeysWith: { first, _ in first })
    self.faultyGateways = faulty
    unusable = laid.unusable.merging(
      faulty.map { ("\($0.key)/", $0.value) }, uniquingKeysWith: { first, _ in first })
  }
}
