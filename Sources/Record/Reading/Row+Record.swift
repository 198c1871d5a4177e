internal import TroupeCatalog
package import TroupeStorage
package import TroupeVocabulary

extension Row {
  /// The value of a column that holds JSON of the record.
  package func json<Value: Decodable>(_ type: Value.Type, _ column: String) throws -> Value {
    try decoded(column) { try CanonicalJSON.decode(type, from: $0) }
  }

  /// The same where the column may be NULL.
  package func optionalJSON<Value: Decodable>(_ type: Value.Type, _ column: String) throws -> Value?
  {
    try optionalText(column).map { _ in try json(type, column) }
  }

  /// The profile that a column holds.
  package func profile(_ column: String) throws -> ModelProfile {
    let profile = try json(ModelProfile.self, column)
    guard profile.isPlausible else { throw damaged(column, "holds figures that no model has") }
    return profile
  }

  /// The image that two columns name, or `nil`.
  package func outputID(_ generation: String, _ position: String) throws -> OutputID? {
    guard let generation = try optionalULID(generation) else { return nil }
    return OutputID(generation: generation, position: try self.position(position))
  }

  /// The value of a column that holds one of the words of `Value`, such as a role.
  /// - Throws: `LibraryError.database` for a word that this version does not know: a newer one wrote it.
  package func word<Value: RawRepresentable<String>>(
    _ type: Value.Type, _ column: String
  ) throws -> Value {
    let text = try text(column)
    guard let value = Value(rawValue: text) else {
      throw damaged(column, "holds '\(text)', which this version does not know")
    }
    return value
  }

  /// The same where the column may be NULL.
  package func optionalWord<Value: RawRepresentable<String>>(
    _ type: Value.Type, _ column: String
  ) throws -> Value? {
    try optionalText(column) == nil ? nil : word(type, column)
  }

  /// What a picture shows, from the columns that `input` and `sheet_part` share.
  func depiction() throws -> Depiction {
    Depiction(
      asset: try optionalText("handle").map { _ in try handle("handle") },
      name: try optionalText("name"),
      kind: try optionalWord(Kind.self, "kind"), look: try optionalText("look"),
      view: try optionalText("view").map(View.init(rawValue:)),
      origin: try outputID("origin_generation", "origin_position"))
  }

  /// The type of a file with the extension in the column.
  /// - Throws: `LibraryError.database` for an extension that this version does not know.
  package func mediaType(ofExtension column: String) throws -> MediaType {
    let text = try text(column)
    guard let type = MediaType.allCases.first(where: { $0.fileExtension == text }) else {
      throw damaged(column, "holds '\(text)', which this version does not know")
    }
    return type
  }
}
