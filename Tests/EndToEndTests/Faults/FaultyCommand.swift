import Foundation
import Testing

/// A command of the program as the batteries of faults run it, and what holds whatever befalls it.
struct FaultyCommand: Sendable, CustomTestStringConvertible {
  /// What a fault may leave of a command's effect.
  enum Effect {
    /// All of it or nothing.
    case whole
    /// Whole steps of it, and `recover` brings the last one to its end.
    case steps
    /// It has none.
    case none
  }

  /// Its words. `{reference}` stands for a reference of `@kael`, `{generation}` for one that was made, `{more}` for a folder of pictures, `{folder}` for the
  /// fixture's folder.
  let words: [String]
  /// What a fault may leave of it.
  var effect = Effect.whole
  /// Statuses other than 0 with which it truthfully says that it is done.
  var done: Set<Int32> = []
  /// Whether it is sent to a provider that bills.
  var isPaid = false
  /// The library that it makes, in the fixture's folder, where it works on another than `lib`.
  var made: String?
  var stdin: String?

  /// Whether it makes files whose names no other run gives.
  var namesNewFiles: Bool { words.contains("--out") && words[0] == "generate" }

  var testDescription: String { words.joined(separator: " ") }

  /// Commands that write.
  static let writing: [FaultyCommand] = [
    .init(words: ["init", "{folder}/new"], done: [2], made: "new"),
    .init(words: ["add", "character", "nia", "{folder}/nia.png", "--trait", "tall"], done: [2]),
    .init(words: ["add", "style", "wash", "{more}"], effect: .steps, done: [2]),
    .init(words: ["reference", "add", "@kael", "{folder}/nia.png", "--view", "back", "--pin"]),
    .init(words: ["reference", "add", "@kael", "{more}"], effect: .steps),
    .init(words: ["reference", "set", "{reference}", "--caption", "seen", "--tag", "a"]),
    .init(words: ["reference", "pin", "{reference}"]),
    .init(words: ["reference", "retire", "{reference}"], done: [2, 3]),
    .init(words: ["set", "@kael", "--name", "K", "--trait", "short", "--tag", "hero"]),
    .init(words: ["set", "@kael/gala", "--description", "at a ball", "--trait", "a red sash"]),
    .init(words: ["rename", "@kael", "kal"], done: [3]),
    .init(words: ["alias", "add", "@kael", "凯尔", "Кель"]),
    .init(words: ["remove", "@lantern"], done: [2, 3]),
    .init(words: ["restore", "@gone"], done: [2, 3]),
    .init(words: ["generate", "@kael runs", "-m", "troupe/storyboard"], effect: .steps),
    .init(
      words: [
        "generate", "@kael", "-m", "troupe/storyboard", "--count", "2", "--out", "{folder}/o",
      ],
      effect: .steps),
    .init(words: ["edit", "{generation}/1", "dawn", "-m", "troupe/storyboard"], effect: .steps),
    .init(
      words: ["generate", "@kael on a roof", "-m", "gemini-3-pro-image"], effect: .steps,
      isPaid: true),
    .init(
      words: ["edit", "{generation}/1", "dusk", "-m", "gemini-3-pro-image"], effect: .steps,
      isPaid: true),
    .init(words: ["session", "start", "-m", "troupe/storyboard"], effect: .steps),
    .init(words: ["session", "say", "@kael waves"], effect: .steps),
    .init(words: ["session", "end"], done: [2, 3]),
    .init(words: ["replay", "{generation}"], effect: .steps),
    .init(words: ["rebuild", "{generation}", "-m", "troupe/storyboard"], effect: .steps),
    .init(words: ["plan", "@kael from behind", "-m", "troupe/storyboard"], effect: .none),
    .init(words: ["sheet", "@kael", "--out", "{folder}/kael-sheet.png"], done: [1]),
    .init(words: ["backup", "{folder}/copy"], made: "copy"),
    .init(words: ["backup", "{folder}/renewed"], made: "renewed"),
    .init(words: ["gc", "--older-than", "0"], effect: .steps),
    .init(words: ["reindex"]),
    .init(words: ["recover"]),
    .init(words: ["key", "set", "google"], stdin: "AIzaNew0123456789\n"),
    .init(words: ["key", "remove", "google"], done: [3]),
  ]

  /// Commands that only read.
  static let reading: [FaultyCommand] = [
    ["list"], ["show", "@kael"], ["show", "@last"], ["search", "roof"],
    ["reference", "list", "@kael"],
    ["coverage", "@kael"], ["lineage", "@last"], ["compare", "@last", "@last~1"], ["costs"],
    ["models"], ["key", "list"], ["verify"], ["session", "show"], ["check", "@last", "--offline"],
  ].map { .init(words: $0, effect: .none, done: $0 == ["verify"] ? [7] : []) }
}
