import Foundation
import TroupeVocabulary

/// The images of an answer and the words in their place, in order.
struct DashScopePictures {
  private(set) var addresses: [String] = []
  private(set) var images: [DecodedImage] = []
  private(set) var texts: [String] = []

  private static let most = 64

  /// - Parameter hosts: from which images are fetched: an address without TLS at one of them is read as one with it.
  init(in output: JSONNode, hosts: [String]) {
    let contents = (output["choices"]?.list ?? []).prefix(Self.most).flatMap { choice in
      choice["message"]?["content"]?.list ?? []
    }
    for content in (contents + (output["results"]?.list ?? [])).prefix(Self.most) {
      take(content, hosts)
    }
  }

  private mutating func take(_ content: JSONNode, _ hosts: [String]) {
    if let text = content["text"]?.text ?? content.text, !text.isEmpty { texts.append(text) }
    guard let image = content["image"] ?? content["url"] else { return }
    if let letters = image.letters, let address = AnswerAddress(letters) {
      addresses.append(Self.safe(address.text, hosts))
    } else {
      images += ImageSweep([image]).images.filter { !DecodedImage.isText($0.content.start) }
    }
  }

  private static func safe(_ address: String, _ hosts: [String]) -> String {
    guard address.lowercased().hasPrefix("http://"), Endpoint.isHost(of: address, among: hosts)
    else { return address }
    return "https://" + address.dropFirst("http://".count)
  }
}
