/// What a phrase says of an age, and how it must stand to say it of someone.
struct AgeForm: Sendable {
  enum Kind: String, CaseIterable, Sendable {
    /// Of whoever its clause is about: `when @lena was six`.
    case always
    /// Of who is named next to it: `six years old`.
    case near
    /// Of the subject of its verb: `tiene # años`.
    case verbal
    /// A time that is an age where nothing follows: `@lena, six ans,`.
    case years
    /// A number alone, which is an age after `is` or `only` where nothing follows.
    case bare
    /// A noun for one of that age: `little girl`.
    case nouns
    /// No age: `six years ago`.
    case none
  }

  let kind: Kind
  /// The age by its English name; `nil` where a number in the phrase tells it.
  let group: String?
  /// Whether a noun after the phrase makes another of it: `child psychologist`.
  let isClosed: Bool
}

/// A phrase for ages at a place in a prompt.
struct AgeMatch: Sendable {
  let form: AgeForm
  let groups: Set<String>
  let range: Range<Int>
  /// Whether it is a number with a word such as `barely`.
  var isLed = false
}
