/// A language in which the gallery speaks.
public enum Language: String, CaseIterable, Hashable, Sendable {
  /// English.
  case english = "en"
  /// Simplified Chinese.
  case chinese = "zh"

  /// The language that someone wants whose browser sends `header` as `Accept-Language`: the first of its list that is spoken
  /// here, else English.
  init(accepted header: String) {
    let wanted = header.split(separator: ",").enumerated().map { place, entry in
      let parts = entry.split(separator: ";")
      let name = parts.first.map { $0.trimmingPrefix(while: { $0 == " " }).prefix(2) } ?? ""
      let weight = parts.dropFirst().first.flatMap { part in
        part.split(separator: "=").last.flatMap { Double($0.filter { $0 != " " }) }
      }
      return (name: name.lowercased(), weight: weight ?? 1, place: place)
    }.sorted { ($0.weight, $1.place) > ($1.weight, $0.place) }
    self = wanted.lazy.compactMap { Language(rawValue: $0.name) }.first ?? .english
  }

  /// What its speakers call it.
  var name: String { self == .english ? "English" : "\u{4E2D}\u{6587}" }

  /// The other one.
  var other: Language { self == .english ? .chinese : .english }
}
