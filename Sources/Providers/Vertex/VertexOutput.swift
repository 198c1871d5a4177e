import TroupeVocabulary

/// The options that Vertex AI alone takes: what type of file comes back, and which people may be drawn.
/// Names and values are those of google-genai 3.6's `ImageConfig`.
struct VertexOutput {
  /// Their names.
  static let names = ["output_quality", "output_type", "person_generation", "prominent_people"]

  private static let types = ["image/png", "image/jpeg"]
  private static let persons = ["ALLOW_ALL", "ALLOW_ADULT", "ALLOW_NONE"]
  private static let prominent = ["ALLOW_PROMINENT_PEOPLE", "BLOCK_PROMINENT_PEOPLE"]

  /// The members of `imageConfig`.
  private(set) var members: [WireMember] = []

  /// - Throws: `TroupeError` for a value that is none of an option's.
  init(_ options: [String: String], model: String) throws(TroupeError) {
    func word(_ name: String, of allowed: [String]) throws(TroupeError) -> String? {
      guard let text = options[name] else { return nil }
      guard let word = allowed.first(where: { $0.lowercased() == text.lowercased() }) else {
        throw .request(
          .unsupportedParameter(model: model, parameter: name, value: text, allowed: allowed))
      }
      return word
    }
    if let word = try word("person_generation", of: Self.persons) {
      members.append(WireMember("personGeneration", .string(word)))
    }
    if let word = try word("prominent_people", of: Self.prominent) {
      members.append(WireMember("prominentPeople", .string(word)))
    }
    let type = try word("output_type", of: Self.types)
    var output = type.map { [WireMember("mimeType", .string($0))] } ?? []
    if let text = options["output_quality"] {
      guard let quality = Int(text), (0...100).contains(quality) else {
        throw .invalidValue(
          name: "output_quality", value: text, expected: "a whole number from 0 to 100")
      }
      guard type == "image/jpeg" else {
        throw .invalidValue(
          name: "output_quality", value: text,
          expected: "JPEG alone has a quality: set output_type=image/jpeg too")
      }
      output.append(WireMember("compressionQuality", .integer(quality)))
    }
    if !output.isEmpty { members.append(WireMember("imageOutputOptions", .object(output))) }
  }
}
