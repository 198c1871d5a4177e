import Foundation
import Testing

@Suite struct ImportTests {
  private struct Import {
    let file: SwiftFile
    let line: Int
    let access: String
    let module: String
  }

  private func imports() throws -> [Import] {
    let pattern = try Regex(
      #"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)"#
    )
    return try Repository.swiftFiles(in: "Sources", "Schema").flatMap { file in
      file.code.enumerated().compactMap { number, line in
        guard let match = line.firstMatch(of: pattern), let module = match[2].substring else {
          return nil
        }
        return Import(
          file: file, line: number + 1, access: String(match[1].substring ?? ""),
          module: String(module))
      }
    }
  }

  @Test func importsGoStrictlyDown() throws {
    let imports = try imports()
    #expect(imports.count > 50, "the scanner finds no imports: fix ImportTests")
    for one in imports {
      guard
        let objection = ImportRules.objection(
          to: one.module, in: one.file.module, visibly: one.access)
      else { continue }
      Issue.record("\(one.file.path):\(one.line): import of \(one.module): \(objection).")
    }
  }

  @Test func eachCModuleHasOneImporter() throws {
    let importers = Dictionary(
      grouping: try imports().filter { ImportRules.isC($0.module) }, by: \.module)
    for (module, imports) in importers {
      let folders = Set(imports.map(\.file.module))
      #expect(
        folders.count == 1,
        "\(module) is imported by \(folders.sorted()): keep it in one, and call that one.")
    }
  }

  @Test func plainImportsAreInternal() throws {
    #expect(
      try Repository.text("Package.swift").contains(
        #".enableUpcomingFeature("InternalImportsByDefault")"#),
      "Without InternalImportsByDefault a plain 'import' is public: enable it in Package.swift.")
  }

  @Test func storageHasNoWordsOfTheDomain() throws {
    let declared = try Regex(#"^(?:public|package) (?:indirect )?(?:struct|enum|protocol) (\w+)"#)
    let words = try Repository.swiftFiles(in: "Sources/Vocabulary").flatMap { file in
      file.code.compactMap { $0.firstMatch(of: declared)?[1].substring.map(String.init) }
    }
    let forbidden = Set(words).subtracting(ImportRules.storageWords)
    for file in try Repository.swiftFiles(in: "Sources/Storage") {
      for (number, line) in file.code.enumerated() {
        let used = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
        for word in used where forbidden.contains(word) {
          Issue.record(
            "\(file.path):\(number + 1): Storage knows nothing of \(word): move this up to Catalog or Lineage."
          )
        }
      }
    }
  }
}
