import Foundation
import Testing

@Suite struct ReadmeTests {
  @Test(arguments: ["README.md", "\(Articles.folder)/Troupe.md"])
  func exampleIsTheTestedOne(_ page: String) throws {
    let path = "Tests/TroupeTests/ReadmeExampleTests.swift"
    let lines = try Repository.text(path).components(separatedBy: "\n")
    let begin = try #require(lines.firstIndex { $0.contains("// README begins") })
    let end = try #require(lines.firstIndex { $0.contains("// README ends") })
    let body = lines[(begin + 1)..<end]
    let indent = body.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    let example = body.map { $0.dropFirst(indent) }.joined(separator: "\n")
    #expect(
      try Repository.text(page).contains("\n\n\(example)\n```"),
      "Copy the lines between the marks of \(path) to the example of \(page): it is compiled there."
    )
  }

  @Test(arguments: ["README.md", ".github/CONTRIBUTING.md"])
  func linksLeadSomewhere(_ page: String) throws {
    let folder = Repository.root.appending(path: page).deletingLastPathComponent()
    for link in try Repository.text(page).matches(of: /\]\(([^)#:]+)\)/) {
      let target = folder.appending(path: String(link.1)).standardizedFileURL
      #expect(
        FileManager.default.fileExists(atPath: target.path),
        "\(page) links to \(link.1), which is not there: correct the link.")
    }
  }
}
