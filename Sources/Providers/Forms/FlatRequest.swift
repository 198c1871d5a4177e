import TroupeVocabulary

/// A request to a vendor that takes one prompt and a list of images: images are called by their positions in its words.
extension ProviderRequest {
  /// The words, a line each.
  var words: String {
    composition.parts.compactMap { part in
      if case .text(let text) = part { text } else { nil }
    }.joined(separator: "\n")
  }

  /// The images in order of position, each as `file` writes it, then the addresses of others.
  /// - Throws: `RequestError.tooManyReferences` beyond the model's bound, as some vendors pass further ones over in silence;
  ///   `.invalidValue` for an address that no vendor fetches.
  func images(as file: (StoredImage) -> WireValue) throws(TroupeError) -> [WireValue] {
    var values = inputs.sorted { $0.position < $1.position }.map { file($0.rendition) }
    for part in composition.parts {
      guard case .uri(let image) = part else { continue }
      guard image.address.wholeMatch(of: /https:\/\/[!-~]{1,2000}/) != nil else {
        throw .invalidValue(
          name: "uri", value: String(image.address.prefix(200)),
          expected: "an address that \(profile.provider) can fetch, with https://")
      }
      values.append(.string(image.address))
    }
    if let most = profile.limits.images.hard, values.count > most {
      throw .request(
        .tooManyReferences(model: profile.id, named: values.count, limit: "images", bound: most))
    }
    return values
  }

  /// The seed as a member of a body; none where none is asked.
  /// - Throws: `RequestError.unsupportedParameter` where the model takes none; `.invalidValue` for a negative one.
  func seed() throws(TroupeError) -> [WireMember] {
    guard let seed = parameters.seed else { return [] }
    guard profile.capabilities.seed != false else {
      throw .request(
        .unsupportedParameter(
          model: profile.id, parameter: "seed", value: "\(seed)", allowed: []))
    }
    guard seed >= 0 else {
      throw .invalidValue(
        name: "seed", value: "\(seed)", expected: "a whole number from 0 to \(Int.max)")
    }
    return [WireMember("seed", .integer(seed))]
  }
}

extension WireValue {
  /// `image` as an address that holds it.
  static func dataURL(_ image: StoredImage) -> WireValue {
    .verbatim([
      .text("\"data:\(image.type.rawValue);base64,"),
      .base64(image.digest, byteCount: image.byteCount), .text("\""),
    ])
  }
}
