internal import TOMLKit

/// The values of one `troupe.toml`.
struct SettingsValues {
  let table: TOMLTable
  /// Where each value stands; `nil` for values that stand in no file.
  private let lines: TOMLLines?
  private let path: String
  /// Whether it is the user's own file, which a library is not trusted as.
  private let isOfUser: Bool
  /// What is wrong, each with its line.
  private(set) var faults: [TroupeError] = []

  init(table: TOMLTable, lines: TOMLLines? = nil, path: String = "", isOfUser: Bool) {
    self.table = table
    self.lines = lines
    self.path = path
    self.isOfUser = isOfUser
  }

  static let hooks = ["after_generate", "after_import"]
  static let names = [
    "member", "model", "judge", "aspect", "edit_sends", "long_edge", "format", "quality",
    "subsampling",
    "workers",
    "max_cost", "max_cost_month", "ask_above", "longest_wait", "connect_timeout", "idle_timeout",
    "answer_timeout",
    "requests_at_once", "snippets", "hooks",
  ]

  /// Settings that are not known and are named each: a file with more of them is no file of settings.
  private static let mostStrange = 20

  /// Whether `name` is that of a bound on cost, or misspells one.
  static func isLikeBound(_ name: String) -> Bool {
    nearest(to: name.lowercased(), of: ["max_cost", "max_cost_month", "ask_above"]) != nil
  }

  /// The one of `names` that `name` may misspell. A long one is no misspelling, and comparing it takes long.
  private static func nearest(to name: String, of names: [String]) -> String? {
    guard name.utf8.count <= 64 else { return nil }
    let near = names.map { ($0, Spelling.edits($0, name)) }.min { $0.1 < $1.1 }
    return near.flatMap { $0.1 <= 3 ? $0.0 : nil }
  }

  /// Puts what the file says into `settings`; what is wrong leaves its setting as it was.
  mutating func apply(to settings: inout Settings) {
    let strange = table.keys.filter { !Self.names.contains($0) }.sorted()
    for name in strange.prefix(Self.mostStrange) {
      faults.append(
        fault(
          "setting", String(name.prefix(60)),
          Self.nearest(to: name, of: Self.names).map { "write \($0), if that is meant" }
            ?? "it knows \(Self.names.joined(separator: ", "))",
          at: name))
    }
    settings.member =
      value("member", "a name in quotes, of 1 to 80 characters without line breaks") { read in
        read.string.flatMap { Self.isName($0) ? $0 : nil }
      } ?? settings.member
    settings.model = value("model", "a model in quotes", \.string) ?? settings.model
    settings.judge = value("judge", "a model in quotes", \.string) ?? settings.judge
    settings.aspect =
      value("aspect", "a ratio in quotes, as in \"16:9\"") { read in
        read.string.flatMap { AspectRatio.value($0) == nil ? nil : $0 }
      } ?? settings.aspect
    settings.editSends = choice("edit_sends") ?? settings.editSends
    settings.longEdge = number("long_edge", 256...8192, " of pixels") ?? settings.longEdge
    settings.quality = number("quality", 1...100) ?? settings.quality
    settings.format = choice("format") ?? settings.format
    settings.subsampling = choice("subsampling") ?? settings.subsampling
    settings.workers = number("workers", 1...64) ?? settings.workers
    settings.maxCost = dollars("max_cost") ?? settings.maxCost
    settings.maxCostMonth = dollars("max_cost_month") ?? settings.maxCostMonth
    settings.askAbove = dollars("ask_above") ?? settings.askAbove
    let seconds = " of seconds"
    settings.longestWait = number("longest_wait", 0...86_400, seconds) ?? settings.longestWait
    settings.connectTimeout = number("connect_timeout", 1...600, seconds) ?? settings.connectTimeout
    settings.answerTimeout = number("answer_timeout", 1...86_400, seconds) ?? settings.answerTimeout
    settings.idleTimeout = number("idle_timeout", 1...86_400, seconds) ?? settings.idleTimeout
    settings.requestsAtOnce = number("requests_at_once", 1...64) ?? settings.requestsAtOnce
    let snippets = value("snippets", "a table of texts: [snippets]") { Self.texts($0) } ?? [:]
    settings.snippets.merge(snippets) { _, own in own }
    settings.hooks = commands() ?? settings.hooks
  }

  private mutating func commands() -> [String: String]? {
    let (isTrusted, known) = (isOfUser, Self.hooks)
    let expected =
      isTrusted
      ? "a table of commands in quotes: \(known.joined(separator: ", "))"
      : "nothing: only your own troupe.toml can name commands, as a library may come from elsewhere"
    return value("hooks", expected) { read in
      guard isTrusted, let texts = Self.texts(read) else { return nil }
      return texts.keys.allSatisfy(known.contains) ? texts : nil
    }
  }

  private static func isName(_ text: String) -> Bool {
    (1...80).contains(text.count) && !text.contains(where: \.isNewline)
      && text.contains { !$0.isWhitespace }
  }

  /// The texts of a table; `nil` where it is none, or holds anything else.
  private static func texts(_ value: any TOMLValueConvertible) -> [String: String]? {
    guard let table = value.table else { return nil }
    let texts = table.reduce(into: [String: String]()) { $0[$1.0] = $1.1.string }
    return texts.count == table.count ? texts : nil
  }

  private mutating func number(
    _ name: String, _ range: ClosedRange<Int>, _ unit: String = ""
  ) -> Int? {
    value(
      name, "a whole number\(unit) from \(range.lowerBound) to \(range.upperBound)"
    ) { $0.int.flatMap { range.contains($0) ? $0 : nil } }
  }

  private mutating func dollars(_ name: String) -> Double? {
    value(name, "US dollars, 0 or more, as a number without quotes") {
      ($0.double ?? $0.int.map(Double.init)).flatMap { $0 >= 0 && $0.isFinite ? $0 : nil }
    }
  }

  private mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ name: String
  ) -> Choice? {
    value(name, "one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))") {
      $0.string.flatMap(Choice.init(rawValue:))
    }
  }

  private mutating func value<Value>(
    _ name: String, _ expected: String, _ read: (any TOMLValueConvertible) -> Value?
  ) -> Value? {
    guard let value = table[name] else { return nil }
    if let read = read(value) { return read }
    faults.append(fault(name, value.debugDescription, expected, at: name))
    return nil
  }

  private func fault(
    _ name: String, _ value: String, _ expected: String, at key: String
  ) -> TroupeError {
    let place = lines.map { "\($0.place(of: key)) of \(path): " } ?? ""
    return .invalidValue(name: name, value: value, expected: place + expected)
  }
}
