import Foundation
import TroupeVocabulary

/// One profile file, read.
struct ProfileFile {
  private let override: ModelRegistry.Override

  init(_ override: ModelRegistry.Override) { self.override = override }

  /// What it says.
  /// - Throws: `TroupeError.invalidValue` for what is no profile or names a dialect that is not known.
  func profile(dialects: [String]) throws(TroupeError) -> ModelProfile {
    if let fault = override.fault { throw fault }
    let profile: ModelProfile
    do {
      profile = try CanonicalJSON.decode(ModelProfile.self, from: override.json)
    } catch {
      throw fault(ProfileFault.words(for: error))
    }
    guard dialects.contains(profile.dialect) else {
      throw fault("its dialect is one of \(dialects.sorted().joined(separator: ", "))")
    }
    guard profile.isPlausible else {
      throw fault("counts from 0 to a million million, prices from 0 to a million dollars")
    }
    return profile
  }

  /// The ids of the model that it is of, as far as that can be told: what stands in it, and its name.
  var likelyIDs: [String] {
    struct Named: Decodable { let id: String }
    let named = try? JSONDecoder().decode(Named.self, from: override.json)
    let file = URL(filePath: override.name).deletingPathExtension().lastPathComponent
    return [named?.id ?? file]
  }

  private func fault(_ expected: String) -> TroupeError {
    .invalidValue(name: "Model profile", value: override.name, expected: expected)
  }
}
