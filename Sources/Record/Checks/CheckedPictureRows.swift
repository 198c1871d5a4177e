internal import TroupeCatalog
package import TroupeChecking
internal import TroupeStorage
package import TroupeVocabulary

extension GenerationReader {
  /// The images of `generations` that can be looked at, with what went into each; those without a cast, or that cannot be
  /// read, are left out.
  /// - Throws: `RequestError.unknownGeneration`.
  package func checkedPictures(of generations: [ULID]) throws -> [CheckedPicture] {
    var pictures: [CheckedPicture] = []
    for generation in try self.generations(generations) {
      let cast = try cast(of: generation.id)
      if cast.isEmpty { continue }
      let left = try request(of: generation.id).withoutTraits
      let extensions = try extensions(of: generation.outputs.map(\.digest))
      for output in generation.outputs {
        guard let image = try image(output, extensions[output.digest]) else { continue }
        pictures.append(
          CheckedPicture(
            id: output.id, image: image,
            cast: cast.map {
              CheckedPicture.Member($0.asset, look: $0.look, looks: $0.looks, without: left)
            }, inputs: generation.inputs))
      }
    }
    return pictures
  }

  private func image(_ output: Output, _ fileExtension: String?) throws -> StoredImage? {
    guard let type = MediaType(rawValue: output.type), output.width != nil,
      fileExtension == type.fileExtension,
      let row = try connection.row(
        "SELECT byte_count FROM object WHERE digest = ?", output.digest)
    else { return nil }
    return StoredImage(
      digest: output.digest, type: type, width: output.width, height: output.height,
      byteCount: try row.byteCount("byte_count"))
  }
}
