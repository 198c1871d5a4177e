internal import Foundation
internal import TroupeRecord
internal import TroupeSelection
internal import TroupeVocabulary

extension Preparation {
  /// The images of a request, with the files that stand for them.
  struct Images {
    let choice: SelectionResult
    /// As chosen, with sheets drawn and what a rebuild replaces replaced.
    let chosen: [ChosenReference]
    /// The exact bytes of each.
    let renditions: [StoredImage]
    /// The sheets that were drawn.
    let sheets: [StoredImage]
    let adjustments: [Adjustment]
  }

  /// Chooses images and makes them fit the model's bytes; where even small ones do not, chooses again
  /// with one fewer.
  /// - Throws: `RequestError.tooManyReferences` when what must go in does not fit.
  func chosenImages(
    _ input: SelectionInput, assets: [AssetCandidates]
  ) async throws -> Images {
    let originals = originals(request: input.request, assets: assets)
    let cache = try await renderer.cache(of: originals.keys)
    let maker = renderer.maker(for: input.request, input.profile, cache: cache)
    let images = try chosenImages(input, originals: originals, maker: maker)
    await renderer.store(cache)
    return images
  }

  private func chosenImages(
    _ input: SelectionInput, originals: [Digest: RenditionMaker.Original], maker: RenditionMaker
  ) throws -> Images {
    var choice = try ReferenceSelector.select(input)
    let wanted = choice.selection.chosen.count
    while true {
      let count = choice.selection.chosen.count
      let (images, substituted) = try files(of: choice.selection.chosen, originals: originals)
      if let (renditions, shrunk) = try maker.render(images.map(\.1)) {
        let fewer = Adjustment(
          field: "references", before: "\(wanted) images", after: "\(count) images",
          reason: "more pass the bytes that \(input.profile.id) takes, however small they are")
        return Images(
          choice: choice, chosen: images.map(\.0),
          renditions: renditions,
          sheets: images.filter { $0.0.sheet != nil }.map(\.1.image),
          adjustments: (count < wanted ? [fewer] : []) + substituted + shrunk)
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
  private func files(
    of chosen: [ChosenReference], originals: [Digest: RenditionMaker.Original]
  ) throws -> ([(ChosenReference, RenditionMaker.Original)], [Adjustment]) {
    var adjustments: [Adjustment] = []
    func made(_ origin: OutputID?, for position: Int) -> InputImage? {
      guard let origin, let image = substitutions?.images[origin] else { return nil }
      adjustments.append(
        Adjustment(
          field: "image \(position)", before: "\(origin)",
          after: image.origin.map { "\($0)" } ?? image.digest.short,
          reason: "the image was made anew by this rebuild"))
      return image
    }
    func known(_ digest: Digest) throws -> RenditionMaker.Original {
      guard let original = originals[digest] else {
        throw TroupeError.library(.damagedFile(digest, reason: "it is chosen and not known"))
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
      var files: [Digest: StoredImage] = [:]
      let shown = try parts.map { part in
        guard let image = made(part.origin, for: one.position) else {
          files[part.reference] = try known(part.reference).image
          return part
        }
        files[image.digest] = RenditionMaker.Original(image).image
        return part.replaced(by: image)
      }
      let sheet = try renderer.draw(shown) { try files[$0.reference] ?? known($0.reference).image }
      return (one.drawn(as: sheet.digest, of: shown), .init(sheet))
    }
    return (images, adjustments)
  }
}

extension RenditionMaker {
  /// What must go in passes the bytes that the model takes.
  fileprivate func overflow(_ count: Int) -> TroupeError {
    .request(
      .tooManyReferences(
        model: profile.id, named: count,
        limit: "\(limits.requestBytes.bound ?? limits.fileBytes.bound ?? 0) bytes a request",
        bound: count - 1))
  }
}

extension RenditionMaker.Original {
  init(_ image: InputImage) {
    self.init(
      StoredImage(
        digest: image.digest, type: image.type, width: image.width, height: image.height,
        byteCount: image.byteCount),
      isAsImported: image.origin == nil && image.asset == nil)
  }

  init(_ reference: Reference) {
    self.init(
      StoredImage(
        digest: reference.digest, type: reference.type, width: reference.width,
        height: reference.height, byteCount: reference.byteCount))
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
