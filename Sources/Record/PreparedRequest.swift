internal import Foundation
package import TroupeProviders
internal import TroupeStorage
package import TroupeVocabulary

/// A request with everything decided that will be sent; nothing has left the machine.
package struct PreparedRequest: Sendable {
  /// What was asked.
  package let request: Request
  /// The model.
  package let profile: ModelProfile
  /// By whose prices bounds are kept besides its own: the profile, unless a library brought that.
  package var bounding: ModelProfile
  /// The images chosen, and those left out.
  package let selection: Selection
  /// Words and places of images, in order.
  package let composition: Composition
  /// The images in order, with the exact bytes that stand for them.
  package let inputs: [SentInput]
  /// The adapters to load, in order.
  package var adapters: [ChosenAdapter] = []
  /// The mentioned assets as they are used.
  package let cast: [CastMember]
  /// The request as written for its provider.
  package var message: HTTPRequest
  /// The body that it would have with the prompt in its plain spelling, where that is another one.
  package var plainBody: MessageBody?
  /// The parameters that the message carries.
  package let sent: Parameters
  /// Where it differs from what was asked.
  package var adjustments: [Adjustment]
  /// How far each limit of the model is used.
  package let limits: [LimitUse]
  /// What the user should know.
  package var warnings: [String]
  /// The words of the prompt that mean something, with what they were taken to ask for.
  package var wordsRead: [WordRead] = []
  /// What of it was decided before its images were rendered; `nil` where it was read from the record.
  package var decided: Decided?
  /// The earlier turns of a conversation that go with it.
  package let history: [ULID]
  /// The files of its body besides its inputs, with their extensions.
  package let files: [Digest: String]
  /// The sheets that were drawn for it.
  package let sheets: [StoredImage]

  /// What is decided of a request whatever the bytes of its images are.
  package struct Decided: Sendable {
    /// The parameters to encode, with what an edit keeps of its parent.
    package let parameters: Parameters
    /// Where it differs from what was asked.
    package let adjustments: [Adjustment]

    package init(parameters: Parameters, adjustments: [Adjustment]) {
      self.parameters = parameters
      self.adjustments = adjustments
    }
  }

  package init(
    request: Request, profile: ModelProfile, selection: Selection, composition: Composition,
    inputs: [SentInput], cast: [CastMember], encoded: Encoded, adjustments: [Adjustment],
    limits: [LimitUse] = [], warnings: [String] = [], history: [ULID] = [],
    files: [Digest: String] = [:], sheets: [StoredImage] = []
  ) {
    self.request = request
    self.profile = profile
    bounding = profile
    self.selection = selection
    self.composition = composition
    self.inputs = inputs
    self.cast = cast
    message = encoded.request
    sent = encoded.sent
    self.adjustments = adjustments
    self.limits = limits
    self.warnings = warnings
    self.history = history
    self.files = files
    self.sheets = sheets
  }

  /// The pictures that go with it: its inputs, and its mask where that is sent as it is given.
  package var pictures: [StoredImage] {
    let mask = profile.maskPaint == nil ? request.mask : nil
    return inputs.map(\.rendition) + [mask].compactMap(\.self)
  }

  /// The extension of a file of its body.
  package func fileExtension(of digest: Digest) -> String {
    inputs.first { $0.rendition.digest == digest }?.rendition.type.fileExtension
      ?? files[digest] ?? "bin"
  }

  /// The price of one output image that it counts with as long as no answer says more, US dollars.
  package var price: Double? {
    [profile, bounding].compactMap { $0.price(of: sent, reading: inputPixels) }.max()
  }

  /// The pixels of its images together, as sent.
  package var inputPixels: Int {
    inputs.reduce(0) { $0 + ($1.rendition.width ?? 0) * ($1.rendition.height ?? 0) }
  }

  /// Equal for requests that would send the same bytes to the same address, but for what no eye sees: white space around
  /// the prompt, a byte-order mark, and the form of composed letters.
  /// - Throws: `EncodingError`, never for a body that can be sent.
  package var key: Digest {
    get throws {
      let body = try CanonicalJSON.encode(plainBody ?? message.body)
      return Digest(hashing: Data("\(message.method) \(message.url)\n".utf8) + body)
    }
  }
}

/// A copy of a mentioned asset as it was used (D5).
package struct CastMember: Sendable {
  /// The asset as it was then.
  package let asset: Asset
  /// The look asked for; `nil` for the default look.
  package let look: String?
  /// Every look in which it is shown, with what was said of it then.
  package let looks: [Look]

  /// - Parameter looks: `nil` for the one asked for.
  package init(asset: Asset, look: String?, looks: [Look]? = nil) {
    self.asset = asset
    self.look = look
    self.looks = looks ?? asset.looks(named: [look].compactMap(\.self))
  }
}
