import Foundation
import Testing
import Troupe

/// What a plan says of the words of a prompt.
@Suite struct WordsTests {
  private func character(_ scratch: TemporaryLibrary, _ name: String, red: UInt8) async throws {
    let handle = try Handle(name)
    for (index, view) in [View.front, .face, .back].enumerated() {
      let file = try scratch.picture("\(name)\(index).png", red: red, green: UInt8(index * 80))
      let details = ReferenceDetails(view: view)
      if index == 0 {
        _ = try await scratch.library.add(
          .character, handle, images: [.file(file)], reference: details)
      } else {
        _ = try await scratch.library.addReferences(to: handle, images: [.file(file)], details)
      }
    }
  }

  @Test func aPlanTellsWhatEachWordAsksFor() async throws {
    let scratch = try await TemporaryLibrary()
    try await character(scratch, "kael", red: 10)
    let plan = try await scratch.library.plan(
      "@kael from behind, light from behind, never in profile", .offline)
    let read = plan.wordsRead.map { "\($0.phrase): \($0.asks) \($0.outcome.rawValue)" }
    #expect(
      read == [
        "from behind: back asked", "from behind: back ignored", "in profile: profile denied",
      ])
    #expect(plan.selection.chosen.first?.view == .back)
  }

  @Test func aUsersWordsCountAndAFaultyFileCostsItself() async throws {
    let scratch = try await TemporaryLibrary()
    try await character(scratch, "kael", red: 10)
    let words = scratch.library.folder.appending(path: "words")
    try FileManager.default.createDirectory(at: words, withIntermediateDirectories: true)
    func write(_ text: String, _ name: String) throws {
      try Data(text.utf8).write(to: words.appending(path: name))
    }
    try write(#"{"views": {"back": ["bakifrån"]}}"#, "sv.json")
    try write("{\"views\": {\n  \"back\": [\"x\",}", "broken.json")
    try write("{\n  \"views\": {\"back\": \"x\"}}", "shape.json")
    try write("{\n\n  \"view\": [\"x\"]}", "key.json")
    let many = Array(repeating: "a|b", count: 40).joined(separator: " ")
    try write("{\n\n\n\"views\": {\"back\": [\"\(many)\"]}}", "many.json")
    let library = try await scratch.reopened()
    let plan = try await library.plan("@kael bakifrån", .offline)
    #expect(plan.selection.chosen.first?.view == .back)
    let problems = library.problems.map { "\($0)" }
    #expect(problems.count == 4)
    for (name, line) in [("broken.json", 2), ("shape.json", 2), ("key.json", 3), ("many.json", 4)] {
      let one = try #require(problems.first { $0.contains(name) })
      #expect(one.contains("line \(line):"), "\(one)")
    }
    try library.close()
  }

  @Test func aCrowdIsTold() async throws {
    let scratch = try await TemporaryLibrary()
    let names = ["anna", "bert", "cora", "dirk", "elsa"]
    for (index, name) in names.enumerated() {
      try await character(scratch, name, red: UInt8(40 * index))
    }
    var options = GenerateOptions()
    options.model = "gemini-2.5-flash-image"
    options.usesHardLimits = true
    let all = try await scratch.library.plan(
      names.map { "@\($0)" }.joined(separator: ", "), options)
    #expect(all.warnings.contains { $0.hasPrefix("5 subjects in one picture") })
    let four = try await scratch.library.plan("@anna, @bert, @cora, @dirk", options)
    #expect(!four.warnings.contains { $0.contains("subjects in one picture") })
  }
}
