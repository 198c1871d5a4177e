public import Foundation
internal import TroupeCatalog
internal import TroupeImaging
internal import TroupeRecord
internal import TroupeStorage

extension Library {
  /// The images of all generations that answer to `query`, those made first at the beginning unless it says how to sort;
  /// <doc:SearchLanguage> tells how queries are written.
  /// - Returns: the images, and what of the query was not understood.
  /// - Throws: as `search(_:limit:after:)`.
  @concurrent public func images(
    answering query: String
  ) async throws -> (images: [OutputID], notes: [String]) {
    var (images, notes, cursor) = ([OutputID](), [String](), String?.none)
    let query = query.contains("sort:") ? query : "\(query) sort:oldest"
    repeat {
      let page = try await search(query, limit: Self.generationsAtOnce, after: cursor)
      images += page.generations.flatMap { $0.outputs.map(\.id) }
      if cursor == nil { notes = page.notes }
      cursor = page.next
    } while cursor != nil
    return (images, notes)
  }

  /// The images called `names`: one where an image is named, all of a generation where that is.
  /// - Throws: `RequestError.unknownGeneration`, `RequestError.ambiguous`; `RequestError.noOutput` for a generation without
  ///   images.
  @concurrent public func images(called names: [ImageName]) async throws -> [OutputID] {
    var images: [OutputID] = []
    for target in try await targets(names) {
      if let position = target.position {
        images.append(OutputID(generation: target.generation, position: position))
        continue
      }
      let generation = try await generation(.id(target.generation))
      guard !generation.outputs.isEmpty else {
        throw TroupeError.request(.noOutput("\(generation.id)", state: generation.state))
      }
      images += generation.outputs.map(\.id)
    }
    return images
  }

  /// Writes images for others into a folder: as they came, or with metadata, without it, as another type or smaller. The
  /// library keeps its own as they are.
  /// - Parameters:
  ///   - images: at least one; each is written once.
  ///   - folder: made where it is missing.
  ///   - export: names, metadata and form of the copies.
  ///   - onEvent: is told how many images of all were dealt with.
  /// - Returns: what was written; images that cannot be read, or not be written so, are told and left out.
  /// - Throws: `TroupeError.invalidValue` for no images, a template that is not understood or gives two images one name, and
  ///   for a size, type or quality out of bounds; `LibraryError.file` where a file of such a name stands already, before any
  ///   is written; `RequestError.unknownGeneration`; `LibraryError.diskFull`. What was written until then stays.
  @concurrent public func exportImages(
    _ images: [OutputID], to folder: URL, as export: ImageExport = ImageExport(),
    onEvent: @Sendable (WorkEvent) -> Void = { _ in }
  ) async throws -> ImageExportReport {
    try export.check()
    try NewFiles.refuse(folder, within: self.folder)
    var seen: Set<OutputID> = []
    let images = images.filter { seen.insert($0).inserted }
    guard !images.isEmpty else {
      throw TroupeError.invalidValue(name: "images", value: "", expected: "at least one image")
    }
    let work = try await ImageExportWork(images, to: folder, as: export, in: services)
    return try await work.run(onEvent: onEvent)
  }

  /// Generations that are read together.
  static let generationsAtOnce = 200
}

extension ImageExport {
  /// - Throws: `TroupeError.invalidValue`.
  fileprivate func check() throws {
    if let type, !ConvertedImage.types.contains(type) {
      throw TroupeError.invalidValue(
        name: "format", value: type.fileExtension, expected: "png, jpeg or webp")
    }
    if let longEdge, !(16...65_500).contains(longEdge) {
      throw TroupeError.invalidValue(
        name: "size", value: "\(longEdge)", expected: "16 to 65500 pixels, of the longest side")
    }
    guard (1...100).contains(quality) else {
      throw TroupeError.invalidValue(
        name: "quality", value: "\(quality)", expected: "a number from 1 to 100")
    }
  }
}
