/// The global options may stand before the command too: `troupe --json list` is `troupe list
/// --json`.
enum LeadingOptions {
  private static let flags: Set = ["--json", "--quiet", "-q", "--verbose", "-v"]

  /// `arguments` with leading global options moved behind the command and its arguments, but before
  /// any `--`.
  static func moved(_ arguments: [String]) -> [String] {
    var leading: [String] = []
    var rest = arguments[...]
    while let first = rest.first {
      let isPair = first == "--library" && rest.count > 1
      guard isPair || flags.contains(first) || first.hasPrefix("--library=") else { break }
      leading += rest.prefix(isPair ? 2 : 1)
      rest = rest.dropFirst(isPair ? 2 : 1)
    }
    if rest.isEmpty || rest.first?.hasPrefix("-") == true { return arguments }
    let end = rest.firstIndex(of: "--") ?? rest.endIndex
    return rest[..<end] + leading + rest[end...]
  }

  /// Whether `arguments` ask for JSON, for errors that come before they are parsed.
  static func wantJSON(_ arguments: [String]) -> Bool {
    arguments.prefix { $0 != "--" }.contains("--json")
  }
}
