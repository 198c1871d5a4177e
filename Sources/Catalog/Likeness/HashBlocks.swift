internal import Foundation
internal import TroupeImaging
package import TroupeStorage
package import TroupeVocabulary

/// The hashes of all fingerprints, 160 in a row of the table `fingerprint_block`, so that those of a million pictures are
/// read in milliseconds.
///
/// Rows change in the transactions that change fingerprints. All but the last are full.
package struct HashBlocks {
  private let connection: Connection

  /// So many fill a page of the database.
  static let size = 160

  /// Works through `connection`.
  package init(_ connection: Connection) { self.connection = connection }

  /// The number of the change to which the fingerprints in the database belong.
  func change() throws -> Int {
    try connection.row("SELECT change_count FROM table_digest WHERE name = 'fingerprint'")?.int(0)
      ?? 0
  }

  /// Adds a picture whose fingerprint this transaction writes.
  func append(_ hash: PictureHash, of digest: Digest) throws {
    let last = try connection.row(
      "SELECT number, hashes FROM fingerprint_block ORDER BY number DESC LIMIT 1")
    var columns = HashColumns()
    var number = 0
    if let last {
      number = try last.int("number")
      let block = try last.data("hashes")
      if HashColumns.count(in: block) < Self.size {
        columns.replace(from: 0, with: block)
      } else {
        number += 1
      }
    }
    columns.append(hash, name: digest.beginning)
    try write(columns.block(0..<columns.count), as: number)
  }

  /// Takes pictures out.
  func remove(_ digests: [Digest]) throws {
    let names = Set(digests.map(\.beginning))
    var columns = HashColumns()
    try read(into: &columns)
    let count = columns.count
    let changed = columns.remove(names)
    if columns.count == count { return }
    for number in Set(changed.map { $0 / Self.size }).sorted() {
      let start = number * Self.size
      guard start < columns.count else { continue }
      try write(columns.block(start..<min(start + Self.size, columns.count)), as: number)
    }
    try connection.execute(
      "DELETE FROM fingerprint_block WHERE number >= ?",
      (columns.count + Self.size - 1) / Self.size)
  }

  /// Takes out pictures whose fingerprints this transaction deletes; nothing waits for one of theirs any more.
  package func forget(_ digests: [Digest]) throws {
    for digest in digests {
      try connection.execute("DELETE FROM fingerprint_waiting WHERE digest = ?", digest)
    }
    try remove(digests)
  }

  /// Writes all of them again, from the fingerprints.
  package func rebuild() throws {
    let columns = try fingerprints()
    try connection.execute("DELETE FROM fingerprint_block")
    for start in stride(from: 0, to: columns.count, by: Self.size) {
      try write(
        columns.block(start..<min(start + Self.size, columns.count)), as: start / Self.size)
    }
  }

  /// Whether they hold what the fingerprints hold, each once.
  package func areSound() throws -> Bool {
    var kept = HashColumns()
    try read(into: &kept)
    return try kept.holdsSame(as: fingerprints())
  }

  static let allStatement = "SELECT number, hashes FROM fingerprint_block"
  static let newerStatement = "\(allStatement) WHERE stamp > ?"
  static let lastStatement = """
    SELECT number, length(hashes) AS length FROM fingerprint_block ORDER BY number DESC LIMIT 1
    """

  /// Brings `columns`, read up to the change `stamp`, up to date.
  func read(into columns: inout HashColumns, since stamp: Int = -1) throws {
    let all = stamp < 0
    try connection.forEach(
      all ? Self.allStatement : Self.newerStatement, arguments: all ? [] : [stamp]
    ) { row in
      let start = try row.int(0) * Self.size
      // A gap that another hand made leaves pictures that no fingerprint confirms.
      guard (0...columns.count + (1 << 24)).contains(start) else { return }
      columns.replace(from: start, with: try row.data(1))
    }
    guard let last = try connection.row(Self.lastStatement) else { return columns.keepFirst(0) }
    columns.keepFirst(
      try last.int("number") * Self.size + last.int("length") / HashColumns.width)
  }

  private func fingerprints() throws -> HashColumns {
    var columns = HashColumns()
    try connection.forEach("SELECT digest, frequencies, gradients FROM fingerprint") { row in
      columns.append(
        PictureHash(frequencies: try row.bits(1), gradients: try row.bits(2)),
        name: try row.digest(0).beginning)
    }
    return columns
  }

  private func write(_ block: Data, as number: Int) throws {
    try connection.execute(
      """
      INSERT INTO fingerprint_block (number, stamp, hashes) VALUES (?, ?, ?)
      ON CONFLICT (number) DO UPDATE SET stamp = excluded.stamp, hashes = excluded.hashes
      """, number, try change() + 1, block)
  }
}
