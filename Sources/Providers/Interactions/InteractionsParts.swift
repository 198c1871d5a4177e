import Foundation
import TroupeVocabulary

/// What the steps of an answer hold.
struct InteractionsParts {
  private(set) var images: [DecodedImage] = []
  private(set) var drafts: [DecodedImage] = []
  private(set) var texts: [String] = []
  private(set) var thoughts: [String] = []
  private(set) var addresses: [String] = []
  private(set) var unusable: [String] = []
  private(set) var sources: [Source] = []
  private(set) var signatures = 0
  private(set) var suggestions: String?
  private var order: [DecodedAnswer.Piece] = []
  private var grounding: Data?
  /// How many steps have another shape than they should.
  private(set) var odd = 0

  /// All of it, as the answer that has it.
  var decoded: DecodedAnswer {
    var decoded = DecodedAnswer(outcome: .images)
    decoded.images = images
    decoded.drafts = drafts
    decoded.texts = texts
    decoded.thoughts = thoughts
    decoded.addresses = addresses
    decoded.unusable = unusable
    decoded.sources = Array(sources.prefix(100))
    decoded.signatures = signatures
    decoded.grounding = grounding
    decoded.order = order
    decoded.suggestions = suggestions
    return decoded
  }

  /// Takes in a step of the model's.
  mutating func take(_ step: JSONNode) {
    guard step.isObject, let type = step["type"]?.text else { return odd += 1 }
    if step["signature"]?.text != nil { signatures += 1 }
    switch type {
    case "model_output": for content in step["content"]?.list ?? [] { take(content: content) }
    case "thought":
      for summary in step["summary"]?.list ?? [] { take(content: summary, isThought: true) }
    case "google_search_result":
      if grounding == nil, case .object(_, let text) = step { grounding = Data(text) }
      suggestions =
        suggestions
        ?? (step["result"]?.list ?? []).lazy.compactMap { $0["search_suggestions"]?.text }.first
    default: break
    }
  }

  /// Takes in a piece of words of a stream, which tells elsewhere what they are together.
  mutating func note(words: String) { order.append(.text(words)) }

  /// Takes in a block of content, or a piece of one as streams have it.
  mutating func take(content: JSONNode, isThought: Bool = false) {
    guard content.isObject else { return odd += 1 }
    switch content["type"]?.text {
    case "text":
      guard let text = content["text"]?.text, !text.isEmpty else { return }
      order.append(isThought ? .thought(text) : .text(text))
      if isThought { return thoughts.append(text) }
      texts.append(text)
      sources += (content["annotations"]?.list ?? []).compactMap(Self.source)
    case "image": take(image: content, isThought: isThought)
    default: break
    }
  }

  private mutating func take(image: JSONNode, isThought: Bool) {
    let type = image["mimeType"]?.text ?? ""
    if let data = image["data"], !data.isNull {
      guard let (content, urlType) = data.content, !DecodedImage.isText(content.start) else {
        return unusable.append("what stands for an image in the answer is none")
      }
      let decoded = DecodedImage(
        content: content,
        claimedType: ProviderMessage.clean(String((type.isEmpty ? urlType : type).prefix(100))),
        signature: nil)
      order.append(isThought ? .draft(drafts.count) : .image(images.count))
      if isThought { drafts.append(decoded) } else { images.append(decoded) }
    } else if let letters = image["uri"]?.letters {
      guard let address = AnswerAddress(letters) else {
        return unusable.append("what stands for the address of an image is none")
      }
      if !isThought { addresses.append(address.text) }
    } else {
      unusable.append("an image has no bytes")
    }
  }

  /// A page that words rest on.
  private static func source(_ annotation: JSONNode) -> Source? {
    guard annotation["type"]?.text == "url_citation", let address = annotation["url"]?.text else {
      return nil
    }
    return Source(
      title: ProviderMessage.clean(annotation["title"]?.text ?? ""),
      address: String(address.prefix(4096)))
  }
}
