import Foundation

/// The fixed words of pages in one language.
///
/// Those that templates print stand in `Web/Words/LANGUAGE.json`, what is said with values in `LANGUAGE-sentences.json`: a text
/// for each key, in which `{0}`, `{1}` … stand for values. A key that ends in `.one` is taken where the first value is 1.
struct Words: Sendable {
  let language: Language
  let table: [String: String]
  /// The texts that templates print, by their keys.
  let fixed: [String: String]

  /// - Parameters:
  ///   - fixed: the texts that templates print, by their keys.
  ///   - sentences: the others; they go before the fixed ones of the same key.
  init(_ language: Language, fixed: [String: String], sentences: [String: String] = [:]) {
    self.language = language
    self.fixed = fixed
    table = fixed.merging(sentences) { $1 }
  }

  /// The words of `language` as they are built in.
  static func builtIn(_ language: Language) -> Words {
    func read(_ bytes: [UInt8]) -> [String: String] {
      (try? JSONDecoder().decode([String: String].self, from: Data(bytes))) ?? [:]
    }
    let fixed = WebFiles.words(language).map(read).reduce(into: [:]) { $0.merge($1) { $1 } }
    return Words(language, fixed: fixed, sentences: read(WebFiles.sentences(language)))
  }

  /// The text of `key`; the key itself where there is none, so that a fault is seen and nothing is lost.
  subscript(key: String) -> String { table[key] ?? key }

  /// The sentence of `key` with `values` in it.
  func callAsFunction(_ key: String, _ values: String...) -> String { filled(key, values) }

  /// The sentence of `key` with a count in front of the other values: `key.one` for 1.
  func callAsFunction(_ key: String, count: Int, _ values: String...) -> String {
    filled(count == 1 && table["\(key).one"] != nil ? "\(key).one" : key, [grouped(count)] + values)
  }

  private func filled(_ key: String, _ values: [String]) -> String {
    var parts = self[key].split(separator: "{", omittingEmptySubsequences: false)[...]
    var text = String(parts.popFirst() ?? "")
    for part in parts {
      if let end = part.firstIndex(of: "}"), let place = Int(part[..<end]),
        values.indices.contains(place)
      {
        text += values[place] + part[end...].dropFirst()
      } else {
        text += "{" + part
      }
    }
    return text
  }

  /// The text of `key`; `nil` where there is none.
  func known(_ key: String) -> String? { table[key] }

  /// With commas between thousands, in either language.
  func grouped(_ number: Int) -> String {
    var digits = String(abs(number))
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return (number < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
  }
}
