extension ForeignRecord {
  /// Reads the record of a picture whose Content Credentials say that a model made it; nil for any other.
  ///
  /// It tells no prompt, so that any record from the texts of the file goes before it.
  package static func credentials(of file: EmbeddedTexts) -> ForeignRecord? {
    for case .contentCredentials(let generator, let model, let sources) in file.marks
    where sources.contains(where: { $0.lowercased() == "trainedalgorithmicmedia" }) {
      guard let tool = generator.flatMap(programName) ?? model else { continue }
      var record = ForeignRecord(tool: tool)
      record.model = model == tool ? nil : model
      record.notes.append(
        "The Content Credentials say that a model made the picture; they are not checked, and tell no prompt."
      )
      return record
    }
    return nil
  }

  /// The name of a program without versions and libraries, as of `Some_App/1.2 some-library/3.4`.
  private static func programName(_ generator: String) -> String? {
    let words = generator.split(separator: " ")
    let named = words.prefix { !$0.contains("/") }
    let name =
      named.isEmpty ? words.first?.prefix { $0 != "/" } : Substring(named.joined(separator: " "))
    return name?.replacing("_", with: " ").nonBlank
  }

  /// Adds the pictures that the Content Credentials name as parents, each with all that identifies it, and as the
  /// name of a file where it has one of its own.
  package mutating func addParents(_ parents: [CredentialParent]) {
    for parent in parents.prefix(100) {
      if !self.parents.contains(.credential(parent)) { self.parents.append(.credential(parent)) }
      addParent(named: parent.fileName)
    }
  }
}
