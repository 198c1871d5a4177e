import ArgumentParser
import Troupe

struct UndoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Take back the last rating, pick, tag or note.",
    discussion: """
      All that one command said is taken back at once; the next undo takes back what was said \
      before that. Boards, the cast and the record are not touched.

        troupe undo
      """)

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let undone = try await global.openToWrite().undo()
    try global.console.document(undone)
    let who = undone.who.isEmpty ? "" : " by \(undone.who)"
    global.console.say("Taken back: the \(undone.kind.rawValue) of \(undone.at.asMinute)\(who).")
    global.console.print(undone.annotations.lines)
  }
}
