import Foundation

/// What Photon takes, by the types of the SDK `lumaai` 1.21.0.
struct LumaSchema {
  let body: Data

  private static let fields: Set = [
    "model", "prompt", "aspect_ratio", "format", "character_ref", "image_ref", "style_ref",
    "modify_image_ref", "generation_type", "sync", "sync_timeout",
  ]
  private static let ratios: Set = ["1:1", "16:9", "9:16", "4:3", "3:4", "21:9", "9:21"]

  /// The field that is wrong, and how; `nil` where none is.
  var fault: (String, String)? {
    guard let document = (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] else {
      return ("", "Invalid JSON")
    }
    if let extra = document.keys.sorted().first(where: { !Self.fields.contains($0) }) {
      return (extra, "Extra inputs are not permitted")
    }
    guard ["photon-1", "photon-flash-1"].contains(document["model"] as? String) else {
      return ("model", "unexpected value")
    }
    guard let prompt = document["prompt"] as? String, !prompt.isEmpty else {
      return ("prompt", "Field required")
    }
    if let ratio = document["aspect_ratio"], !Self.ratios.contains(ratio as? String ?? "") {
      return ("aspect_ratio", "unexpected value")
    }
    if let format = document["format"], !["jpg", "png"].contains(format as? String) {
      return ("format", "unexpected value")
    }
    return fault(in: document)
  }

  private func fault(in document: [String: Any]) -> (String, String)? {
    for name in ["image_ref", "style_ref"] {
      guard let list = document[name] else { continue }
      guard let references = list as? [[String: Any]], (1...4).contains(references.count),
        references.allSatisfy(Self.isReference)
      else { return (name, "invalid references") }
    }
    if let one = document["modify_image_ref"] {
      guard let reference = one as? [String: Any], Self.isReference(reference) else {
        return ("modify_image_ref", "invalid reference")
      }
    }
    guard let characters = document["character_ref"] else { return nil }
    guard let identities = characters as? [String: [String: [String]]],
      Array(identities.keys) == ["identity0"], let images = identities["identity0"]?["images"],
      (1...4).contains(images.count), images.allSatisfy(Self.isAddress)
    else { return ("character_ref", "invalid identity") }
    return nil
  }

  private static func isReference(_ reference: [String: Any]) -> Bool {
    guard Set(reference.keys) == ["url", "weight"], let address = reference["url"] as? String,
      let weight = reference["weight"] as? Double
    else { return false }
    return isAddress(address) && (0...1).contains(weight)
  }

  private static func isAddress(_ address: String) -> Bool { address.hasPrefix("https://") }
}
