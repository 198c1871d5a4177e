/// What Swift files declare.
struct Declarations: Sendable {
  /// Those of Sources and Schema.
  static let ofSources = Result {
    Declarations(in: try Repository.swiftFiles(in: "Sources", "Schema"))
  }
  /// Those of Tests.
  static let ofTests = Result { Declarations(in: try Repository.swiftFiles(in: "Tests")) }

  private static let keywords = [
    "struct", "class", "enum", "protocol", "actor", "typealias", "func",
  ]

  /// Names of types.
  private(set) var types: Set<String> = []
  /// Names of functions, each also behind the types of its file: `Suite.function`.
  private(set) var functions: Set<String> = []

  init(in files: [SwiftFile]) {
    for file in files {
      var (here, names): ([String], [String]) = ([], [])
      for line in file.code where Self.keywords.contains(where: { line.contains("\($0) ") }) {
        let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
        for (keyword, name) in zip(words, words.dropFirst()) where Self.keywords.contains(keyword) {
          if keyword == "func" { names.append(name) } else { here.append(name) }
        }
      }
      types.formUnion(here)
      functions.formUnion(names)
      for type in here { functions.formUnion(names.map { "\(type).\($0)" }) }
    }
  }
}
