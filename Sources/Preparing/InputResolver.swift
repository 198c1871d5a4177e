internal import Foundation
package import TroupeCatalog
internal import TroupeImaging
package import TroupeRecord
internal import TroupeSelection
package import TroupeStorage
package import TroupeVocabulary

/// Turns what a user names as an image into bytes that the library keeps.
package struct InputResolver: Sendable {
  private let catalog: Catalog
  private let generations: GenerationStore
  private let objects: ObjectStore

  /// Finds references in `catalog`, generated images in `generations`, and keeps files in `objects`.
  package init(catalog: Catalog, generations: GenerationStore, objects: ObjectStore) {
    self.catalog = catalog
    self.generations = generations
    self.objects = objects
  }

  /// The generated image called `text` (see `GenerationLocator`), in `role`.
  /// - Throws: as `GenerationLocator.output(_:)` and `image(of:role:allowsBlank:)`.
  package func output(
    _ text: String, role: Role, allowsBlank: Bool = true
  ) async throws -> InputImage {
    let id = try await GenerationLocator(database: generations.database).output(text)
    return try await image(of: id, role: role, allowsBlank: allowsBlank)
  }

  /// The image at `id`, in `role`.
  /// - Throws: `RequestError.unknownGeneration`, `.image` when its bytes are not a readable image, and
  ///   `RequestError.blankImage` unless `allowsBlank`.
  package func image(
    of id: OutputID, role: Role, allowsBlank: Bool = true
  ) async throws -> InputImage {
    let output = try await generations.read { try $0.output(id) }
    guard let (digest, mime) = output else {
      throw TroupeError.request(.unknownGeneration("\(id)"))
    }
    guard let type = MediaType(rawValue: mime) else {
      throw TroupeError.image(name: "\(id)", .unsupported(type: mime))
    }
    let bytes = try objects.read(digest, fileExtension: type.fileExtension)
    // What came cut short must not be sent and paid for again.
    try Self.check(bytes, name: "\(id)", allowsBlank: allowsBlank)
    return try describe(bytes, digest: digest, name: "\(id)", origin: id, role: role)
  }

  /// The reference that the catalogue knows by this digest prefix, in `role`.
  ///
  /// Where several assets have the picture, it is taken as one of the asset that `prompt` mentions first.
  package func reference(
    _ prefix: String, role: Role, prompt: String
  ) async throws -> InputImage {
    let reference = try await reference(prefix, prompt: prompt)
    return InputImage(
      image: reference.image, origin: reference.origin, role: role, asset: reference.asset)
  }

  private func reference(_ prefix: String, prompt: String) async throws -> Reference {
    do {
      return try await catalog.reference(prefix: prefix, of: nil)
    } catch TroupeError.catalog(.sharedReference(let text, let owners)) {
      let assets = try await catalog.assets(kind: nil, includeRemoved: false)
      let parsed = try ParsedPrompt(prompt, names: CastNames(assets.map { NamedAsset($0) }))
      let owner = parsed.mentions.map(\.handle).first { owners.contains("\($0)") }
      guard let owner else { throw TroupeError.catalog(.sharedReference(text, assets: owners)) }
      return try await catalog.reference(prefix: prefix, of: owner)
    }
  }

  /// The image file at `path`, in `role`; its bytes become the library's.
  /// - Throws: as `ImageFile.read(_:)`, `TroupeError.image`, and `RequestError.blankImage` unless `allowsBlank`.
  package func file(
    _ path: FilePath, role: Role, allowsBlank: Bool = true
  ) async throws -> InputImage {
    try await keep(ImageFile.read(path), name: "\(path)", role: role, allowsBlank: allowsBlank)
  }

  /// A gray picture in the place of one that is to come, by which a request is planned.
  /// - Parameters:
  ///   - sides: width and height in pixels.
  ///   - number: another one for each, 0 or more: two of one number are the same picture, which would be sent once.
  package func standIn(
    _ sides: [Int], number: Int, role: Role
  ) async throws -> InputImage {
    let gray = Raster(
      width: sides[0], height: sides[1], channels: 3,
      filledWith: Color(hex: 0x80_8080 + UInt32(clamping: number)))
    return try await keep(
      gray.encodedPNG(), name: "stand-in", role: role, allowsBlank: true)
  }

  private func keep(
    _ bytes: Data, name: String, role: Role, allowsBlank: Bool
  ) async throws -> InputImage {
    let digest = Digest(hashing: bytes)
    let image = try describe(bytes, digest: digest, name: name, origin: nil, role: role)
    // A header says nothing of the rest: what is cut short must not be kept, or sent and paid for.
    try Self.check(bytes, name: name, allowsBlank: allowsBlank)
    _ = try objects.put(bytes, fileExtension: image.image.type.fileExtension)
    let now = generations.now()
    try await generations.database.write { connection in
      try connection.nameObject(
        digest, fileExtension: image.image.type.fileExtension, byteCount: bytes.count, at: now)
    }
    return image
  }

  private static func check(_ bytes: Data, name: String, allowsBlank: Bool) throws {
    let blankness: ImageCheck.Blankness?
    do { blankness = try ImageCheck(reading: bytes).blankness } catch {
      throw TroupeError.image(name: name, error)
    }
    if let blankness, !allowsBlank {
      throw TroupeError.request(.blankImage(name, content: "\(blankness)"))
    }
  }

  private func describe(
    _ bytes: Data, digest: Digest, name: String, origin: OutputID?, role: Role
  ) throws -> InputImage {
    do {
      let header = try ImageHeader(reading: bytes)
      return InputImage(
        image: StoredImage(
          digest: digest, type: header.type, width: header.orientedWidth,
          height: header.orientedHeight, byteCount: bytes.count), origin: origin, role: role)
    } catch let fault {
      throw TroupeError.image(name: name, fault)
    }
  }
}
