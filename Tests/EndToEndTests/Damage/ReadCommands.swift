/// Commands that read a library, each of its tables by one at least.
enum ReadCommands {
  /// For a library as `RichLibrary` makes it.
  static let all = [
    ["list", "--json"], ["show", "@kael", "--json"], ["show", "@米拉", "--json"],
    ["show", "@lantern", "--json"], ["search", "--json", "--limit", "100"],
    ["search", "雨夜", "--json"], ["search", "roof", "--json"], ["search", "laughs", "--json"],
    [
      "plan", "@kael @米拉 @lantern @ink from behind", "--model", "troupe/pocket", "--overflow",
      "drop", "--json",
    ],
    ["plan", "@kael/casual with @lantern", "--model", "gemini-3-pro-image", "--json"],
    ["coverage", "@kael", "--json"], ["lineage", "@last~8", "--json"],
    ["costs", "--by", "asset", "--json"], ["costs", "--by", "model", "--json"],
    ["session", "show", "--json"], ["reference", "list", "@kael", "--retired", "--json"],
    ["list", "characters", "--json"], ["show", "@last", "--json"], ["show", "@last~1", "--json"],
    ["show", "@last~2", "--json"], ["compare", "@last~2", "@last~8", "--json"],
    ["plan", "--against", "@last~4", "--json"],
  ]

  /// Some of them, others for each `number`.
  static func some(_ count: Int, number: Int) -> [[String]] {
    (0..<count).map { all[(number * count + $0) % all.count] }
  }
}
