import Foundation
import LineageFixture
import TestSupport
import TroupeSearch
import TroupeStorage
import TroupeVocabulary

@testable import TroupeRecord

/// A record of made-up generations, with all that a slow search needs to know of each.
struct MadeUpRecord {
  /// One generation.
  struct Item {
    let id: String
    let words: [String]
    let cast: [String]
    let tags: [String]
    let state: String
    let model: String
    let date: Date
    var rating = 0
  }

  let fixture: LineageFixture
  private(set) var items: [Item] = []

  /// - Parameters:
  ///   - count: how many.
  ///   - vocabulary: their words, common ones first.
  init(
    _ count: Int, seed: UInt64, vocabulary: [String] = Self.words, longest: Int = 12
  ) async throws {
    fixture = try LineageFixture()
    try await fixture.addCharacter("kael")
    var random = SeededGenerator(seed: seed)
    var lines: [String] = []
    for index in 0..<count {
      let words = (0..<Int.random(in: 1...longest, using: &random)).map { _ in
        // Common words are much more common.
        let place = Double.random(in: 0..<1, using: &random)
        return vocabulary[Int(place * place * Double(vocabulary.count))]
      }
      let date = Date(timeIntervalSince1970: 1_750_000_000 + Double(index) * 40_000)
      let item = Item(
        id: "\(ULID(at: date, entropy: UInt128(index)))", words: words,
        cast: ["kael", "mira"].filter { _ in Bool.random(using: &random) },
        tags: ["hero", "night"].filter { _ in Int.random(in: 0..<4, using: &random) == 0 },
        state: ["done", "done", "done", "refused", "failed"].randomElement(using: &random)
          ?? "done",
        model: ["sdxl", "gemini-9", "gemini-9-flash"].randomElement(using: &random) ?? "sdxl",
        date: date, rating: Int.random(in: 0..<3, using: &random) * 2)
      items.append(item)
      let line: [String: Any] = [
        "id": item.id, "prompt": words.joined(separator: " "), "cast": item.cast,
        "tags": item.tags, "state": item.state, "model": item.model,
        "created_at": date.timeIntervalSince1970,
      ]
      lines.append(
        String(
          decoding: try JSONSerialization.data(withJSONObject: line, options: [.sortedKeys]),
          as: UTF8.self))
    }
    _ = try await importLines(lines)
    let rated = items
    try await fixture.database.write { connection in
      let writer = AnnotationWriter(connection, at: Date(), by: "anna")
      for item in rated where item.rating > 0 {
        guard let id = ULID(item.id) else { continue }
        try writer.rate([AnnotationTarget(generation: id)], item.rating)
      }
    }
  }

  /// Imports lines as a file of them is.
  @discardableResult
  func importLines(_ lines: [String], isLast: Bool = true) async throws -> ImportReport {
    try await Self.importLines(lines, to: fixture, isLast: isLast)
  }

  static func importLines(
    _ lines: [String], to fixture: LineageFixture, isLast: Bool = true
  ) async throws -> ImportReport {
    let importer = GenerationImporter(fixture.generations, by: "anna")
    let file = JSONLines(Data(lines.joined(separator: "\n").utf8))
    let models = fixture.services.models
    var report = ImportReport()
    let batch = try await importer.read(
      file.lines, of: file.bytes, assets: importer.assets()
    ) { model in
      guard var profile = models.profile(id: "troupe/storyboard") else {
        throw TroupeError.request(.unknownModel(model, nearest: []))
      }
      profile.id = model
      return try ImportedForm(model: model, profile: profile)
    }
    _ = try await importer.write(batch, source: "x", images: [:], isLast: isLast, to: &report)
    return report
  }

  static let words = [
    "the", "roof", "a", "night", "red", "scarf", "凯", "尔", "café", "sea", "dog", "rain", "🎭",
    "scar", "sword", "lamp", "雨",
  ]

  func found(_ query: String, limit: Int = 1000) async throws -> [String] {
    try await GenerationSearch(database: fixture.database)
      .find(SearchQuery(parsing: query), limit: limit).map { "\($0.id)" }
  }
}

extension MadeUpRecord.Item {
  /// Whether `expression` holds of it, asked in the slowest way there is.
  func answers(_ expression: SearchExpression) -> Bool {
    switch expression {
    case .all(let parts): parts.allSatisfy(answers)
    case .any(let parts): parts.contains(where: answers)
    case .not(let part): !answers(part)
    case .term(let term): holds(term)
    case .filter(let filter): answers(filter)
    }
  }

  private func holds(_ term: SearchTerm) -> Bool {
    [words.joined(separator: " ")].contains { Self.holds(term, TextSegmenter.tokens($0)) }
      || (cast + tags).contains { Self.holds(term, TextSegmenter.tokens($0)) }
  }

  private static func holds(_ term: SearchTerm, _ tokens: [String]) -> Bool {
    guard tokens.count >= term.tokens.count else { return false }
    return (0...(tokens.count - term.tokens.count)).contains { start in
      term.tokens.indices.allSatisfy { place in
        let (token, wanted) = (tokens[start + place], term.tokens[place])
        let isOpen = term.isPrefix && place == term.tokens.count - 1
        return isOpen ? token.hasPrefix(wanted) : token == wanted
      }
    }
  }

  private func answers(_ filter: SearchFilter) -> Bool {
    switch filter {
    case .with(let handle, nil): cast.contains(handle.text)
    case .tag(let tag): tags.contains(tag)
    case .state(let state): state.rawValue == self.state
    case .model(let beginning): model.hasPrefix(beginning)
    case .rating(0...0): rating == 0
    case .rating(let range): range.contains(rating)
    case .after(let start): date >= start
    case .before(let end): date < end
    case .during(let start, let end): date >= start && date < end
    case .by(let who): who == "anna" && (rating > 0 || !tags.isEmpty)
    case .look, .provider: false
    default: false
    }
  }
}

/// Random numbers that are the same each time.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
