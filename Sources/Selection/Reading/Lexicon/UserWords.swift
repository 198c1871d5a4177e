package import Foundation

/// A user's own words for views, expressions and postures, from a file `words/*.json`.
package struct UserWords: Sendable {
  let file: LanguageFile

  /// The keys that a file may have.
  private static let keys = [
    "language", "views", "expressions", "postures", "negations", "absent", "close", "inserts",
    "alone", "nothing", "over-shoulder", "counter-shot", "viewpoint", "turnaround", "parts",
    "faces", "bearing", "persons", "part_groups", "empty", "unpeopled", "outlines", "determiners",
    "pronouns",
    "prepositions", "conjunctions", "joints", "relatives", "fillers", "objects", "targets",
    "governors", "possessives", "adverb_endings", "participle_endings", "left", "right",
  ]

  /// The most phrases of a file, alternatives counted.
  private static let most = 20_000

  /// Reads `json`.
  /// - Throws: `Fault` with the line.
  package init(_ json: Data) throws(Fault) {
    let decoder = JSONDecoder()
    do {
      file = try decoder.decode(LanguageFile.self, from: json)
    } catch DecodingError.typeMismatch(_, let context) {
      throw Self.fault(context, in: json, "lists of words in quotes are wanted here")
    } catch DecodingError.valueNotFound(_, let context) {
      throw Self.fault(context, in: json, "lists of words in quotes are wanted here")
    } catch {
      throw Fault(line: Self.lineOfFault(in: json), reason: "it is not JSON")
    }
    if let key = file.lists.keys.sorted().first(where: { !Self.keys.contains($0) }) {
      throw Fault(
        line: Self.line(of: key, in: json) ?? 1,
        reason: "'\(key)' is no key; views, expressions and postures are")
    }
    var count = 0
    for phrase in file.phrases {
      let all = LanguageFile.expanded(phrase).count
      count += all
      guard all > 0, count <= Self.most else {
        throw Fault(
          line: Self.line(of: phrase, in: json) ?? 1,
          reason: all > 0
            ? "a file may have \(Self.most) phrases"
            : "'\(phrase)' stands for more than \(LanguageFile.mostAlternatives) phrases")
      }
    }
  }

  /// Why a file cannot be used.
  package struct Fault: Error {
    /// From 1.
    package let line: Int
    package let reason: String
  }

  private static func fault(
    _ context: DecodingError.Context, in json: Data, _ reason: String
  ) -> Fault {
    let key = context.codingPath.last { $0.intValue == nil }?.stringValue
    return Fault(line: key.flatMap { line(of: $0, in: json) } ?? 1, reason: reason)
  }

  /// The line of the first place where `key` stands in quotes.
  private static func line(of key: String, in json: Data) -> Int? {
    let lines = String(decoding: json, as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return lines.firstIndex { $0.contains("\"\(key)\"") }.map { $0 + 1 }
  }

  /// The line that the parser names, by its number or by that of a character.
  private static func lineOfFault(in json: Data) -> Int {
    do {
      _ = try JSONSerialization.jsonObject(with: json)
      return 1
    } catch {
      let message = "\((error as NSError).userInfo["NSDebugDescription"] ?? "")"
      if let line = message.firstMatch(of: /line (\d+)/) { return Int(line.1) ?? 1 }
      let place = message.firstMatch(of: /character (\d+)/).flatMap { Int($0.1) } ?? 0
      return 1 + json.prefix(place).count { $0 == UInt8(ascii: "\n") }
    }
  }
}
