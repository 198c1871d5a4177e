import TroupeVocabulary

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

extension ModelProfile {
  /// Whether its figures can be reckoned with: sums of them stay whole numbers and amounts of money.
  var isPlausible: Bool {
    let all = [limits, limits.hardOnly]
    let bounds = all.flatMap { limits in
      [
        limits.images, limits.fileBytes, limits.requestBytes, limits.edge, limits.promptCharacters,
        limits.pixels?.total,
      ].map { $0?.bound } + limits.kinds.values.map(\.bound)
    }
    let tokens = (outputTokens.value ?? [:]).values + [inputImageTokens.value ?? 0]
    let sides = (pixels.value ?? [:]).values.flatMap(\.values).flatMap(\.self)
    let token = tokenPrice?.value.map { [$0.input, $0.words, $0.images] } ?? []
    return (bounds.compactMap(\.self) + tokens).allSatisfy((0...1_000_000_000_000).contains)
      && sides.allSatisfy((0...1_000_000).contains)
      && ((price.value ?? [:]).values + token).allSatisfy((0...1e6).contains)
  }
}
