internal import Foundation
internal import TroupeSearch
internal import TroupeStorage

/// The words of a query of which so few letters are given that the index would collect a great part of itself before it told
/// the first hit: they are looked for in the words of each generation that holds all else.
struct CommonBeginnings {
  /// What must hold besides.
  let rest: SearchExpression
  private let wanted: [SearchTerm]
  private let unwanted: [SearchTerm]
  private let texts: IndexedTexts

  /// Pages of the index that are collected as quickly as the words of generations are read: in a million, 64 pages take
  /// about 30 ms.
  static let usualPages = 64
  /// Generations that are read before the index is asked after all.
  private static let mostRead = 8000

  /// `nil` where the query has none.
  init?(
    _ expression: SearchExpression, _ connection: Connection, mostPages: Int = usualPages
  ) throws {
    var (rest, wanted, unwanted): ([SearchExpression], [SearchTerm], [SearchTerm]) = ([], [], [])
    for part in expression.conjuncts {
      switch part {
      case .term(let term) where try Self.pages(term, connection) > mostPages: wanted.append(term)
      case .not(.term(let term)) where try Self.pages(term, connection) > mostPages:
        unwanted.append(term)
      default: rest.append(part)
      }
    }
    if wanted.isEmpty, unwanted.isEmpty { return nil }
    (self.wanted, self.unwanted) = (wanted, unwanted)
    self.rest = .all(rest)
    texts = IndexedTexts(connection)
  }

  /// The first `limit` of those that `walk` tells, which hold these words too.
  /// - Parameter walk: tells the first so many that hold all else, in their order, after a number.
  /// - Returns: `nil` where too many would have to be read.
  func first(
    _ limit: Int, beyond: Int64?, _ walk: (_ limit: Int, _ beyond: Int64?) throws -> [Int64]
  ) throws -> [Int64]? {
    var (found, beyond, read, batch): ([Int64], Int64?, Int, Int) = ([], beyond, 0, 64)
    while found.count < limit {
      if read >= Self.mostRead { return nil }
      let seqs = try walk(batch, beyond)
      let entries = try texts.numbered(seqs)
      found += seqs.filter { entries[$0].map(holds) ?? false }
      if seqs.count < batch { break }
      (beyond, read, batch) = (seqs.last, read + batch, min(2 * batch, 1024))
    }
    return Array(found.prefix(limit))
  }

  private func holds(_ text: IndexedText) -> Bool {
    let columns = [Array(" \(text.prompt)".utf8), Array(" \(text.more)".utf8)]
    func holds(_ term: SearchTerm) -> Bool {
      let words = Array(" \(term.tokens.joined(separator: " "))".utf8)
      return columns.contains { $0.firstRange(of: words) != nil }
    }
    return wanted.allSatisfy(holds) && !unwanted.contains(where: holds)
  }

  /// About how many pages of the index hold words that begin as the last of `term` does; 0 for a whole word.
  ///
  /// FTS5 keeps the first word of each page in its table `_idx`, behind the digit of its main index; pages count by two.
  private static func pages(_ term: SearchTerm, _ connection: Connection) throws -> Int {
    guard term.isPrefix, let last = term.tokens.last else { return 0 }
    let first = Data("0\(last)".utf8)
    return try connection.row(
      """
      SELECT coalesce(sum(pages), 0) FROM (
        SELECT coalesce(max(pgno) FILTER (WHERE term < ?), 0)
          - coalesce(max(pgno) FILTER (WHERE term <= ?), 0) AS pages
        FROM generation_text_idx GROUP BY segid)
      """, first + [0xFF], first
    ).map { try $0.int(0) / 2 } ?? 0
  }
}
