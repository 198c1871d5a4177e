import TroupeVocabulary

/// The `contents` of a request: what went before, and what is said now.
struct GeminiContents {
  let request: ProviderRequest
  let road: GeminiRoad

  /// The contents in order. What the user is to say without an answer between goes together, so that the roles alternate.
  func value() throws(TroupeError) -> WireValue {
    var contents: [WireValue] = []
    var said: [WireValue] = []
    for turn in request.history {
      switch turn {
      case .user(let composition, let images): said += try parts(composition, images)
      case .shown(let image): said.append(Self.part(image))
      case .model(let answer):
        if !said.isEmpty { contents.append(Self.content("user", said)) }
        said = []
        contents.append(Self.content("model", answer.parts.map { .verbatim($0.segments) }))
      }
    }
    said += try parts(request.composition, request.images)
    return .array(contents + [Self.content("user", said)])
  }

  private static func content(_ role: String, _ parts: [WireValue]) -> WireValue {
    .object([WireMember("role", .string(role)), WireMember("parts", .array(parts))])
  }

  private func parts(
    _ composition: Composition, _ images: [Int: StoredImage]
  ) throws(TroupeError) -> [WireValue] {
    var parts: [WireValue] = []
    for part in composition.parts {
      switch part {
      case .text(let text):
        parts.append(.object([WireMember("text", .string(text))]))
      case .image(let position):
        guard let image = images[position] else {
          throw .invalidValue(
            name: "image position", value: "\(position)", expected: "an image of the request")
        }
        parts.append(Self.part(image))
      case .uri(let uri): parts.append(try self.part(uri))
      }
    }
    return parts
  }

  private func part(_ image: ImageAddress) throws(TroupeError) -> WireValue {
    let uri = image.address
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
    let type = image.mediaType ?? Self.type(byName: uri)
    if road.takesOutput { try checkVertex(uri, type) }
    let mime = type.map { [WireMember("mimeType", .string($0))] }
    return .object([
      WireMember("fileData", .object((mime ?? []) + [WireMember("fileUri", .string(uri))]))
    ])
  }

  /// Vertex AI has no Files API, and wants each type said.
  private func checkVertex(_ uri: String, _ type: String?) throws(TroupeError) {
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

  private static func part(_ image: StoredImage) -> WireValue {
    .object([
      WireMember(
        "inlineData",
        .object([
          WireMember("mimeType", .string(image.type.rawValue)), WireMember("data", .file(image)),
        ]))
    ])
  }
}
