import TroupeVocabulary

/// The `contents` of a request: what went before, and what is said now.
struct GeminiContents {
  let request: ProviderRequest
  let road: GeminiRoad
  /// The images that go as files.
  var files: Set<Digest> = []

  /// The contents in order. What the user is to say without an answer between goes together, so that the roles alternate.
  func value() throws(TroupeError) -> WireValue {
    var contents: [WireValue] = []
    var said: [WireValue] = []
    for turn in request.history {
      switch turn {
      case .user(let composition, let images): said += try parts(composition, images)
      case .shown(let image): said.append(part(image))
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
        parts.append(self.part(image))
      case .uri(let uri): parts.append(try self.part(uri))
      }
    }
    return parts
  }

  private func part(_ image: ImageAddress) throws(TroupeError) -> WireValue {
    let named = try GeminiAddress(image, road: road)
    let mime = named.type.map { [WireMember("mimeType", .string($0))] }
    return .object([
      WireMember("fileData", .object((mime ?? []) + [WireMember("fileUri", .string(named.uri))]))
    ])
  }

  private func part(_ image: StoredImage) -> WireValue {
    if files.contains(image.digest) {
      return .object([
        WireMember(
          "fileData",
          .object([
            WireMember("mimeType", .string(image.type.rawValue)),
            WireMember("fileUri", .string(GeminiFile(image.digest).name)),
          ]))
      ])
    }
    return .object([
      WireMember(
        "inlineData",
        .object([
          WireMember("mimeType", .string(image.type.rawValue)), WireMember("data", .file(image)),
        ]))
    ])
  }
}
