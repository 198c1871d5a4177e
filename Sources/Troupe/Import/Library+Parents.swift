internal import TroupeRecord
internal import TroupeStorage

extension Library {
  /// What imported pictures may have been made from: their files name the file of another one, which proves nothing.
  /// - Parameter names: of these alone; `nil` for all that name one.
  /// - Throws: `RequestError.unknownGeneration`, `RequestError.ambiguous`.
  @concurrent public func suggestedParents(
    of names: [GenerationName]? = nil
  ) async throws -> [SuggestedParent] {
    var ids: [ULID]?
    if let names {
      ids = []
      for name in names { ids?.append(try await id(of: name)) }
    }
    return try await services.database.read { [ids] in
      try SuggestedParentReader($0).suggestions(of: ids)
    }
  }

  /// Says what an imported picture was made from: lineages show it from then on.
  /// - Parameters:
  ///   - name: the picture.
  ///   - parent: an image of this library; `nil` for the likeliest of those that are suggested.
  /// - Returns: the image that is its parent now.
  /// - Throws: `TroupeError.invalidValue` where nothing is suggested, for what was not imported or has a parent that its file
  ///   proves, and for an image that arrived later; `RequestError.unknownGeneration`, `.ambiguous`, `.noOutput`.
  @discardableResult
  @concurrent public func acceptParent(
    of name: GenerationName, _ parent: ImageName? = nil
  ) async throws -> OutputID {
    let id = try await id(of: name)
    let image: OutputID
    if let parent {
      image = try await GenerationLocator(database: services.database).output("\(parent)")
    } else {
      let suggestions = try await suggestedParents(of: [.id(id)])
      guard let likeliest = suggestions.first?.candidates.first else {
        throw TroupeError.invalidValue(
          name: "generation", value: "\(id)",
          expected: "one for which an image of this library is suggested; else name the parent too")
      }
      image = likeliest.image
    }
    try await acceptParents([(image, id)])
    return image
  }

  /// Accepts the likeliest of what is suggested for every imported picture that has no parent yet.
  /// - Parameter confidence: the least, from 0 to 1.
  /// - Returns: the suggestions that were accepted.
  /// - Throws: `TroupeError.invalidValue` for another confidence; `LibraryError`.
  @discardableResult
  @concurrent public func acceptParents(
    confidence: Double
  ) async throws -> [SuggestedParent] {
    guard (0...1).contains(confidence) else {
      throw TroupeError.invalidValue(
        name: "confidence", value: "\(confidence)", expected: "a number from 0 to 1")
    }
    let sure = try await suggestedParents().filter { one in
      one.accepted == nil && one.candidates.first.map { $0.confidence >= confidence } == true
    }
    try await acceptParents(
      sure.compactMap { one in one.candidates.first.map { ($0.image, one.generation) } })
    return sure
  }

  /// Takes back what was said of an imported picture's parent.
  /// - Returns: whether anything was said.
  /// - Throws: `RequestError.unknownGeneration`, `RequestError.ambiguous`.
  @discardableResult
  @concurrent public func forgetParent(of name: GenerationName) async throws -> Bool {
    let id = try await id(of: name)
    let (now, who) = (services.generations.now(), services.member)
    return try await services.database.write {
      try ParentWriter($0, at: now, by: who).forget(of: id)
    }
  }

  private func acceptParents(_ pairs: [(parent: OutputID, generation: ULID)]) async throws {
    if pairs.isEmpty { return }
    let (now, who) = (services.generations.now(), services.member)
    try await services.database.write { connection in
      let writer = ParentWriter(connection, at: now, by: who)
      for pair in pairs { try writer.accept(pair.parent, of: pair.generation) }
    }
  }
}
