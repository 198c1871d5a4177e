/// How fast a work goes, and how long it will take.
struct ProgressRate {
  let done: Int
  let all: Int
  /// Seconds since it began.
  let elapsed: Double

  /// As in `6.1/s · 12 s left`; empty as long as too little is done to tell.
  var words: String {
    guard done > 1, done < all, elapsed > 0 else { return "" }
    let rate = Double(done) / elapsed
    let left = Int((Double(all - done) / rate).rounded(.up))
    return "\(Self.rate(rate)) · \(Self.duration(left)) left"
  }

  private static func rate(_ rate: Double) -> String {
    let tenths = Int((rate * 10).rounded())
    return tenths >= 100 ? "\(tenths / 10)/s" : "\(tenths / 10).\(tenths % 10)/s"
  }

  private static func duration(_ seconds: Int) -> String {
    if seconds < 60 { return "\(seconds) s" }
    if seconds < 3600 { return "\(seconds / 60) min \(seconds % 60) s" }
    return "\(seconds / 3600) h \(seconds % 3600 / 60) min"
  }
}
