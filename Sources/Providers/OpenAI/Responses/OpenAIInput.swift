import TroupeVocabulary

/// The `input` of a request: what went before, and what is said now.
struct OpenAIInput {
  let request: ProviderRequest
  let detail: String

  /// The items in order. What the user is to say without an answer between goes together. What was answered goes back as
  /// its own items, exactly as they came, so that the model finds its calls by their names.
  func value() throws(TroupeError) -> WireValue {
    var items: [WireValue] = []
    var said: [WireValue] = []
    for turn in request.history {
      switch turn {
      case .user(let composition, let images): said += try content(composition, images)
      case .shown(let image): said.append(self.image(.dataURL(image)))
      case .model(let answer):
        if !said.isEmpty { items.append(Self.user(said)) }
        said = []
        items += answer.parts.map { .verbatim($0.segments) }
      }
    }
    said += try content(request.composition, request.images)
    return .array(items + [Self.user(said)])
  }

  private static func user(_ content: [WireValue]) -> WireValue {
    .object([WireMember("role", .string("user")), WireMember("content", .array(content))])
  }

  private func content(
    _ composition: Composition, _ images: [Int: StoredImage]
  ) throws(TroupeError) -> [WireValue] {
    var content: [WireValue] = []
    for part in composition.parts {
      switch part {
      case .text(let text):
        content.append(
          .object([WireMember("type", .string("input_text")), WireMember("text", .string(text))]))
      case .image(let position):
        guard let image = images[position] else {
          throw .invalidValue(
            name: "image position", value: "\(position)", expected: "an image of the request")
        }
        content.append(self.image(.dataURL(image)))
      case .uri(let uri): content.append(image(.string(try address(uri))))
      }
    }
    return content
  }

  private func address(_ uri: ImageAddress) throws(TroupeError) -> String {
    guard uri.address.wholeMatch(of: /https:\/\/[!-~]{1,2000}/) != nil else {
      throw .invalidValue(
        name: "uri", value: String(uri.address.prefix(200)),
        expected: "an address that OpenAI can fetch, with https://")
    }
    return uri.address
  }

  private func image(_ url: WireValue) -> WireValue {
    .object([
      WireMember("type", .string("input_image")), WireMember("detail", .string(detail)),
      WireMember("image_url", url),
    ])
  }
}
