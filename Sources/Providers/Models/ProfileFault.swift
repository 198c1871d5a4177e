/// What is wrong with a profile file, in words.
enum ProfileFault {
  /// `error` of a decoder as what is wrong where.
  static func words(for error: any Error) -> String {
    guard let error = error as? DecodingError else { return "it is not JSON" }
    switch error {
    case .keyNotFound(let key, let context):
      return "it lacks '\(place(context.codingPath + [key]))'"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "it has another kind of value at '\(place(context.codingPath))'"
    case .dataCorrupted(let context) where !context.codingPath.isEmpty:
      return "it has no known value at '\(place(context.codingPath))'"
    default:
      return "it is not JSON"
    }
  }

  private static func place(_ path: [any CodingKey]) -> String {
    path.map(\.stringValue).joined(separator: ".")
  }
}
