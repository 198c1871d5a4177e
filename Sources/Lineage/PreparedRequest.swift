internal import Foundation
internal import TroupeProviders
internal import TroupeSelection
internal import TroupeStorage
internal import TroupeVocabulary

/// A request with everything settled that will be sent; nothing has left the machine.
struct PreparedRequest: Sendable {
  let request: Request
  let profile: ModelProfile
  let selection: Selection
  let composition: Composition
  let inputs: [PreparedInput]
  let cast: [CastMember]
  var message: HTTPRequest
  let sent: Parameters
  var adjustments: [Adjustment]
  let limits: [LimitUse]
  let warnings: [String]
  /// The earlier turns of a conversation that go with it.
  var history: [ULID] = []
  /// The files of its body besides its inputs, with their extensions.
  var files: [Digest: String] = [:]

  /// The extension of a file of its body.
  func fileExtension(of digest: Digest) -> String {
    inputs.first { $0.rendition.digest == digest }?.rendition.type.fileExtension
      ?? files[digest] ?? "bin"
  }

  /// Equal for requests that would send the same bytes to the same address.
  var key: Digest {
    get throws {
      let body = try CanonicalJSON.encode(message.body)
      return Digest(hashing: Data("\(message.method) \(message.url)\n".utf8) + body)
    }
  }
}

/// An input image with the exact bytes that stand for it.
struct PreparedInput: Sendable {
  let chosen: ChosenReference
  let label: String
  let rendition: Rendition
  /// The sheet as drawn, if it is one that was drawn now.
  var sheet: Rendition?
}

/// A copy of a mentioned asset as it was used (D5).
struct CastMember: Sendable {
  let asset: Asset
  let look: String?
}

extension [PreparedInput] {
  /// What is sent of them, by position.
  var wireImages: [Int: WireImage] {
    Dictionary(
      uniqueKeysWithValues: map {
        (
          $0.chosen.position,
          WireImage(
            digest: $0.rendition.digest, byteCount: $0.rendition.byteCount,
            type: $0.rendition.type)
        )
      })
  }
}
