import TroupeVocabulary

/// The values of options that every way to Gemini's models takes, checked; each way writes them in its own form.
struct GeminiOptionValues {
  private let options: [String: String]
  private let profile: ModelProfile

  init(_ options: [String: String], profile: ModelProfile) {
    self.options = options
    self.profile = profile
  }

  /// `true` or `false`; `nil` where it is not asked.
  func flag(_ name: String, allowed: [String] = ["true", "false"]) throws(TroupeError) -> Bool? {
    guard let text = options[name] else { return nil }
    guard allowed.contains(text) else { throw unsupported(name, text, allowed) }
    return text == "true"
  }

  func number(_ name: String, in range: ClosedRange<Double>) throws(TroupeError) -> Double? {
    guard let text = options[name] else { return nil }
    guard let value = Double(text), range.contains(value) else {
      throw .invalidValue(
        name: name, value: text,
        expected: "a number from \(Int(range.lowerBound)) to \(Int(range.upperBound))")
    }
    return value
  }

  func count(_ name: String) throws(TroupeError) -> Int? {
    guard let text = options[name] else { return nil }
    guard let value = Int32(text), value > 0 else {
      throw .invalidValue(name: name, value: text, expected: "a whole number from 1 up")
    }
    return Int(value)
  }

  /// In lower case.
  func thinkingLevel() throws(TroupeError) -> String? {
    guard let level = options["thinking"] else { return nil }
    let levels = profile.capabilities.thinkingLevels
    guard levels.contains(level.lowercased()) else { throw unsupported("thinking", level, levels) }
    return level.lowercased()
  }

  /// Whether thoughts are to come back.
  func thoughts() throws(TroupeError) -> Bool? {
    // A model that signs its thoughts thinks, even where no level can be named.
    let thinks =
      !profile.capabilities.thinkingLevels.isEmpty || profile.capabilities.signatures
    return try flag("thoughts", allowed: thinks ? ["true", "false"] : [])
  }

  /// What is searched, `web` before `image`; `nil` where nothing is.
  func searches() throws(TroupeError) -> [String]? {
    guard let text = options["search"] else { return nil }
    var allowed: [String] = []
    // What is not known of a model is left to the model to refuse.
    if profile.capabilities.webSearch != false { allowed.append("web") }
    if profile.capabilities.imageSearch != false { allowed.append("image") }
    let wanted = Set(text.split(separator: ",").map { $0.trimmingPrefix(" ") }.map(String.init))
    guard !wanted.isEmpty, wanted.isSubset(of: allowed) else {
      throw unsupported("search", text, allowed)
    }
    return allowed.filter(wanted.contains)
  }

  private func unsupported(_ name: String, _ value: String, _ allowed: [String]) -> TroupeError {
    .request(
      .unsupportedParameter(model: profile.id, parameter: name, value: value, allowed: allowed))
  }
}
