import Foundation

/// The images of an answer and the words around them, in whatever of its forms they come: a list of images, events, or a
/// chat's message.
struct OpenRouterPictures {
  private(set) var images: [DecodedImage] = []
  private(set) var drafts: [DecodedImage] = []
  private(set) var texts: [String] = []
  private(set) var thoughts: [String] = []
  private(set) var addresses: [String] = []
  private(set) var unusable: [String] = []
  /// Why a chat ended, in its words.
  private(set) var finishReason: String?
  /// Whether a stream said that it is complete.
  private(set) var isComplete = false
  /// Whether anything has the shape of an answer.
  private(set) var isAnswer = false
  /// How many elements have another shape than they should.
  private(set) var odd = 0

  /// Takes in one document of the answer.
  mutating func take(_ node: JSONNode) {
    // Some clients' recordings wrap each event.
    let event = node["data"]?["type"] == nil ? node : node["data"] ?? node
    if let type = event["type"]?.text { take(event, type: type) }
    if let data = node["data"], data["type"] == nil {
      isAnswer = true
      for element in data.list { take(element: element) }
    }
    for choice in node["choices"]?.list ?? [] { take(choice: choice) }
  }

  private mutating func take(_ event: JSONNode, type: String) {
    switch type {
    case "image_generation.completed", "image_edit.completed":
      (isAnswer, isComplete) = (true, true)
      take(element: event)
    case "image_generation.partial_image", "image_edit.partial_image":
      isAnswer = true
      if let image = Self.image(event["b64_json"], type: event["media_type"]?.text) {
        drafts.append(image)
      }
    case "image_generation.text_chunk":
      isAnswer = true
      guard let text = event["text"]?.text else { return odd += 1 }
      if event["phase"]?.text == "content" { texts.append(text) } else { thoughts.append(text) }
    default: break
    }
  }

  private mutating func take(choice: JSONNode) {
    guard choice.isObject else { return odd += 1 }
    isAnswer = true
    finishReason = finishReason ?? choice["finish_reason"]?.text
    let message = choice["message"] ?? choice["delta"] ?? .null
    if let text = message["content"]?.letters { take(words: text) }
    for image in message["images"]?.list ?? [] {
      guard let url = image["image_url"]?["url"] ?? image["image_url"] else {
        odd += 1
        continue
      }
      take(element: url, type: nil)
    }
  }

  private mutating func take(words: Data) {
    let (rest, found) = DataURL.extract(from: words)
    images += found.map {
      DecodedImage(content: .bytes($0.bytes), claimedType: $0.claimedType, signature: nil)
    }
    let text = String(decoding: rest, as: UTF8.self)
    if !text.isEmpty { texts.append(text) }
  }

  private mutating func take(element: JSONNode) {
    guard element.isObject else { return odd += 1 }
    guard let content = element["b64_json"] ?? element["url"] else { return odd += 1 }
    take(element: content, type: element["media_type"]?.text)
  }

  private mutating func take(element: JSONNode, type: String?) {
    if let image = Self.image(element, type: type) {
      if DecodedImage.isText(image.content.start) {
        let kind = type?.hasPrefix("image/svg") == true ? "a drawing in SVG" : "text"
        unusable.append("\(kind) stands in place of an image")
      } else {
        images.append(image)
      }
    } else if let address = element.letters.flatMap(AnswerAddress.init) {
      addresses.append(address.text)
    } else {
      odd += 1
    }
  }

  private static func image(_ node: JSONNode?, type: String?) -> DecodedImage? {
    let claimed = ProviderMessage.clean(String((type ?? "").prefix(60)))
    if case .file(let file)? = node {
      return DecodedImage(content: .file(file), claimedType: claimed, signature: nil)
    }
    guard let letters = node?.letters else { return nil }
    if let url = DataURL(letters), !url.bytes.isEmpty {
      return DecodedImage(
        content: .bytes(url.bytes), claimedType: claimed.isEmpty ? url.claimedType : claimed,
        signature: nil)
    }
    guard let bytes = LenientBase64.decode(letters), !bytes.isEmpty else { return nil }
    return DecodedImage(content: .bytes(bytes), claimedType: claimed, signature: nil)
  }
}
