internal import Foundation
package import TroupeSearch
package import TroupeStorage
package import TroupeVocabulary

/// Keeps the index of words, inside a transaction.
package struct SearchIndex {
  private let connection: Connection

  /// Writes through `connection`.
  package init(_ connection: Connection) { self.connection = connection }

  /// Says that the words or facts of `generation` will change in this transaction, or that it will be written: at its end
  /// the index holds them as they are then. To be called before that.
  /// - Parameter isNew: whether it is not written yet.
  package func willChange(_ generation: ULID, isNew: Bool = false) throws {
    let key = "words of \(generation)"
    guard !connection.endsWith(key) else { return }
    let before = isNew ? [:] : try IndexedTexts(connection).of([generation])
    connection.atEnd(key) { connection in
      let index = SearchIndex(connection)
      let after = try IndexedTexts(connection).of([generation])
      if before == after { return }
      for (seq, text) in before { try index.remove(text, at: seq) }
      for (seq, text) in after { try index.add(text, at: seq) }
      try index.keepLengths(after.mapValues(\.length))
    }
  }

  /// Adds one entry, whose length is to be kept apart.
  package func add(_ text: IndexedText, at seq: Int64) throws {
    try connection.execute(
      "INSERT INTO generation_text (rowid, prompt, more) VALUES (?, ?, ?)", seq, text.prompt,
      text.more)
  }

  /// Runs `body`, which adds very many entries, so that few pieces of the index are written and none twice.
  package func inBulk(_ body: () throws -> Void) throws {
    try set("hashsize", Self.bulkBytes)
    try set("automerge", 0)
    try body()
    try set("automerge", Self.usualMerge)
    try set("hashsize", Self.usualBytes)
  }

  private func set(_ name: String, _ value: Int) throws {
    try connection.execute(
      "INSERT INTO generation_text (generation_text, rank) VALUES (?, ?)", name, value)
  }

  /// Bytes of words that are held before they are written; in bulk and, by SQLite's documentation of FTS5, else.
  private static let (bulkBytes, usualBytes) = (32 << 20, 1 << 20)
  /// Pieces of one size that are merged into one, by SQLite's documentation of FTS5.
  private static let usualMerge = 4

  private func remove(_ text: IndexedText, at seq: Int64) throws {
    try connection.execute(
      """
      INSERT INTO generation_text (generation_text, rowid, prompt, more)
      VALUES ('delete', ?, ?, ?)
      """, seq, text.prompt, text.more)
  }

  /// Keeps how many words the prompts have.
  package func keepLengths(_ lengths: [Int64: Int]) throws {
    for (page, entries) in Dictionary(grouping: lengths, by: { $0.key / PromptLengths.perPage }) {
      var bytes =
        try connection.row("SELECT lengths FROM prompt_length WHERE page = ?", page)
        .flatMap { if case .blob(let bytes) = try $0.value(0) { bytes } else { nil } } ?? Data()
      for (seq, length) in entries {
        let place = Int(seq % PromptLengths.perPage)
        if bytes.count <= place { bytes.append(Data(count: place + 1 - bytes.count)) }
        bytes[bytes.startIndex + place] = UInt8(clamping: length)
      }
      try connection.execute(
        """
        INSERT INTO prompt_length (page, lengths) VALUES (?, ?)
        ON CONFLICT (page) DO UPDATE SET lengths = excluded.lengths
        """, page, bytes)
    }
  }

  /// Whether the lengths of the prompts of `entries` are kept as they are.
  package func keeps(_ entries: [Int64: IndexedText]) throws -> Bool {
    guard let first = entries.keys.min(), let last = entries.keys.max() else { return true }
    let lengths = try PromptLengths(connection, from: first, to: last)
    return entries.allSatisfy { lengths[$0.key] == min($0.value.length, 255) }
  }

  /// Empties the index and fills it again. Returns how many generations there are.
  @discardableResult
  package func fill() throws -> Int {
    try connection.execute("INSERT INTO generation_text (generation_text) VALUES ('delete-all')")
    try connection.execute("DELETE FROM prompt_length")
    let texts = IndexedTexts(connection)
    let last = try connection.row("SELECT coalesce(max(seq), 0) FROM generation")?.int(0) ?? 0
    var (count, first) = (0, Int64(1))
    while first <= Int64(last) {
      let next = first + Self.batch
      let entries = try texts.from(first, to: next - 1)
      for (seq, text) in entries.sorted(by: { $0.key < $1.key }) { try add(text, at: seq) }
      try keepLengths(entries.mapValues(\.length))
      count += entries.count
      first = next
    }
    return count
  }

  /// How many generations are read at once.
  static let batch: Int64 = 2048
}

/// How many words the prompts of all generations have, by their numbers in order of arrival.
struct PromptLengths {
  /// How many stand in one row of `prompt_length`, a byte each.
  static let perPage: Int64 = 2048

  private var pages: [Int64: Data] = [:]
  /// Words of all prompts, and how many have any.
  private(set) var (words, prompts) = (0, 0)
  /// How many prompts have so many words; the last one counts all longer ones too.
  private(set) var histogram = Array(repeating: 0, count: 256)

  /// Reads those of the generations with the numbers `first` to `last`: a megabyte for a million.
  init(_ connection: Connection, from first: Int64 = 0, to last: Int64 = .max) throws {
    try connection.forEach(
      "SELECT page, lengths FROM prompt_length WHERE page BETWEEN ? AND ?",
      arguments: [first / Self.perPage, last / Self.perPage]
    ) { row in
      guard case .blob(let bytes) = try row.value(1) else { return }
      pages[Int64(try row.int(0))] = bytes
      bytes.withUnsafeBytes { for byte in $0 { histogram[Int(byte)] += 1 } }
    }
    histogram[0] = 0
    for (length, count) in histogram.enumerated() {
      words += length * count
      prompts += count
    }
  }

  /// Words of a prompt on the average, 1 or more.
  var average: Double { prompts == 0 ? 1 : max(1, Double(words) / Double(prompts)) }

  /// Words of one prompt; 0 where there is none.
  subscript(seq: Int64) -> Int {
    guard let page = pages[seq / Self.perPage] else { return 0 }
    let place = Int(seq % Self.perPage)
    return place < page.count ? Int(page[page.startIndex + place]) : 0
  }
}
