package import Foundation
package import TroupeProviders
package import TroupeVocabulary

/// A check as it would be sent.
package struct PreparedCheck: Sendable {
  /// The image that is looked at.
  package let image: OutputID
  /// The questions in order.
  package let questions: [CheckQuestion]
  /// The pictures that go along, the image among them.
  package let pictures: [StoredImage]
  /// The judge.
  package let profile: ModelProfile
  /// The message.
  package let message: HTTPRequest
  /// The most that it may cost, US dollars; `nil` where that is not known.
  package let price: Double?

  package init(
    image: OutputID, questions: [CheckQuestion], pictures: [StoredImage], profile: ModelProfile,
    message: HTTPRequest, price: Double?
  ) {
    self.image = image
    self.questions = questions
    self.pictures = pictures
    self.profile = profile
    self.message = message
    self.price = price
  }

  /// The body as a file of the library.
  package var file: Data { get throws { try CanonicalJSON.encode(message.body) } }

  /// Equal for checks that ask the same of the same picture, from the same model, wherever that is reached.
  package var key: Digest {
    get throws {
      Digest(
        hashing: Data("\(image) \(profile.provider) \(profile.id)\n".utf8) + (try file))
    }
  }

  /// The extension of the file of one of its pictures.
  package func fileExtension(of digest: Digest) -> String {
    pictures.first { $0.digest == digest }?.type.fileExtension ?? "bin"
  }
}
