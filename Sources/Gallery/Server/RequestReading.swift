import HTTPTypes
import Hummingbird

/// The address a request asks.
struct Target: Sendable {
  let path: Substring
  /// What follows "?", or nothing.
  let query: Substring

  init(_ head: HTTPRequest) {
    let address = (head.path ?? "").prefix { $0 != "#" }
    path = address.prefix { $0 != "?" }
    query = address.dropFirst(path.count + 1)
  }
}

extension Visit {
  /// What the head of a request says; its path is read by itself.
  init(_ head: HTTPRequest) {
    let cookies = Cookies(head)
    let fields = head.headerFields
    self.init(
      method: head.method == .head ? "GET" : head.method.rawValue, path: [],
      query: AddressText.fields(Target(head).query.utf8), here: head.path ?? "/")
    wantsJSON = Preferences(fields[.accept]).prefersJSON
    let languages = ["en", "zh"]
    language =
      cookies.values("lang").first(where: languages.contains)
      ?? Preferences(fields[.acceptLanguage]).first { words in
        languages.first { words == $0 || words.hasPrefix($0 + "-") }
      } ?? "en"
    theme = cookies.values("theme").first(where: ["auto", "dark", "light"].contains) ?? "auto"
  }
}

/// What a reader would rather have, by weight (RFC 9110, 12.5).
struct Preferences: Sendable {
  private struct One: Sendable {
    let words: String
    let weight: Double
    let place: Int
  }

  private let all: [One]

  init(_ field: String?) {
    all = (field ?? "").split(separator: ",").enumerated().map { place, text in
      let value = FieldValue(text)
      let weight = value["q"].map { Double($0) ?? 0 } ?? 1
      return One(words: value.word, weight: weight, place: place)
    }
  }

  /// What is meant by the words that weigh most and mean something.
  func first(_ meaning: (String) -> String?) -> String? {
    let known = all.filter { $0.weight > 0 && meaning($0.words) != nil }
    // Of equal weights the first counts.
    let best = known.max { ($0.weight, -$0.place) < ($1.weight, -$1.place) }
    return best.flatMap { meaning($0.words) }
  }

  /// Whether JSON is wanted rather than a page; a reader that takes anything gets the page.
  var prefersJSON: Bool {
    let json = rank(["application/json", "application/*", "*/*"])
    let page = rank(["text/html", "text/*", "*/*"])
    return json.0 > 0 && json > page
  }

  /// The weight of the most exact words that mean a type, how exact they are, and how early.
  private func rank(_ words: [String]) -> (Double, Int, Int) {
    for (depth, word) in words.enumerated() {
      if let one = all.first(where: { $0.words == word }) {
        return (one.weight, -depth, depth == 2 ? 0 : -one.place)
      }
    }
    return (0, -words.count, 0)
  }
}
