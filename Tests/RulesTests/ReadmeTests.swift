import Foundation
import Testing

@Suite struct ReadmeTests {
  @Test func exampleIsTheTestedOne() throws {
    let path = "Tests/TroupeTests/ReadmeExampleTests.swift"
    let lines = try Repository.text(path).components(separatedBy: "\n")
    let begin = try #require(lines.firstIndex { $0.contains("// README begins") })
    let end = try #require(lines.firstIndex { $0.contains("// README ends") })
    let body = lines[(begin + 1)..<end]
    let indent = body.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    let example = body.map { $0.dropFirst(indent) }.joined(separator: "\n")
    #expect(
      try Repository.text("README.md").contains("\n\n\(example)\n```"),
      "Copy the lines between the marks of \(path) to the example in README.md: it is compiled there."
    )
  }

  @Test func linksLeadSomewhere() throws {
    for link in try Repository.text("README.md").matches(of: /\]\(([^)#:]+)\)/) {
      let path = String(link.1)
      #expect(
        FileManager.default.fileExists(atPath: Repository.root.appending(path: path).path),
        "README.md links to \(path), which is not there: mend the link.")
    }
  }
}
