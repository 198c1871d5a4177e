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
  /// Bytes of one request that it takes, after base64; `nil` for the model's own bound.
  package let requestBytes: Int?

  package init(name: String, endpoint: Endpoint, models: [String], requestBytes: Int?) {
    self.name = name
    self.endpoint = endpoint
    self.models = models
    self.requestBytes = requestBytes
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
    if let requestBytes {
      var limits = json["limits"] as? [String: Any] ?? [:]
      limits["request_bytes"] = ["hard": requestBytes, "source": source, "checked": ""]
      json["limits"] = limits
    }
    return try CanonicalJSON.decode(
      ModelProfile.self, from: JSONSerialization.data(withJSONObject: json))
  }
}
