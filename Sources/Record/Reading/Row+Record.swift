internal import Foundation
package import TroupeStorage
package import TroupeVocabulary

extension Row {
  /// The value of a column that holds JSON of the record.
  package func json<Value: Decodable>(_ type: Value.Type, _ column: String) throws -> Value {
    try Self.decode(type, try text(column), column)
  }

  /// The same where the column may be NULL.
  package func optionalJSON<Value: Decodable>(_ type: Value.Type, _ column: String) throws -> Value?
  {
    try optionalText(column).map { try Self.decode(type, $0, column) }
  }

  /// The image that two columns name, or `nil`.
  package func outputID(_ generation: String, _ position: String) throws -> OutputID? {
    guard let generation = try optionalULID(generation) else { return nil }
    return OutputID(generation: generation, position: try int(position))
  }

  /// The value of a column that holds one of the words of `Value`, such as a role.
  /// - Throws: `LibraryError.database` for a word that this version does not know: a newer one wrote it.
  package func word<Value: RawRepresentable<String>>(
    _ type: Value.Type, _ column: String
  ) throws -> Value {
    let text = try text(column)
    guard let value = Value(rawValue: text) else {
      throw TroupeError.library(
        .database(
          detail: "column \(column) holds '\(text)', which this version does not know"))
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
      asset: try optionalText("handle").map { try Handle($0) }, name: try optionalText("name"),
      kind: try optionalWord(Kind.self, "kind"), look: try optionalText("look"),
      view: try optionalText("view").map(View.init(rawValue:)),
      origin: try outputID("origin_generation", "origin_position"))
  }

  /// The type of a file with the extension in the column.
  /// - Throws: `LibraryError.database` for an extension that this version does not know.
  package func mediaType(ofExtension column: String) throws -> MediaType {
    let text = try text(column)
    guard let type = MediaType.allCases.first(where: { $0.fileExtension == text }) else {
      throw TroupeError.library(
        .database(
          detail: "column \(column) holds '\(text)', which this version does not know"))
    }
    return type
  }

  private static func decode<Value: Decodable>(
    _ type: Value.Type, _ text: String, _ column: String
  ) throws -> Value {
    do {
      return try CanonicalJSON.decode(type, from: Data(text.utf8))
    } catch {
      throw TroupeError.library(
        .database(detail: "column \(column) holds unreadable JSON (\(error))"))
    }
  }
}
