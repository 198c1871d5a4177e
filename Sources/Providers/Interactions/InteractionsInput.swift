import TroupeVocabulary

/// The `input` of a request: what went before, and what is said now, as steps.
struct InteractionsInput {
  let request: ProviderRequest
  /// What goes along of the turns before.
  let turns: [HistoryItem]
  /// The images that go as files.
  var files: Set<Digest> = []

  /// The steps in order. What the user is to say without an answer between goes together. What was answered goes back as
  /// its own steps, exactly as they came, so that signatures stay with what they sign.
  func value() throws(TroupeError) -> WireValue {
    var steps: [WireValue] = []
    var said: [WireValue] = []
    for turn in turns {
      switch turn {
      case .user(let composition, let images): said += try content(composition, images)
      case .shown(let image): said.append(self.image(image))
      case .model(let answer):
        if !said.isEmpty { steps.append(Self.user(said)) }
        said = []
        steps += answer.parts.map { .verbatim($0.segments) }
      }
    }
    said += try content(request.composition, request.images)
    return .array(steps + [Self.user(said)])
  }

  private static func user(_ content: [WireValue]) -> WireValue {
    .object([WireMember("content", .array(content)), WireMember("type", .string("user_input"))])
  }

  private func content(
    _ composition: Composition, _ images: [Int: StoredImage]
  ) throws(TroupeError) -> [WireValue] {
    var content: [WireValue] = []
    for part in composition.parts {
      switch part {
      case .text(let text):
        content.append(
          .object([WireMember("text", .string(text)), WireMember("type", .string("text"))]))
      case .image(let position):
        guard let image = images[position] else {
          throw .invalidValue(
            name: "image position", value: "\(position)", expected: "an image of the request")
        }
        content.append(self.image(image))
      case .uri(let uri): content.append(try self.image(uri))
      }
    }
    return content
  }

  private func image(_ address: ImageAddress) throws(TroupeError) -> WireValue {
    let named = try GeminiAddress(address, road: .interactions)
    let type = named.type.map { [WireMember("mime_type", .string($0))] } ?? []
    return .object(
      type + [WireMember("type", .string("image")), WireMember("uri", .string(named.uri))])
  }

  private func image(_ image: StoredImage) -> WireValue {
    let type = [
      WireMember("mime_type", .string(image.type.rawValue)), WireMember("type", .string("image")),
    ]
    return .object(
      files.contains(image.digest)
        ? type + [WireMember("uri", .string(GeminiFile(image.digest).name))]
        : [WireMember("data", .file(image))] + type)
  }
}
