/// What is wrong with a profile file, in words.
enum ProfileFault {
  /// `error` of a decoder as what was expected where.
  static func words(for error: any Error) -> String {
    guard let error = error as? DecodingError else { return "a model profile in JSON" }
    switch error {
    case .keyNotFound(let key, let context):
      return "'\(place(context.codingPath + [key]))' to be there"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "another kind of value at '\(place(context.codingPath))'"
    case .dataCorrupted(let context) where !context.codingPath.isEmpty:
      return "a known value at '\(place(context.codingPath))'"
    default:
      return "a model profile in JSON"
    }
  }

  private static func place(_ path: [any CodingKey]) -> String {
    path.map(\.stringValue).joined(separator: ".")
  }
}
