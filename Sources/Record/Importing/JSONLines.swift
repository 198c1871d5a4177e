package import Foundation

/// The lines of a file of JSON Lines, in the order of the moments at which what they tell of was made.
package struct JSONLines: Sendable {
  /// Where a line stands, with its number from 1.
  package typealias Line = (number: Int, range: Range<Int>)

  /// The file.
  package let bytes: Data
  /// Each line that holds something; those made first come first.
  package private(set) var lines: [Line] = []

  /// Finds them.
  package init(_ bytes: Data) {
    self.bytes = bytes
    var moments: [Double] = []
    bytes.withUnsafeBytes { all in
      var (start, number, last) = (0, 1, -Double.infinity)
      while start < all.count {
        let rest = UnsafeRawBufferPointer(rebasing: all[start...])
        let end = rest.firstIndex(of: UInt8(ascii: "\n")).map { start + $0 } ?? all.count
        let line = UnsafeRawBufferPointer(rebasing: all[start..<end])
        let isEmpty = line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        if !isEmpty {
          lines.append((number, start..<end))
          // What tells no moment stays behind the line before it.
          last = Self.moment(line) ?? last
          moments.append(last)
        }
        (start, number) = (end + 1, number + 1)
      }
    }
    let isInOrder = zip(moments, moments.dropFirst()).allSatisfy { $0 <= $1 }
    if isInOrder { return }
    let order = moments.indices.sorted { (moments[$0], $0) < (moments[$1], $1) }
    lines = order.map { lines[$0] }
  }

  /// The value of `created_at`, in seconds since 1970.
  private static func moment(_ line: UnsafeRawBufferPointer) -> Double? {
    guard let name = firstRange(of: mark, in: line) else { return nil }
    var rest = UnsafeRawBufferPointer(rebasing: line[(name + mark.count)...])
    func skip(_ letters: [UInt8]) {
      while let first = rest.first, letters.contains(first) {
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst())
      }
    }
    skip([0x20, 0x09, UInt8(ascii: ":")])
    if rest.first == UInt8(ascii: "\"") {
      let text = rest.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
      return MomentText.date(String(decoding: text, as: UTF8.self))?.timeIntervalSince1970
    }
    let digits = rest.prefix { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
    return Double(String(decoding: digits, as: UTF8.self)).map { $0 < 1e11 ? $0 : $0 / 1000 }
  }

  private static let mark = Array("\"created_at\"".utf8)

  private static func firstRange(of mark: [UInt8], in line: UnsafeRawBufferPointer) -> Int? {
    var place = 0
    while place + mark.count <= line.count {
      if line[place] == mark[0], line[place + 1] == mark[1],
        mark.indices.allSatisfy({ line[place + $0] == mark[$0] })
      {
        return place
      }
      place += 1
    }
    return nil
  }
}
