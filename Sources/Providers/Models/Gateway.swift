internal import Foundation
internal import TroupeVocabulary

/// A provider that the user added: it serves models that are known, in their dialect, at an address of its own.
package struct Gateway: Hashable, Sendable {
  /// What it is called: its models are `NAME/MODEL`.
  package let name: String
  /// Where it is, and how its key travels.
  package let endpoint: Endpoint
  /// The models that it serves, by id or alias.
  package let models: [String]
  /// Bounds of its own in place of the model's, by the names that profiles use: those of `limitNames`.
  package let limits: [String: Int]

  /// The limits that an entry may name: images of a request, bytes of a file and of a request after base64, pixels of a long
  /// edge, characters of a prompt.
  package static let limitNames = [
    "images", "file_bytes", "request_bytes", "edge", "prompt_characters",
  ]

  package init(name: String, endpoint: Endpoint, models: [String], limits: [String: Int]) {
    self.name = name
    self.endpoint = endpoint
    self.models = models
    self.limits = limits
  }

  /// `profile` as this provider serves it. What it costs here is not known.
  func serving(_ profile: ModelProfile) throws -> ModelProfile {
    let source = "the entry '\(name)' of providers.toml"
    var json =
      try JSONSerialization.jsonObject(with: CanonicalJSON.encode(profile)) as? [String: Any] ?? [:]
    json["sent_as"] = profile.wireName
    json["id"] = "\(name)/\(profile.id)"
    json["name"] = "\(profile.name) (\(name))"
    json["provider"] = name
    json["aliases"] = [[String: Any]]()
    json["price"] = ["value": NSNull(), "source": source, "checked": "", "confirmed": false]
    json["token_price"] = nil
    var bounds = json["limits"] as? [String: Any] ?? [:]
    for (name, bound) in limits {
      bounds[name] = ["hard": bound, "source": source, "checked": ""]
    }
    json["limits"] = bounds
    return try CanonicalJSON.decode(
      ModelProfile.self, from: JSONSerialization.data(withJSONObject: json))
  }
}
