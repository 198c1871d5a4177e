import TroupeVocabulary

/// The references of one request by the vendor's fields: addresses alone, in the order in which they are named.
struct LumaReferences {
  private var addresses: [LumaReference: [String]] = [:]
  private let weights: [LumaReference: Double]

  /// - Throws: `.invalidValue` for images that have no address, and for options that concern no reference;
  ///   `RequestError.tooManyReferences` beyond the model's bounds.
  init(_ request: ProviderRequest, _ options: LumaOptions) throws(TroupeError) {
    let profile = request.profile
    weights = options.weights
    guard request.inputs.isEmpty else {
      throw .invalidValue(
        name: "references", value: "\(request.inputs.count) of the library",
        expected:
          "\(profile.id) fetches its references at public addresses and takes no image of the library: name addresses, as https://example.com/kael.png:character"
      )
    }
    // Addresses that no vendor fetches are refused here.
    _ = try request.images { _ in .bool(false) }
    for part in request.composition.parts {
      guard case .uri(let image) = part else { continue }
      let isFirst = addresses.isEmpty
      let kind = isFirst && options.modifies ? .modified : LumaReference(image.use)
      addresses[kind, default: []].append(image.address)
    }
    if options.modifies, addresses.isEmpty {
      throw .invalidValue(
        name: "modify", value: "true",
        expected: "the address of the image to change, such as https://example.com/a.png")
    }
    try check(profile)
  }

  private func check(_ profile: ModelProfile) throws(TroupeError) {
    for kind in LumaReference.allCases {
      let count = addresses[kind]?.count ?? 0
      if let name = kind.option, let weight = weights[kind], count == 0 {
        throw .invalidValue(
          name: name, value: "\(weight)", expected: "an address that it concerns")
      }
      guard let name = kind.kind?.rawValue, let most = profile.limits.kinds[name]?.hard,
        count > most
      else { continue }
      throw .request(
        .tooManyReferences(model: profile.id, named: count, limit: "\(name)s", bound: most))
    }
  }

  /// The member for `kind`, where there are any.
  func members(_ kind: LumaReference) -> [WireMember] {
    guard let own = addresses[kind] else { return [] }
    let weighed = own.map { address in
      WireValue.object([
        WireMember("url", .string(address)),
        WireMember("weight", .number(weights[kind] ?? kind.usualWeight)),
      ])
    }
    switch kind {
    case .character:
      let images = WireMember("images", .array(own.map { .string($0) }))
      return [
        WireMember("character_ref", .object([WireMember("identity0", .object([images]))]))
      ]
    case .image: return [WireMember("image_ref", .array(weighed))]
    case .style: return [WireMember("style_ref", .array(weighed))]
    case .modified: return weighed.prefix(1).map { WireMember("modify_image_ref", $0) }
    }
  }
}
