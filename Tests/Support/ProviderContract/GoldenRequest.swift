import Foundation
import TestSupport
import TroupeProviders
import TroupeVocabulary

/// A request, and what a provider must write for it: one element of a file in `requests`.
struct GoldenRequest: Decodable, Sendable {
  /// What it is called in messages.
  let name: String
  /// The model; absent for the provider's first.
  var model: String?
  /// The prompt as asked; absent for `x`.
  var prompt: String?
  /// What the model is to see; absent for the prompt alone.
  var parts: [Composition.Part]?
  /// The images that `parts` name by position; absent for none.
  var images: [Picture]?
  /// Pixels of the picture that is edited, width and height; absent for none. The first of `images` is its bytes.
  var parent: [Int]?
  /// Addresses of further images; absent for none.
  var uris: [String]?
  /// Aspect, size, seed and options; absent for none.
  var parameters: Asked?
  /// What went before, in order; absent for nothing.
  var history: [Turn]?
  /// The address of a gateway in place of the provider's own; absent for its own.
  var baseURL: String?
  /// What must be written.
  var expect: Expected?
  /// What must be refused before anything is sent.
  var refused: Refused?

  /// An image of a request. Its bytes are those of a small PNG of one color.
  struct Picture: Decodable, Sendable {
    var type: MediaType?
    var role: Role?
    /// Whether it is the mask of the request, and none of its images.
    var isMask: Bool?
    var kind: Kind?
    var view: View?
    var look: String?
    var label: String?
    /// Width and height that are recorded of it; absent for those of its bytes.
    var sides: [Int]?
  }

  /// Parameters, each of them optional.
  struct Asked: Codable, Sendable {
    var aspect: String?
    var size: String?
    var seed: Int?
    var options: [String: String]?
  }

  /// One piece of a conversation: what was said, or an answer of the provider.
  struct Turn: Decodable, Sendable {
    /// The words of the user.
    var said: String?
    /// The body of an answer.
    var answered: JSONValue?
  }

  /// What must be written; what is absent is not compared.
  struct Expected: Decodable, Sendable {
    var method: String?
    var url: String?
    var headers: [[String]]?
    var keyHeader: String?
    /// The body as JSON, in which `#N` stands for the base64 of image N.
    var body: JSONValue?
    /// The body, byte for byte.
    var text: String?
    var sent: Asked?
    /// Each difference between asked and sent: field, before, after.
    var adjustments: [[String]]?
  }

  /// A value that the model lacks, or that breaks its rules.
  struct Refused: Decodable, Sendable {
    let name: String
    let value: String
    /// What is allowed; absent where that is no list.
    var allowed: [String]?
  }

  /// The bytes of image `position`.
  static func picture(_ position: Int) -> Data {
    SamplePicture.png(width: 2 + position, height: 2)
  }

  /// The digest that stands for it: 32 times its position, so that data can name it.
  static func digest(_ position: Int) -> Digest {
    Digest(bytes: repeatElement(UInt8(position), count: 32))
  }
}
