internal import Foundation
internal import TroupeSelection
internal import TroupeVocabulary

extension Preparation {
  /// The images of a request, with the files that stand for them.
  struct Images {
    /// One image: the file it is, and the exact bytes that are sent.
    struct File {
      let original: RenditionMaker.Original
      let rendition: Rendition
    }

    let choice: SelectionResult
    /// As chosen, with sheets drawn and what a rebuild replaces replaced.
    let chosen: [ChosenReference]
    let files: [File]
    let adjustments: [Adjustment]
  }

  /// Chooses images and makes them fit the model's bytes; where even small ones do not, chooses again
  /// with one fewer.
  /// - Throws: `TroupeError.tooManyReferences` when what must go in does not fit.
  func chosenImages(
    _ input: SelectionInput, assets: [AssetCandidates]
  ) async throws -> Images {
    let originals = originals(request: input.request, assets: assets)
    let cache = try await RenditionCache(context.database, of: originals.keys)
    let maker = RenditionMaker(
      objects: context.objects, profile: input.profile, for: input.request, cache: cache)
    let images = try chosenImages(input, originals: originals, maker: maker)
    // What only saves time must not keep a plan from being made.
    try? await cache.keep(in: context.database)
    return images
  }

  private func chosenImages(
    _ input: SelectionInput, originals: [Digest: RenditionMaker.Original], maker: RenditionMaker
  ) throws -> Images {
    var choice = try ReferenceSelector.select(input)
    let wanted = choice.selection.chosen.count
    while true {
      let count = choice.selection.chosen.count
      let (images, substitutions) = try settled(choice.selection.chosen, originals: originals)
      if let (renditions, shrunk) = try maker.render(images.map(\.1)) {
        let fewer = Adjustment(
          field: "references", before: "\(wanted) images", after: "\(count) images",
          reason: "more pass the bytes that \(input.profile.id) takes, however small they are")
        return Images(
          choice: choice, chosen: images.map(\.0),
          files: zip(images, renditions).map { .init(original: $0.1, rendition: $1) },
          adjustments: (count < wanted ? [fewer] : []) + substitutions + shrunk)
      }
      do {
        var fewer = input
        fewer.mostImages = input.earlier.count + input.request.uris.count + count - 1
        choice = try ReferenceSelector.select(fewer)
      } catch {
        throw maker.overflow(count)
      }
      if choice.selection.chosen.count >= count { throw maker.overflow(count) }
    }
  }

  private func originals(
    request: Request, assets: [AssetCandidates]
  ) -> [Digest: RenditionMaker.Original] {
    var known: [Digest: RenditionMaker.Original] = [:]
    for reference in assets.flatMap(\.references) {
      known[reference.digest] = .init(reference)
    }
    for image in [request.parent].compactMap(\.self) + request.references {
      known[image.digest] = .init(image)
    }
    return known
  }

  /// Each chosen image as it is to be sent: replaced where a rebuild made it anew, drawn where it is a
  /// sheet.
  private func settled(
    _ chosen: [ChosenReference], originals: [Digest: RenditionMaker.Original]
  ) throws -> ([(ChosenReference, RenditionMaker.Original)], [Adjustment]) {
    var adjustments: [Adjustment] = []
    func made(_ origin: OutputID?, for position: Int) -> InputImage? {
      guard let origin, let image = rebuilding?.made[origin] else { return nil }
      adjustments.append(
        Adjustment(
          field: "image \(position)", before: "\(origin)",
          after: image.origin.map { "\($0)" } ?? image.digest.short,
          reason: "the image was made anew by this rebuild"))
      return image
    }
    func known(_ digest: Digest) throws -> RenditionMaker.Original {
      guard let original = originals[digest] else {
        throw TroupeError.damagedFile(digest, reason: "it is chosen and not known")
      }
      return original
    }
    let images = try chosen.map { one in
      guard let parts = one.sheet else {
        guard let image = made(one.origin, for: one.position) else {
          return (one, try known(one.reference))
        }
        return (one.replaced(by: image), .init(image))
      }
      var files: [Digest: RenditionMaker.Original] = [:]
      let settled = try parts.map { part in
        guard let image = made(part.origin, for: one.position) else {
          files[part.reference] = try known(part.reference)
          return part
        }
        files[image.digest] = .init(image)
        return part.replaced(by: image)
      }
      let sheet = try SheetDrawing(objects: context.objects, fonts: context.fonts)
        .draw(settled) { try files[$0.reference] ?? known($0.reference) }
      return (one.drawn(as: sheet.digest, of: settled), sheet)
    }
    return (images, adjustments)
  }
}

extension RenditionMaker {
  /// What must go in passes the bytes that the model takes.
  fileprivate func overflow(_ count: Int) -> TroupeError {
    .tooManyReferences(
      model: profile.id, named: count,
      limit: "\(limits.requestBytes.bound ?? limits.fileBytes.bound ?? 0) bytes a request",
      bound: count - 1)
  }
}

extension RenditionMaker.Original {
  init(_ image: InputImage) {
    self.init(
      digest: image.digest, type: image.type, width: image.width, height: image.height,
      byteCount: image.byteCount, isAsImported: image.origin == nil && image.asset == nil)
  }

  init(_ reference: Reference) {
    self.init(
      digest: reference.digest, type: reference.type, width: reference.width,
      height: reference.height, byteCount: reference.byteCount, isAsImported: false)
  }
}

extension ChosenReference {
  fileprivate func replaced(by image: InputImage) -> ChosenReference {
    ChosenReference(
      position: position, role: role, asset: asset, name: name, kind: kind, look: look,
      view: view, reference: image.digest, origin: image.origin, reason: reason, value: value)
  }

  fileprivate func drawn(as digest: Digest, of parts: [SheetPart]) -> ChosenReference {
    ChosenReference(
      position: position, role: role, asset: asset, name: name, kind: kind, look: look,
      view: view, reference: digest, origin: nil, reason: reason, value: value, sheet: parts)
  }
}

extension SheetPart {
  fileprivate func replaced(by image: InputImage) -> SheetPart {
    SheetPart(
      number: number, asset: asset, name: name, kind: kind, look: look, view: view,
      reference: image.digest, origin: image.origin, label: label, reason: reason, value: value)
  }
}
