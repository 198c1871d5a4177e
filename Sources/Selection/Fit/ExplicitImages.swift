internal import TroupeVocabulary

/// The images that a request names itself: its parent, then its references. All of them go in, or
/// the request fails.
struct NamedImages {
  private(set) var chosen: [ChosenReference] = []
  private(set) var adjustments: [Adjustment] = []
  private(set) var count: LimitCount
  private let lastNumber: Int
  /// How pixels of images count.
  let pixels: PlannedPixels

  /// - Throws: `TroupeError.tooManyReferences` when they alone break a limit.
  init(_ input: SelectionInput) throws(TroupeError) {
    let limits = input.profile.limits(for: input.request)
    count = LimitCount(
      limits, outputPixels: input.profile.outputPixels(input.request.parameters),
      mostImages: input.mostImages)
    lastNumber = input.earlier.lastNumber
    var needed = count
    needed.take(input.earlier.count + input.request.uris.count, of: [.images])
    pixels = count.plannedPixels
    if let parent = input.request.parent {
      needed.take(
        of: [.images], pixels: pixels.count(width: parent.width, height: parent.height))
      add(parent, role: .parent, kind: nil, asset: nil, reason: "the picture to edit")
    }
    for image in input.request.references {
      if let twin = chosen.first(where: { $0.reference == image.digest }) {
        adjustments.append(
          Adjustment(
            field: "references", before: image.digest.short, after: "",
            reason: "the same picture is image \(twin.position) already"))
        continue
      }
      let asset = image.asset.flatMap(input.assets.of)?.asset
      let kind: Kind? =
        switch image.role {
        case .style: .style
        case .identity: asset?.kind
        case .parent, .pose, .composition: nil
        }
      needed.take(
        of: count.names(for: kind), pixels: pixels.count(width: image.width, height: image.height))
      add(
        image, role: image.role, kind: asset?.kind ?? kind ?? input.profile.limits.otherKinds,
        asset: asset, shown: image.asset.flatMap(input.assets.of)?.reference(image.digest),
        reason: "named in the request as \(image.role.rawValue)")
    }
    try check(needed, model: input.profile.id)
    count = needed
  }

  /// The number of the next image.
  var nextNumber: Int { lastNumber + chosen.count + 1 }

  private mutating func add(
    _ image: InputImage, role: Role, kind: Kind?, asset: Asset?,
    shown: Reference? = nil, reason: String
  ) {
    chosen.append(
      ChosenReference(
        position: nextNumber, role: role, asset: asset?.handle ?? image.asset,
        name: asset?.name, kind: kind, look: shown?.look, view: shown?.view,
        reference: image.digest, origin: image.origin,
        reason: reason))
  }

  private func check(_ needed: LimitCount, model: String) throws(TroupeError) {
    let names = [LimitCount.Name.images] + Kind.allCases.map(LimitCount.Name.kind)
    for name in names {
      guard let bound = needed.bound(name), let used = needed.used[name], used > bound else {
        continue
      }
      throw .tooManyReferences(
        model: model, named: used, limit: name.words(bound), bound: bound)
    }
    if let bound = needed.bound(.pixels), let used = needed.used[.pixels], used > bound {
      throw .invalidValue(
        name: "The named images", value: LimitCount.Name.pixels.words(used, of: bound),
        expected:
          "\(model) takes no more, its output among them; leave one out, or ask for a smaller --size"
      )
    }
  }
}
