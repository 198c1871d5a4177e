package import Foundation
package import TroupeVocabulary

/// A fact about a generation that stands in the index of words as a word of its own, which no text can hold: what is looked
/// for by words and facts together is found in one walk.
package enum IndexedFact: Hashable, Sendable {
  /// An asset was mentioned.
  case asset(ULID)
  /// An asset was mentioned by this handle.
  case handle(Handle)
  /// An asset was asked for in this look; which, by its folded name.
  case look(String)
  /// The same of the asset that was mentioned by this handle.
  case worn(Handle, look: String)
  /// The same of this asset.
  case wornBy(ULID, look: String)
  /// The id of its model or profile.
  case model(String)
  /// Its provider.
  case provider(String)
  /// It ended so.
  case state(GenerationState)
  /// It or one of its images has this tag, folded.
  case tag(String)
  /// Who asked for it or said something of it.
  case by(String)
  /// It was made in this month, counted from January of year 0, in UTC.
  case month(Int)
  /// Its prompt has so many words; `IndexedText.longest` stands for all longer ones too.
  case length(Int)

  /// The states that are in the index: rare ones in which a generation stays.
  package static let states: Set<GenerationState> = [.refused, .failed, .unknown]

  /// The word.
  var token: String {
    switch self {
    case .asset(let id): Self.mark + "a\(id)".lowercased()
    case .handle(let handle): Self.mark + "h" + Self.hex(handle.key)
    case .look(let look): Self.mark + "k" + Self.hex(look)
    case .worn(let handle, let look): Self.mark + "w" + Self.hex("\(handle.key)/\(look)")
    case .wornBy(let id, let look): Self.mark + "v\(id)".lowercased() + Self.hex("/\(look)")
    case .model(let id): Self.mark + "m" + Self.hex(id.lowercased())
    case .provider(let name): Self.mark + "p" + Self.hex(name.lowercased())
    case .state(let state): Self.mark + "s" + Self.hex(state.rawValue)
    case .tag(let tag): Self.mark + "t" + Self.hex(tag)
    case .by(let who): Self.mark + "b" + Self.hex(who.lowercased())
    case .month(let number): Self.mark + "d\(max(0, number))"
    case .length(let count): Self.mark + "n\(min(count, IndexedText.longest))"
    }
  }

  /// The fact in FTS5's syntax.
  package var match: String { SearchTerm.match(token) }

  /// Models whose ids begin so.
  package static func models(beginning text: String) -> String {
    SearchTerm.match(IndexedFact.model(text).token, isPrefix: true)
  }

  /// The month of `date`, counted from January of year 0, in UTC.
  package static func month(of date: Date) -> Int {
    let days = Int((date.timeIntervalSince1970 / 86_400).rounded(.down)) + 719_468
    // The civil calendar from days, in eras of 400 years that begin in March: any proleptic Gregorian date.
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let ofEra = days - era * 146_097
    let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * year + year / 4 - year / 100)
    let march = (5 * ofYear + 2) / 153
    return (year + era * 400) * 12 + 2 + march
  }

  /// For private use, so that no text has it.
  private static let mark = "\u{E000}"

  /// Letters and digits alone, whatever `text` holds.
  private static func hex(_ text: String) -> String {
    let digits: StaticString = "0123456789abcdef"
    var text = text
    return text.withUTF8 { bytes in
      String(unsafeUninitializedCapacity: bytes.count * 2) { letters in
        for (index, byte) in bytes.enumerated() {
          letters[index * 2] = digits.utf8Start[Int(byte >> 4)]
          letters[index * 2 + 1] = digits.utf8Start[Int(byte & 15)]
        }
        return bytes.count * 2
      }
    }
  }
}
