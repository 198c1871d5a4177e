internal import Foundation
internal import TroupeImaging
internal import TroupeStorage
package import TroupeVocabulary

extension Catalog {
  /// What the pixels of one image of `generation` say of it, against the references that were sent.
  /// - Throws: `RequestError.noOutput`; `TroupeError.image` where the image cannot be read; `LibraryError` for a missing
  ///   file.
  package func measures(
    of id: OutputID, in generation: Generation
  ) async throws -> PictureMeasures {
    guard let output = generation.outputs.first(where: { $0.id == id }) else {
      throw TroupeError.request(.noOutput("\(id)", state: generation.state))
    }
    let name = (output.path as NSString).pathExtension
    let own = try fingerprint(output.digest, name)
    var seen: Set<Digest> = []
    let references = generation.inputs.filter {
      $0.role != .parent && $0.sheet == nil && seen.insert($0.reference).inserted
    }
    let nearness = try references.map { input in
      let other = try fingerprint(input.reference, input.chosen.image.type.fileExtension)
      return PictureMeasures.Nearness(
        asset: input.asset, reference: input.reference, bits: own.distance(to: other),
        colors: (other.paletteDistance(to: own) * 10).rounded() / 10,
        isCopy: own.likeness(to: other) == .samePicture)
    }
    return PictureMeasures(
      image: id, width: output.width ?? 0, height: output.height ?? 0,
      askedAspect: generation.parameters.asked.aspect,
      askedSize: generation.parameters.asked.size,
      findings: generation.findings.filter {
        $0.output == id.position && [.aspect, .pixels, .blank].contains($0.code)
      }, references: nearness)
  }

  private func fingerprint(_ digest: Digest, _ fileExtension: String) throws -> Fingerprint {
    let bytes = try objects.read(digest, fileExtension: fileExtension)
    do {
      return try Appearance(of: Raster(decoding: bytes)).fingerprint
    } catch let fault {
      throw TroupeError.image(
        name: ObjectStore.relativePath(digest, fileExtension: fileExtension), fault)
    }
  }
}
