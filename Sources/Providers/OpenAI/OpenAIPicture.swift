import Foundation

/// What stands where an image is expected, in base64.
enum OpenAIPicture {
  case image(DecodedImage)
  case address(String)
  /// In words.
  case unusable(String)

  /// `format` is the answer's own word for the type, as in `png`.
  init(_ node: JSONNode, format: String?) {
    let claimed = format.map { "image/" + ProviderMessage.clean(String($0.prefix(20))) } ?? ""
    func image(_ content: DecodedImage.Content, _ type: String) -> OpenAIPicture {
      DecodedImage.isText(content.start)
        ? .unusable("what stands for an image in the answer is none")
        : .image(DecodedImage(content: content, claimedType: type, signature: nil))
    }
    if case .file(let file) = node {
      self = image(.file(file), claimed)
    } else if let letters = node.letters, let url = DataURL(letters) {
      self = image(.bytes(url.bytes), url.claimedType)
    } else if let letters = node.letters, let address = AnswerAddress(letters) {
      self = .address(address.text)
    } else if let bytes = node.letters.flatMap({
      Base64Decoder.decode($0) ?? LenientBase64.decode($0)
    }) {
      self = image(.bytes(bytes), claimed)
    } else {
      self = .unusable("what stands for an image in the answer is none")
    }
  }
}

extension DecodedAnswer {
  /// Adds what stands in place of a finished image.
  mutating func add(_ picture: OpenAIPicture) {
    switch picture {
    case .image(let image): images.append(image)
    case .address(let address): addresses.append(address)
    case .unusable(let words): unusable.append(words)
    }
  }

  /// Adds what stands in place of a partial image.
  mutating func addDraft(_ picture: OpenAIPicture) {
    if case .image(let image) = picture { drafts.append(image) }
  }

  /// The last resort of an answer without a finished image: images that stand elsewhere in it. What was blocked stays so,
  /// and where image tokens were counted an image was made.
  mutating func search(_ nodes: [JSONNode]?, of answer: HTTPAnswer) {
    let sweep =
      nodes.map { ImageSweep($0) } ?? ImageSweep(salvaging: answer.body, files: answer.files)
    if addresses.isEmpty { addresses = sweep.addresses }
    if case .blocked = outcome { return }
    if drafts.isEmpty, !sweep.images.isEmpty {
      images = sweep.images
      oddities.insert(nodes == nil ? .broken : .elsewhere)
      outcome = .images
    } else if !drafts.isEmpty, outcome.state != .unknown {
      outcome = .unreadable(reason: "partial images came, and no finished one")
    } else if (200..<300).contains(answer.status), let address = addresses.first {
      outcome = .unreadable(reason: "the image stands at \(address.prefix(200))")
    } else if let count = usage?.outputByModality["IMAGE"], count > 0, outcome.state == .failed {
      outcome = .unreadable(
        reason: "\(count) tokens of an image were counted, and no image is in the answer")
    }
  }
}

extension JSONNode {
  /// A word for programs, made fit to be recorded; `nil` where it is none.
  var word: String? {
    text.map { ProviderMessage.clean(String($0.prefix(200))) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}
