internal import Foundation
internal import TroupeRecord
internal import TroupeSelection
internal import TroupeVocabulary

extension Preparation {
  /// The images of a request, with the files that stand for them.
  struct Images {
    let choice: SelectionResult
    /// As chosen, with sheets drawn and what a rebuild replaces replaced.
    let chosen: [ChosenInput]
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
    let named = [input.request.parent].compactMap(\.self) + input.request.references
    let cache = try await renderer.cache(
      of: assets.flatMap(\.references).map(\.digest) + named.map(\.digest))
    let maker = renderer.maker(for: input.request, input.profile, cache: cache)
    let images = try chosenImages(input, maker: maker)
    await renderer.store(cache)
    return images
  }

  private func chosenImages(
    _ input: SelectionInput, maker: RenditionMaker
  ) throws -> Images {
    var choice = try ReferenceSelector.select(input)
    let wanted = choice.selection.chosen.count
    while true {
      let count = choice.selection.chosen.count
      let (images, substituted) = try ready(choice.selection.chosen)
      if let (renditions, shrunk) = try maker.render(images) {
        let fewer = Adjustment(
          field: "references", before: wanted.counted("image"), after: count.counted("image"),
          reason: "more pass the bytes that \(input.profile.id) takes, however small they are")
        return Images(
          choice: choice, chosen: images,
          renditions: renditions,
          sheets: images.filter { $0.sheet != nil }.map(\.image),
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

  /// Each chosen image as it is to be sent: replaced where a rebuild made another for it, drawn where it is a sheet.
  func ready(_ chosen: [ChosenInput]) throws -> ([ChosenInput], [Adjustment]) {
    var adjustments: [Adjustment] = []
    func substitute(_ origin: OutputID?, at position: Int) -> InputImage? {
      guard let origin, let image = substitutions?.images[origin] else { return nil }
      adjustments.append(
        Adjustment(
          field: "image \(position)", before: "\(origin)",
          after: image.origin.map { "\($0)" } ?? image.digest.short,
          reason: "the image was made again"))
      return image
    }
    let ready = try chosen.map { one in
      var one = one
      guard let parts = one.sheet else {
        if let other = substitute(one.origin, at: one.position) {
          one.image = other.image
          one.depiction.origin = other.origin
        }
        return one
      }
      let shown = parts.map { part in
        var part = part
        if let other = substitute(part.origin, at: one.position) {
          part.image = other.image
          part.depiction.origin = other.origin
        }
        return part
      }
      one.image = try renderer.draw(shown)
      one.sheet = shown
      return one
    }
    return (ready, adjustments)
  }
}

extension RenditionMaker {
  /// What must go in passes the bytes that the model takes.
  func overflow(_ count: Int) -> TroupeError {
    .request(
      .tooManyReferences(
        model: profile.id, named: count,
        limit: "\(limits.requestBytes.bound ?? limits.fileBytes.bound ?? 0) bytes a request",
        bound: count - 1))
  }
}
