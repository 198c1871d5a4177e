import TroupeVocabulary

/// The address of an image that Google fetches itself, checked.
struct GeminiAddress {
  let uri: String
  /// Its type, said or by the address's name.
  let type: String?

  init(_ image: ImageAddress, road: GeminiRoad) throws(TroupeError) {
    uri = image.address
    guard uri.wholeMatch(of: /(?:https|gs):\/\/[!-~]{1,2000}/) != nil else {
      throw .invalidValue(
        name: "uri", value: String(uri.prefix(200)),
        expected: "an address that Google can fetch, with https:// or gs://")
    }
    if let type = image.mediaType, type.wholeMatch(of: /image\/[a-z0-9.+-]{1,60}/) == nil {
      throw .invalidValue(
        name: "uri", value: String(type.prefix(60)),
        expected: "the type of an image, such as image/png")
    }
    type = image.mediaType ?? Self.type(byName: uri)
    if road.takesOutput { try checkVertex(road) }
  }

  /// Vertex AI has no Files API, and wants each type said.
  private func checkVertex(_ road: GeminiRoad) throws(TroupeError) {
    if Endpoint.isHost(of: uri, among: ["generativelanguage.googleapis.com"]) {
      throw .invalidValue(
        name: "uri", value: String(uri.prefix(200)),
        expected:
          "\(road.name) knows no files of the Gemini API: upload it to gs:// of Cloud Storage")
    }
    if type == nil {
      throw .invalidValue(
        name: "uri", value: String(uri.prefix(200)),
        expected: "\(road.name) wants its type: write it behind, as in :image/png")
    }
  }

  private static func type(byName uri: String) -> String? {
    let path = uri.prefix { $0 != "?" && $0 != "#" }.lowercased()
    return MediaType.allCases.first {
      path.hasSuffix(".\($0.fileExtension)") || $0 == .jpeg && path.hasSuffix(".jpeg")
    }?.rawValue
  }
}
