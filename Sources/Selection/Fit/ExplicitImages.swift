internal import TroupeVocabulary

/// The images that a request names itself: its parent, then its references. All of them are sent, or
/// the request fails.
struct ExplicitImages {
  private(set) var chosen: [ChosenInput] = []
  /// References that are left out because the same picture is an image already.
  private(set) var adjustments: [Adjustment] = []
  /// The limits with these images, those of the conversation and those at addresses used.
  private(set) var usage: LimitUsage
  private let lastNumber: Int
  /// The pixels of images as sent.
  let pixels: PlannedPixels

  /// - Throws: `RequestError.tooManyReferences` or `.invalidValue` if they alone exceed a limit.
  init(_ input: SelectionInput) throws(TroupeError) {
    usage = LimitUsage(
      input.profile.limits, isStretched: input.request.usesHardLimits,
      outputPixels: input.profile.outputPixels(input.request.parameters),
      mostImages: input.mostImages)
    lastNumber = input.earlier.lastNumber
    var needed = usage
    needed.reserve(input.earlier.count, of: [.images])
    for address in input.request.uris {
      let use = address.use ?? PictureUse(.identity)
      needed.reserve(of: usage.names(for: Self.kind(use.role, use.subject)))
    }
    pixels = usage.plannedPixels
    if let parent = input.request.parent {
      needed.reserve(
        of: [.images], pixels: pixels.count(width: parent.width, height: parent.height))
      chosen.append(
        ChosenInput(parent, as: .parent, at: nextNumber, reason: "the picture to edit"))
    }
    for image in input.request.references {
      if let same = chosen.first(where: { $0.reference == image.digest }) {
        adjustments.append(
          Adjustment(
            field: "references", before: image.digest.short, after: "",
            reason: "the same picture is image \(same.position) already"))
        continue
      }
      let candidates = image.asset.flatMap(input.assets.of)
      let kind = Self.kind(image.role, image.subject, of: candidates?.asset)
      needed.reserve(
        of: usage.names(for: kind), pixels: pixels.count(width: image.width, height: image.height))
      chosen.append(
        ChosenInput(
          image, as: image.role, of: candidates, kind: kind ?? input.profile.limits.otherKinds,
          at: nextNumber,
          reason: "named in the request as \(PictureUse(image.role, showing: image.subject).word)"))
    }
    try check(needed, model: input.profile.id)
    usage = needed
  }

  /// Lets a stretched request go past an advice by no more than `choices` need.
  mutating func stretch(toFit choices: [AssetChoice]) { usage.stretch(toFit: choices) }

  /// The kind as which a picture counts. One of an unknown person or thing counts as a character, of which models take the
  /// fewest, unless the user says otherwise.
  private static func kind(_ role: Role, _ subject: Subject?, of asset: Asset? = nil) -> Kind? {
    switch role {
    case .style: .style
    case .background: .place
    case .identity: asset?.kind ?? (subject ?? .character).kind
    case .parent, .pose, .composition: nil
    }
  }

  /// The number of the next image.
  var nextNumber: Int { lastNumber + chosen.count + 1 }

  private func check(_ needed: LimitUsage, model: String) throws(TroupeError) {
    let names = [LimitUsage.Name.images] + Kind.allCases.map(LimitUsage.Name.kind)
    for name in names {
      guard let bound = needed.bound(name), let used = needed.used[name], used > bound else {
        continue
      }
      throw .request(
        .tooManyReferences(
          model: model, named: used, limit: name.text(bound), bound: bound))
    }
    if let bound = needed.bound(.pixels), let used = needed.used[.pixels], used > bound {
      throw .invalidValue(
        name: "The named images", value: LimitUsage.Name.pixels.text(used, of: bound),
        expected:
          "\(model) takes no more, its output among them; leave one out, or ask for a smaller size"
      )
    }
  }
}
