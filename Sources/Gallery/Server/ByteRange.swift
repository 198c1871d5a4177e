/// The part of a file that a `Range` field asks (RFC 9110, 14).
enum ByteRange: Hashable, Sendable {
  /// All of it: no field, one that is malformed, or several ranges.
  case whole
  /// These bytes.
  case part(Range<Int>)
  /// A range that has no byte of the file.
  case unsatisfiable

  init(_ field: String?, byteCount: Int) {
    self = .whole
    guard let field, let equals = field.firstIndex(of: "="),
      field[..<equals].lowercased() == "bytes"
    else { return }
    let asked = field[field.index(after: equals)...].drop { $0 == " " || $0 == "\t" }
    let bounds = asked.split(separator: "-", omittingEmptySubsequences: false)
    guard bounds.count == 2 else { return }
    let (start, end) = (Self.number(bounds[0]), Self.number(bounds[1]))
    switch (bounds[0].isEmpty, start, bounds[1].isEmpty, end) {
    case (true, _, false, .some(let count)):
      let count = min(count, byteCount)
      self = count == 0 ? .unsatisfiable : .part(byteCount - count..<byteCount)
    case (false, .some(let start), true, _):
      self = start < byteCount ? .part(start..<byteCount) : .unsatisfiable
    case (false, .some(let start), false, .some(let end)) where start <= end:
      self = start < byteCount ? .part(start..<min(end, byteCount - 1) + 1) : .unsatisfiable
    default: return
    }
  }

  /// A decimal number; one too large for any file is the largest there is.
  private static func number(_ digits: Substring) -> Int? {
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(digits) ?? .max
  }
}
