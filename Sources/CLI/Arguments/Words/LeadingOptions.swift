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

  /// A text that begins with a dash and was taken for `-h` among other letters, as in `-dash`.
  static func mistakenForHelp(_ arguments: [String]) -> String? {
    let options = arguments.prefix { $0 != "--" }
    if options.contains(where: ["-h", "--help", "-help", "help"].contains) { return nil }
    return options.first {
      $0.count > 2 && $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.contains("h")
    }
  }

  /// Whether `arguments` ask for JSON, for errors that come before they are parsed.
  static func wantJSON(_ arguments: [String]) -> Bool {
    arguments.prefix { $0 != "--" }.contains("--json")
  }
}
