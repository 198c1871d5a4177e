import Foundation
import TroupeProviders
import TroupeVocabulary

/// The limits that requests are chosen for: those of known models, and kinds of limits that other
/// vendors have.
struct Profiles {
  /// Every model that a key reaches.
  let known: [ModelProfile]
  let few: ModelProfile
  let many: ModelProfile
  /// Nine megapixels of inputs and output together, ten images.
  let megapixels: ModelProfile
  /// Two images of each kind.
  let tight: ModelProfile
  let unbounded: ModelProfile

  init() throws {
    let registry = ModelRegistry(of: [GeminiProvider()])
    known = registry.profiles
    few = try registry.profile(named: "gemini-2.5-flash-image").profile
    many = try registry.profile(named: "gemini-3-pro-image").profile
    megapixels = try many.with("9 megapixels", images: 10, kinds: [:], pixels: 9_000_000)
    let two = Dictionary(uniqueKeysWithValues: Kind.allCases.map { ($0.rawValue, 2) })
    tight = try many.with("2 of a kind", images: 14, kinds: two)
    unbounded = try many.with("no limit", images: nil, kinds: [:])
  }
}

extension Profiles {
  /// A model that takes so many images of any kind.
  func taking(_ images: Int) throws -> ModelProfile {
    try many.with("\(images) images", images: images, kinds: [:])
  }
}

extension ModelProfile {
  /// The same model with other limits.
  fileprivate func with(
    _ id: String, images: Int?, kinds: [String: Int], pixels: Int? = nil
  ) throws -> ModelProfile {
    func limit(_ hard: Int?) -> [String: Any] {
      ["hard": hard.map { $0 as Any } ?? NSNull(), "source": "bench", "checked": "2026-11-21"]
    }
    let json = try JSONSerialization.jsonObject(with: CanonicalJSON.encode(self))
    guard var profile = json as? [String: Any], var limits = profile["limits"] as? [String: Any]
    else { return self }
    limits["images"] = limit(images)
    limits["kinds"] = kinds.mapValues { limit($0) }
    limits["pixels"] = pixels.map { ["total": limit($0), "includes_output": true] } ?? NSNull()
    profile["limits"] = limits
    profile["id"] = id
    return try CanonicalJSON.decode(
      ModelProfile.self, from: JSONSerialization.data(withJSONObject: profile))
  }
}
