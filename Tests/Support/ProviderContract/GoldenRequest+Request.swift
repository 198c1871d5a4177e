import Foundation
import TroupeProviders
import TroupeVocabulary

/// The one place where the suite builds what a provider is given.
extension GoldenRequest {
  /// The request for `subject`.
  func request(for subject: ProviderUnderTest) throws -> ProviderRequest {
    let profile = try subject.profile(model)
    let prompt = prompt ?? "x"
    let pictures = (images ?? []).enumerated().map { index, picture in
      (picture.isMask == true, picture.input(at: index + 1))
    }
    let inputs = pictures.filter { !$0.0 }.map(\.1)
    let asked = Request(
      prompt: prompt, model: profile.id, parent: try parentImage(inputs),
      mask: pictures.first { $0.0 }?.1.rendition,
      uris: (uris ?? []).map { ImageAddress($0) },
      parameters: Parameters(
        aspect: parameters?.aspect, size: parameters?.size, seed: parameters?.seed,
        options: parameters?.options ?? [:]))
    return ProviderRequest(
      asked, composition: Composition(parts: parts ?? [.text(prompt)]), inputs: inputs,
      profile: profile,
      history: try (history ?? []).map { try $0.item(for: subject.provider, named: name) })
  }

  private func parentImage(_ inputs: [SentInput]) throws -> InputImage? {
    guard let parent, let first = inputs.first else { return nil }
    let image = StoredImage(
      digest: first.rendition.digest, type: first.rendition.type, width: parent[0],
      height: parent[1], byteCount: first.rendition.byteCount)
    return InputImage(image: image, role: .parent)
  }
}

extension GoldenRequest.Picture {
  func input(at position: Int) -> SentInput {
    let image = StoredImage(
      digest: GoldenRequest.digest(position), type: type ?? .png, width: sides?[0] ?? 2 + position,
      height: sides?[1] ?? 2, byteCount: GoldenRequest.picture(position).count)
    return SentInput(
      chosen: ChosenInput(
        position: position, role: role ?? .identity,
        depiction: Depiction(name: label, kind: kind, look: look, view: view), image: image,
        reason: "named"),
      rendition: image, label: label ?? "")
  }
}

extension GoldenRequest.Turn {
  func item(for provider: any Provider, named name: String) throws -> HistoryItem {
    if let said { return .user(Composition(parts: [.text(said)]), images: [:]) }
    let body = MessageBody(segments: [.text(answered?.text ?? "")])
    guard let answer = provider.conversationPart(of: body) else {
      throw ContractBroken(["\(name): an answer of its history has no parts"])
    }
    return .model(answer)
  }
}
