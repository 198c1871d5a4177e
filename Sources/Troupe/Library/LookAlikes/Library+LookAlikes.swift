public import Foundation
internal import TroupeCatalog
internal import TroupeImaging
internal import TroupePreparing
internal import TroupeRecord
internal import TroupeStorage

extension Library {
  /// The pictures of the library, outputs and references in use, that look like an image, the nearest first. What each is
  /// told as, its pixels prove.
  ///
  /// Copies are found that were saved again, resized, turned over, edited or adjusted a little; most parts of the image of
  /// seven tenths of its sides and more, and most pictures of which it shows so much that nine tenths are left.
  /// - Parameters:
  ///   - image: a file, or an image of the library, which is itself left out.
  ///   - limit: the most that are returned, 1 or more.
  ///   - bits: in how many of 128 bits the fingerprint of what looks alike may differ, 0 to 64; copies that were saved
  ///     again differ in up to 8, unlike pictures seldom in less than 33.
  /// - Throws: `TroupeError.invalidValue`; `TroupeError.image` for what is no picture; what finding an image throws.
  @concurrent public func similar(
    to image: ImageName, limit: Int = 20, within bits: Int = 32
  ) async throws -> LookAlikes {
    try Self.check("limit", limit, 1...Int.max, "1 or more")
    try Self.check("bits", bits, 0...64, "0 to 64")
    let (query, own) = try await query(image, asParts: true)
    let found = try await services.catalog.find(query, within: bits)
    var pictures: [LookAlike] = []
    // Guesses that pixels do not prove are replaced by what is farther off.
    let some = max(1, min(max(limit, 8), found.count))
    for start in stride(from: 0, to: min(found.count, some * 4), by: some) {
      let next = Array(found[start..<min(start + some, found.count)])
      pictures += try await lookAlikes(next, to: query, leavingOut: own)
      if pictures.count >= limit { break }
    }
    return LookAlikes(
      pictures: Array(pictures.prefix(limit)),
      waiting: try await services.catalog.waitingCount())
  }

  /// The generated images that look like what `name` calls, the nearest first: by fingerprints alone, in milliseconds for
  /// a million pictures.
  /// - Parameter name: the path of an image file, from the working directory; an image, a generation (its first image), six
  ///   or more digits of an image's or a reference's digest, or `@last`.
  /// - Throws: as `similar(to:limit:within:)`.
  @concurrent public func similarImages(to name: String) async throws -> SimilarImages {
    let isFile = FileManager.default.fileExists(atPath: name)
    let (query, _) = try await query(
      isFile ? .file(URL(filePath: name)) : ImageName(name), asParts: false, isQuick: true)
    let found = try await services.catalog.find(query, within: 32)
    let places = try await services.database.read {
      try OutputPlaces($0).of(found.map(\.digest))
    }
    let images = found.flatMap { picture in
      (places[picture.digest] ?? []).map {
        SimilarImage(image: $0.image, seq: $0.seq, bits: picture.bits)
      }
    }
    return SimilarImages(images: images, waiting: try await services.catalog.waitingCount())
  }

  private static func check(
    _ name: String, _ value: Int, _ range: ClosedRange<Int>, _ expected: String
  ) throws {
    guard !range.contains(value) else { return }
    throw TroupeError.invalidValue(name: name, value: "\(value)", expected: expected)
  }

  /// What is sought by `image`, and where that stands in the library.
  /// - Parameter isQuick: whether a fingerprint that the library has will do.
  private func query(
    _ image: ImageName, asParts: Bool, isQuick: Bool = false
  ) async throws -> (PictureQuery, PlacedPicture.Place?) {
    let catalog = services.catalog
    var name = "\(image)"
    let bytes: Data
    let digest: Digest
    var own: PlacedPicture.Place?
    if case .file(let file) = image {
      let path = try file.localPath()
      bytes = try ImageFile.read(path)
      digest = Digest(hashing: bytes)
      name = "\(path)"
    } else {
      let place = try await place(of: image)
      (digest, own) = (place.digest, place)
      if isQuick, let known = try await catalog.query(digest) { return (known, own) }
      bytes = try await catalog.picture(digest).bytes
    }
    do {
      return (try PictureQuery(reading: bytes, digest, asParts: asParts), own)
    } catch let fault {
      throw TroupeError.image(name: name, fault)
    }
  }

  /// Where an image of the library stands.
  func place(of image: ImageName) async throws -> PlacedPicture.Place {
    switch image {
    case .reference(let digits): return .reference(try await reference(digits))
    case .prefix(let text):
      do { return try await output(text) } catch TroupeError.request(.unknownGeneration) {
        do { return .reference(try await reference(text)) } catch {
          throw TroupeError.request(.unknownGeneration(text))
        }
      }
    default: return try await output("\(image)")
    }
  }

  private func output(_ text: String) async throws -> PlacedPicture.Place {
    let id = try await GenerationLocator(database: services.database).output(text)
    let output = try await services.generations.read { try $0.output(id) }
    guard let output else { throw TroupeError.request(.unknownGeneration(text)) }
    return .output(id, output.digest)
  }

  private func reference(_ digits: String) async throws -> Digest {
    do {
      return try await services.catalog.reference(prefix: digits, of: nil).digest
    } catch TroupeError.catalog(.sharedReference(_, let owners)) {
      // The same picture, whichever of them has it.
      guard let owner = owners.first else {
        throw TroupeError.catalog(.unknownReference(digits))
      }
      return try await services.catalog.reference(prefix: digits, of: Handle(owner)).digest
    }
  }
}
