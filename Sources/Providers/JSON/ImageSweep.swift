import Foundation
import TroupeVocabulary

/// Looks through a whole answer for images that stand where none is expected: a gateway that speaks a little of several
/// formats must not cost an image that was paid for.
struct ImageSweep {
  /// In the order of the answer's arrays; members of one object in the order of their names.
  private(set) var images: [DecodedImage] = []
  /// Addresses that look like those of images.
  private(set) var addresses: [String] = []

  /// Names of members that hold no image of an answer: signatures are base64 too, and what was found in a search or helps
  /// with an error has addresses.
  private static let passed: Set = [
    "thoughtSignature", "thought_signature", "signature", "groundingMetadata",
    "grounding_metadata", "citationMetadata", "citation_metadata", "urlContextMetadata",
    "url_context_metadata", "promptFeedback", "prompt_feedback", "error", "errors",
  ]
  private static let addressNames: Set = [
    "url", "uri", "fileUri", "file_uri", "imageUrl", "image_url", "gcsUri", "gcs_uri",
  ]
  /// Letters of base64 that an image has at least.
  private static let shortest = 64

  /// Looks through `nodes`.
  init(_ nodes: [JSONNode]) { for node in nodes { take(node, name: "") } }

  /// Looks through whatever stands between two quotes in `text`, which is no JSON.
  init(salvaging text: Data, files: [Int: AnswerFile]) {
    for (_, file) in files.sorted(by: { $0.key < $1.key }) { take(.file(file), name: "") }
    for run in text.split(separator: UInt8(ascii: "\"")) where run.count >= Self.shortest {
      take(.string(run, isEscaped: run.contains(UInt8(ascii: "\\"))), name: "")
    }
  }

  private mutating func take(_ node: JSONNode, name: String) {
    switch node {
    case .array(let elements): for element in elements { take(element, name: name) }
    case .object(let members, _):
      for (name, member) in members.sorted(by: { $0.key < $1.key })
      where !Self.passed.contains(name) {
        take(member, name: name)
      }
    case .file(let file):
      if MediaType(sniffing: file.start) != nil { add(.file(file), type: "") }
    case .string: if let letters = node.letters { take(letters, name: name) }
    case .null, .bool, .number: break
    }
  }

  private mutating func take(_ letters: Data, name: String) {
    if let address = AnswerAddress(letters) {
      if Self.addressNames.contains(name) || address.hasImageName { addresses.append(address.text) }
      return
    }
    guard letters.count >= Self.shortest else { return }
    if let url = DataURL(letters) { return add(.bytes(url.bytes), type: url.claimedType) }
    let start = LenientBase64.decode(letters.prefix(32)) ?? Data()
    if MediaType(sniffing: start) != nil, let bytes = LenientBase64.decode(letters) {
      return add(.bytes(bytes), type: "")
    }
    for url in DataURL.extract(from: letters).found {
      add(.bytes(url.bytes), type: url.claimedType)
    }
  }

  private mutating func add(_ content: DecodedImage.Content, type: String) {
    images.append(DecodedImage(content: content, claimedType: type, signature: nil))
  }
}
