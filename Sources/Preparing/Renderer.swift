internal import Foundation
package import TroupeDrawing
internal import TroupeImaging
internal import TroupeRecord
internal import TroupeSelection
package import TroupeStorage
internal import TroupeVocabulary

/// Makes the files that models get: renditions that fit a model's bytes, and sheets of several pictures.
package struct Renderer: Sendable {
  private let database: Database
  let objects: ObjectStore
  private let fonts: @Sendable (_ text: String) -> [Font]

  /// Keeps files in `objects`, and remembers in `database` which were made.
  /// - Parameter fonts: fonts in which a text can be drawn, first choice first.
  package init(
    database: Database, objects: ObjectStore,
    fonts: @escaping @Sendable (_ text: String) -> [Font]
  ) {
    self.database = database
    self.objects = objects
    self.fonts = fonts
  }

  /// Renditions for `request` to the model of `profile`; those that are made go into the cache.
  func maker(
    for request: Request, _ profile: ModelProfile, cache: RenditionCache
  ) -> RenditionMaker {
    RenditionMaker(objects: objects, profile: profile, for: request, cache: cache)
  }

  /// What was made before of `originals`.
  func cache(of originals: some Collection<Digest>) async throws -> RenditionCache {
    try await RenditionCache(database, of: originals)
  }

  /// `profile` with the bound that a refusal taught: a request of so many bytes was too large for whoever serves the model.
  func bounded(_ profile: ModelProfile) async throws -> ModelProfile {
    guard
      let refused = try await database.read({ try ModelUseReader($0).smallestTooLarge(profile.id) }
      ),
      refused.bytes <= profile.limits.requestBytes.bound ?? .max
    else { return profile }
    return profile.learning(from: refused)
  }

  /// Remembers what is new in `cache`. What only saves time must not keep a plan from being made.
  func store(_ cache: RenditionCache) async { try? await cache.store(in: database) }

  /// The picture of `parts`, each with its words, stored in the library, no longer than a sheet's edge.
  func draw(_ parts: [SheetPart]) throws -> StoredImage {
    let pictures = try parts.map { part in
      let file = part.image
      let bytes = try objects.read(file.digest, fileExtension: file.type.fileExtension)
      do {
        return ReferenceSheet.Picture(
          image: try Raster(decoding: bytes, atLeast: SheetGrouping.edge), label: part.label)
      } catch let fault as ImageFault {
        throw TroupeError.image(name: file.digest.short, fault)
      }
    }
    let bounds = ReferenceSheet.Bounds(longEdge: SheetGrouping.edge)
    let (sheet, _) = ReferenceSheet(pictures: pictures, bounds: bounds)
      .draw(fonts: fonts(parts.map(\.label).joined(separator: "\n")))
    do {
      let (encoded, type) = try sheet.encoded()
      return StoredImage(
        digest: try objects.put(encoded, fileExtension: type.fileExtension), type: type,
        width: sheet.width, height: sheet.height, byteCount: encoded.count)
    } catch let fault as ImageFault {
      throw TroupeError.image(name: "the sheet", fault)
    }
  }
}
