internal import Foundation
internal import TroupeRecord
internal import TroupeStorage

extension Library {
  /// Rates images.
  /// - Parameters:
  ///   - images: images of generations; all are found before anything is written.
  ///   - rating: from 1 to 5; 0 takes a rating away.
  /// - Returns: what is said of each image now.
  /// - Throws: `TroupeError.invalidValue` for another rating; `RequestError.unknownGeneration`, `RequestError.ambiguous`,
  ///   `RequestError.noOutput`.
  @discardableResult
  @concurrent public func rate(_ images: [ImageName], _ rating: Int) async throws -> [Annotation] {
    guard (0...Annotation.ratings.upperBound).contains(rating) else {
      throw TroupeError.invalidValue(
        name: "rating", value: "\(rating)",
        expected: "a number from 1 to \(Annotation.ratings.upperBound), or 0 for none")
    }
    return try await annotate(try await outputs(images)) { try $0.rate($1, rating) }
  }

  /// Picks images or rejects them. An image that is picked stands for its batch, in place of the one before; one that is no
  /// longer picked does not.
  /// - Parameters:
  ///   - images: images of generations; all are found before anything is written.
  ///   - pick: `nil` leaves it open again.
  /// - Returns: what is said of each image now.
  /// - Throws: `RequestError.unknownGeneration`, `RequestError.ambiguous`, `RequestError.noOutput`.
  @discardableResult
  @concurrent public func pick(
    _ images: [ImageName], _ pick: Annotation.Pick? = .picked
  ) async throws -> [Annotation] {
    try await annotate(try await outputs(images)) { try $0.pick($1, pick) }
  }

  /// Makes an image the one that stands for its batch, in place of the one before.
  /// - Returns: what is said of it now.
  /// - Throws: `TroupeError.invalidValue` for the only image of its batch; as `rate(_:_:)`.
  @discardableResult
  @concurrent public func setPrimary(_ image: ImageName) async throws -> [Annotation] {
    try await annotate(try await outputs([image])) { for one in $1 { try $0.setPrimary(one) } }
  }

  /// Gives a tag to images and whole generations.
  /// - Parameters:
  ///   - targets: an image is named with its `/N` or by its digest, a generation without.
  ///   - tag: up to 64 letters, digits, emoji, `-`, `_` and `.`; case makes no difference.
  /// - Returns: what is said of each now.
  /// - Throws: `TroupeError.invalidValue` for a tag that breaks its rules; as `rate(_:_:)`.
  @discardableResult
  @concurrent public func tag(_ targets: [ImageName], _ tag: String) async throws -> [Annotation] {
    let label = try Label.folded(tag, of: "tag")
    return try await annotate(try await self.targets(targets)) {
      try $0.tag($1, label, isOn: true)
    }
  }

  /// Takes a tag from images and whole generations; those without it stay as they are.
  /// - Returns: what is said of each now.
  /// - Throws: as `tag(_:_:)`.
  @discardableResult
  @concurrent public func untag(
    _ targets: [ImageName], _ tag: String
  ) async throws -> [Annotation] {
    let label = try Label.folded(tag, of: "tag")
    return try await annotate(try await self.targets(targets)) {
      try $0.tag($1, label, isOn: false)
    }
  }

  /// Writes a note on an image or a whole generation, in place of the one before.
  /// - Parameters:
  ///   - target: as for `tag(_:_:)`.
  ///   - text: up to 2000 characters; an empty one takes the note away.
  /// - Returns: what is said of it now.
  /// - Throws: `TroupeError.invalidValue` for a longer text; as `rate(_:_:)`.
  @discardableResult
  @concurrent public func note(_ target: ImageName, _ text: String) async throws -> [Annotation] {
    let note = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard note.count <= 2_000 else {
      throw TroupeError.invalidValue(
        name: "note", value: "\(note.prefix(40))…", expected: "at most 2000 characters")
    }
    return try await annotate(try await targets([target])) {
      for one in $1 { try $0.note(one, note) }
    }
  }

  /// Takes back the last rating, pick, tag or note that still stands, of all images of which one call said it.
  /// - Throws: `RequestError.nothingToUndo`.
  @discardableResult
  @concurrent public func undo() async throws -> UndoneAct {
    let (now, who) = (services.generations.now(), services.member)
    return try await services.database.write {
      try AnnotationWriter($0, at: now, by: who).undo()
    }
  }

  /// What is said of generations and their images, in order of generation and image; nothing for those of which nothing is.
  /// - Throws: `LibraryError` where the database cannot be read.
  @concurrent public func annotations(of generations: [ULID]) async throws -> [Annotation] {
    try await services.database.read { try AnnotationReader($0).annotations(of: generations) }
  }

  private func annotate(
    _ targets: [AnnotationTarget],
    _ say: @escaping @Sendable (AnnotationWriter, [AnnotationTarget]) throws -> Void
  ) async throws -> [Annotation] {
    let (now, who) = (services.generations.now(), services.member)
    return try await services.database.write { connection in
      try say(AnnotationWriter(connection, at: now, by: who), targets)
      return try AnnotationReader(connection).annotations(of: targets)
    }
  }

  private func outputs(_ names: [ImageName]) async throws -> [AnnotationTarget] {
    let locator = GenerationLocator(database: services.database)
    var found: [AnnotationTarget] = []
    for name in names { found.append(AnnotationTarget(try await locator.output("\(name)"))) }
    return found
  }

  /// The images and generations called `names`.
  func targets(_ names: [ImageName]) async throws -> [AnnotationTarget] {
    let locator = GenerationLocator(database: services.database)
    var found: [AnnotationTarget] = []
    for name in names { found.append(try await locator.target("\(name)")) }
    return found
  }
}
