import Foundation
import TestSupport
import Testing
import TroupeVocabulary

@testable import TroupeSelection

/// Prompts as they are sent, whole: `Prompts/*.txt` are written to be read by a person.
///
/// A case begins with `#` and its name; `>` is the prompt as typed, `-` what else the request says, and the rest is what
/// a model gets. `TROUPE_WRITE_PROMPTS=1` writes what is composed now in place of it: read it all, then.
struct WholePromptTests {
  struct Case: CustomTestStringConvertible {
    var name = ""
    var prompt: [String] = []
    var options: [String] = []
    var sent: [String] = []

    var testDescription: String { name }

    var text: String {
      (["# " + name] + prompt.map { "> " + $0 } + options.map { "- " + $0 } + sent)
        .joined(separator: "\n") + "\n"
    }

    func composed() throws -> Composer.Composed {
      let style = options.first { $0.hasPrefix("labels ") }.map { String($0.dropFirst(7)) }
      let profile = try Sample.profile(
        images: options.contains("one image") ? 1 : 14,
        labels: style.flatMap(ModelProfile.LabelStyle.init), answersInWords: true)
      return try ComposerTests.compose(
        prompt.joined(separator: "\n"), PromptCast.all(), profile: profile,
        isContinued: options.contains("continued")
      ) { request in
        if options.contains("edit") { request.parent = Sample.image(90, .parent) }
        for option in options where option.hasPrefix("from ") {
          request.kept += [try? NamedLook(typed: String(option.dropFirst(5)))].compactMap(\.self)
        }
        if options.contains("pose file") { request.references = [Sample.image(91, .pose)] }
        if options.contains("one image") { request.overflow = .sheet }
        request.omitsDescriptions = options.contains("no descriptions")
      }
    }
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Prompts")

  private static func cases(in file: String) throws -> [Case] {
    let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
    var cases: [Case] = []
    for line in text.split(separator: "\n").map(String.init) {
      let rest = String(line.dropFirst(2))
      if line.hasPrefix("# ") {
        cases.append(Case(name: rest))
      } else if line.hasPrefix("> ") {
        cases[cases.count - 1].prompt.append(rest)
      } else if line.hasPrefix("- ") {
        cases[cases.count - 1].options.append(rest)
      } else {
        cases[cases.count - 1].sent.append(line)
      }
    }
    return cases
  }

  /// Those of one file alone where `TROUPE_PROMPTS` names it.
  private static let files =
    ProcessInfo.processInfo.environment["TROUPE_PROMPTS"].map { [$0] }
    ?? ["en.txt", "zh.txt", "ja.txt", "es.txt", "fr.txt", "de.txt", "others.txt"]

  @Test(arguments: files)
  func eachIsSentAsItIsWrittenHere(file: String) throws {
    var cases = try Self.cases(in: file)
    #expect(cases.count >= 3)
    let isWriting = ProcessInfo.processInfo.environment["TROUPE_WRITE_PROMPTS"] != nil
    let all = Array(cases.indices)
    for index in isWriting ? all : Thoroughness.sample(all, 6, seed: 13) {
      let composed = try cases[index].composed()
      let sent =
        composed.composition.prompt.split(separator: "\n").map(String.init)
        + composed.warnings.map { "! " + $0 }
      if isWriting { cases[index].sent = sent }
      #expect(sent == cases[index].sent, "\(cases[index].name)")
    }
    if isWriting {
      try cases.map(\.text).joined(separator: "\n")
        .write(to: Self.folder.appending(path: file), atomically: true, encoding: .utf8)
    }
  }

  @Test func noSpaceIsStrayInChineseAndJapanese() throws {
    for file in ["zh.txt", "ja.txt"] {
      for one in try Self.cases(in: file) {
        let text = one.sent.filter { !$0.hasPrefix("[") && !$0.hasPrefix("! ") }.joined()
        let isStray = zip(text, text.dropFirst()).contains {
          $0.0.isIdeographic && $0.1 == " " || $0.0 == " " && $0.1.isIdeographic
        }
        #expect(!isStray, "\(one.name)")
      }
    }
  }
}
