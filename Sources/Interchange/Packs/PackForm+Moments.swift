extension PackForm {
  /// Whether `text` is a moment in UTC to the millisecond, from 1970 to 9999, as in `2026-01-31T12:00:00.000Z`.
  static func isMoment(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    let pattern = Array("dddd-dd-ddTdd:dd:dd.dddZ".utf8)
    guard bytes.count == pattern.count else { return false }
    let fits = zip(bytes, pattern).allSatisfy { byte, sign in
      sign == UInt8(ascii: "d") ? (48...57).contains(byte) : byte == sign
    }
    guard fits else { return false }
    func number(_ start: Int, _ count: Int) -> Int {
      bytes[start..<start + count].reduce(0) { $0 * 10 + Int($1) - 48 }
    }
    let (year, month, day) = (number(0, 4), number(5, 2), number(8, 2))
    guard year >= 1970, (1...12).contains(month), number(11, 2) < 24, number(14, 2) < 60 else {
      return false
    }
    return (1...days(in: month, of: year)).contains(day) && number(17, 2) < 60
  }

  private static func days(in month: Int, of year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }
}
