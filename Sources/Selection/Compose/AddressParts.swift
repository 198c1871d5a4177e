internal import TroupeVocabulary

/// The images at addresses, each after words that say what it is for, where the user said so.
enum AddressParts {
  /// - Parameter last: the position of the image before the first of them.
  static func parts(
    _ addresses: [ImageAddress], after last: Int, _ phrases: LabelPhrases
  ) -> [Composition.Part] {
    addresses.enumerated().flatMap { index, address -> [Composition.Part] in
      guard let use = address.use else { return [.uri(address)] }
      let what = phrases.roles[use.subject?.rawValue ?? use.role.rawValue] ?? ""
      let lead = phrases.image(last + index + 1).capitalizedFirst + phrases.marks.colon
      return [.text(lead + what), .uri(address)]
    }
  }
}
