import Troupe

extension ImportedFacts {
  /// Where it comes from, in words.
  var sentence: String {
    let file = source == "pictures" ? details["file"] ?? source : source
    return [
      details["tool"], "imported \(at.asMinute)", file.isEmpty ? nil : "from \(file)",
      name.map { "called \($0) there" }, missingParent.map { "made from \($0), which is not here" },
    ].compactMap(\.self).joined(separator: ", ")
  }

  /// The rest of what was told, each by its name; long values are cut.
  var told: [(String, String)] {
    details.filter { !["tool", "file"].contains($0.key) }.sorted { $0.key < $1.key }
      .prefix(Self.mostTold).map { name, value in
        let label = name.replacing("parameters.", with: "").replacing("_", with: " ")
        return (label.prefix(1).uppercased() + label.dropFirst(), value.quoted(within: 400))
      }
  }

  /// More is in the document of --json.
  private static let mostTold = 40
}
