import Foundation
import TroupeVocabulary

/// Profiles as they are laid over one another, with what cannot be used put aside.
struct LaidProfiles {
  let dialects: [String]
  /// What else is wrong with a profile, in words.
  private let fault: (ModelProfile) -> String?
  /// The built-in ones, the user's and those of gateways: each id once.
  var own: [ModelProfile] = []
  private(set) var problems: [TroupeError] = []
  /// By the key of an id.
  private(set) var unusable: [String: TroupeError] = [:]
  /// By name.
  private(set) var faultyGateways: [String: TroupeError] = [:]
  /// The files of a library's profiles, by id.
  private(set) var libraryFiles: [String: String] = [:]
  private var library: [ModelProfile] = []
  /// The files of the user's profiles, by id.
  private var userFiles: [String: String] = [:]

  init(dialects: [String], fault: @escaping (ModelProfile) -> String? = { _ in nil }) {
    self.dialects = dialects
    self.fault = fault
  }

  /// Adds a profile that is built in.
  mutating func addBuiltIn(_ json: Data) {
    add(ModelRegistry.Override(name: "built in", json: json)) { laid, profile in
      laid.own.append(profile)
    }
  }

  /// Lays `override` over what is there. One that cannot be used costs the model that it is of.
  mutating func add(_ override: ModelRegistry.Override) {
    add(override) { laid, profile throws(TroupeError) in try laid.take(profile, of: override) }
  }

  private mutating func add(
    _ override: ModelRegistry.Override,
    take: (inout Self, ModelProfile) throws(TroupeError) -> Void
  ) {
    let file = ProfileFile(override)
    do throws(TroupeError) {
      try take(&self, try file.profile(dialects: dialects, fault: fault))
    } catch {
      problems.append(error)
      for id in file.likelyIDs { unusable[ModelRegistry.key(id)] = error }
    }
  }

  private mutating func take(
    _ profile: ModelProfile, of override: ModelRegistry.Override
  ) throws(TroupeError) {
    let known = override.libraryFile == nil ? userFiles : libraryFiles
    if let other = known[profile.id] {
      // Which of them was meant cannot be known, and one of them may be the dearer.
      throw .invalidValue(
        name: "Model profile", value: override.name,
        expected: "\(other) describes \(profile.id) too; leave one of them")
    }
    if let file = override.libraryFile {
      libraryFiles[profile.id] = file
      library.append(profile)
    } else {
      userFiles[profile.id] = override.name
      own.removeAll { $0.id == profile.id }
      own.append(profile)
    }
  }

  /// Adds the models of `gateway`, all of them or none.
  mutating func add(_ gateway: Gateway) {
    do throws(TroupeError) {
      var served: [ModelProfile] = []
      for model in gateway.models {
        let key = ModelRegistry.key(model)
        guard
          let profile = (ModelRegistry.find(key, in: own) ?? ModelRegistry.find(key, in: library))?
            .profile
        else {
          throw TroupeError.invalidValue(
            name: "models", value: model,
            expected: "providers.toml, [\(gateway.name)]: a known model")
        }
        let one = try gateway.serving(profile, as: model)
        guard !served.contains(where: { $0.id == one.id }) else {
          throw TroupeError.invalidValue(
            name: "models", value: model,
            expected:
              "providers.toml, [\(gateway.name)]: each model once; this is \(profile.id) too")
        }
        served.append(one)
      }
      own.removeAll { profile in served.contains { $0.id == profile.id } }
      own += served
    } catch {
      problems.append(error)
      faultyGateways[gateway.name] = error
    }
  }

  /// All of them, a library's over the others, with prices as `trust` allows.
  func all(_ trust: PriceTrust) -> [ModelProfile] {
    let laid = library.filter { !trust.isOfGateway($0.id) }
    return own.filter { one in !laid.contains { $0.id == one.id } } + laid.map(trust.priced)
  }
}
