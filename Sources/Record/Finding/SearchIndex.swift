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
    try inBulk {
      while first <= Int64(last) {
        let next = first + Self.batch
        let entries = try texts.from(first, to: next - 1)
        for (seq, text) in entries.sorted(by: { $0.key < $1.key }) { try add(text, at: seq) }
        try keepLengths(entries.mapValues(\.length))
        count += entries.count
        first = next
      }
    }
    return count
  }

  /// How many generations are read at once.
  static let batch: Int64 = 2048
}
