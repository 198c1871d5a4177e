import Foundation

/// What the parts of an answer hold, wherever in them images stand.
struct GeminiParts {
  private(set) var images: [DecodedImage] = []
  private(set) var drafts: [DecodedImage] = []
  private(set) var texts: [String] = []
  private(set) var thoughts: [String] = []
  private(set) var addresses: [String] = []
  private(set) var unusable: [String] = []
  private(set) var signatures = 0
  private(set) var order: [DecodedAnswer.Piece] = []
  /// Whether an image stood amid words.
  private(set) var isAmidWords = false
  /// How many elements have another shape than they should.
  private(set) var odd = 0

  /// Takes in the parts of `candidate`.
  mutating func take(candidate: JSONNode) {
    guard candidate.isObject else { return odd += 1 }
    for content in candidate["content"]?.list ?? [] {
      if content.letters != nil {
        takeWords(content, isThought: false)
      } else if content.isObject {
        let parts = content["parts"] ?? .null
        if !parts.isNull, parts.elements == nil { odd += 1 }
        for part in parts.list where !part.isNull { take(part) }
      } else {
        odd += 1
      }
    }
    if candidate["content"]?.elements != nil { odd += 1 }
  }

  private mutating func take(_ part: JSONNode) {
    guard part.isObject else { return odd += 1 }
    var isThought = false
    if case .bool(true)? = part["thought"] { isThought = true }
    let signature = part["thoughtSignature"]?.text
    if signature != nil { signatures += 1 }
    if let text = part["text"] { takeWords(text, isThought: isThought) }
    if let inline = part["inlineData"], !inline.isNull {
      takeInline(inline, isThought: isThought, signature: signature)
    }
    if let file = part["fileData"], let address = file["fileUri"]?.letters {
      takeAddress(address, type: file["mimeType"]?.text ?? "", isThought: isThought)
    }
  }

  private mutating func takeWords(_ node: JSONNode, isThought: Bool) {
    guard let letters = node.letters, !letters.isEmpty else { return }
    let (words, found) = DataURL.extract(from: letters)
    for url in found {
      isAmidWords = true
      add(.bytes(url.bytes), type: url.claimedType, isThought: isThought, signature: nil)
    }
    let text = String(decoding: words, as: UTF8.self)
    if !text.isEmpty { order.append(isThought ? .thought(text) : .text(text)) }
    if isThought { return thoughts.append(text) }
    texts.append(text)
    addresses += AnswerAddress.all(in: text)
  }

  private mutating func takeInline(_ inline: JSONNode, isThought: Bool, signature: String?) {
    let type = inline["mimeType"]?.text ?? ""
    guard let (content, urlType) = (inline["data"] ?? inline).content,
      !DecodedImage.isText(content.start)
    else { return unusable.append("what stands for an image in the answer is none") }
    add(content, type: type.isEmpty ? urlType : type, isThought: isThought, signature: signature)
  }

  private mutating func takeAddress(_ letters: Data, type: String, isThought: Bool) {
    if let url = DataURL(letters) {
      return add(.bytes(url.bytes), type: url.claimedType, isThought: isThought, signature: nil)
    }
    guard let address = AnswerAddress(letters) else {
      return unusable.append("what stands for the address of an image is none")
    }
    if !isThought { addresses.append(address.text) }
  }

  private mutating func add(
    _ content: DecodedImage.Content, type: String, isThought: Bool, signature: String?
  ) {
    let image = DecodedImage(
      content: content, claimedType: ProviderMessage.clean(String(type.prefix(100))),
      signature: signature)
    order.append(isThought ? .draft(drafts.count) : .image(images.count))
    if isThought { drafts.append(image) } else { images.append(image) }
  }
}

extension JSONNode {
  /// The bytes that a string of base64 stands for, with or without the head of a data URL, and the type in that head;
  /// `nil` when it is neither.
  var content: (DecodedImage.Content, type: String)? {
    if case .file(let file) = self { return (.file(file), "") }
    guard let letters else { return nil }
    if let url = DataURL(letters) { return (.bytes(url.bytes), url.claimedType) }
    return (Base64Decoder.decode(letters) ?? LenientBase64.decode(letters)).map { (.bytes($0), "") }
  }
}
