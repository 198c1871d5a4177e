import Foundation
import TroupeVocabulary

/// The sum over the digests of a table's rows, each with its row number where the table has one: in
/// whatever order rows came and went, the same rows have the same sum.
struct TableSum: Equatable {
  private(set) var rowCount = 0
  private var lanes: SIMD4<UInt64> = .zero

  /// Counts a row in.
  mutating func add(_ digest: StoredValue, number: Int64?) {
    rowCount += 1
    lanes &+= Self.lanes(digest, number)
  }

  /// Takes a row out that was counted in.
  mutating func remove(_ digest: StoredValue, number: Int64?) {
    rowCount -= 1
    lanes &-= Self.lanes(digest, number)
  }

  /// Counts in what `other` counts.
  mutating func add(_ other: TableSum) {
    rowCount += other.rowCount
    lanes &+= other.lanes
  }

  init() {}

  /// The sum of `rowCount` rows that `hex` writes; `nil` when that is none.
  init?(rowCount: Int, hex: String) {
    guard hex.utf8.count == 64 else { return nil }
    let digits = Array(hex.utf8)
    for lane in 0..<4 {
      let part = String(decoding: digits[lane * 16..<(lane + 1) * 16], as: UTF8.self)
      guard let word = UInt64(part, radix: 16) else { return nil }
      lanes[lane] = word
    }
    self.rowCount = rowCount
  }

  /// 64 hexadecimal digits.
  var hex: String {
    (0..<4).map { lane in
      let digits = String(lanes[lane], radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  private static func lanes(_ digest: StoredValue, _ number: Int64?) -> SIMD4<UInt64> {
    var bytes: [UInt8] = []
    if case .text(let text) = digest { bytes = Array(text.utf8) }
    if let number { Swift.withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) } }
    return Digest(hashing: bytes).lanes
  }
}

/// What one transaction has added to the sums of tables, and taken from them, so far.
final class TableSums {
  private var changes: [String: TableSum] = [:]

  func add(_ digest: StoredValue, number: Int64?, to table: String) {
    changes[table, default: TableSum()].add(digest, number: number)
  }

  func remove(_ digest: StoredValue, number: Int64?, from table: String) {
    changes[table, default: TableSum()].remove(digest, number: number)
  }

  /// All of it; none is left.
  func take() -> [String: TableSum] {
    defer { changes = [:] }
    return changes
  }

  func forget(_ table: String) { changes[table] = nil }
}
