import ArgumentParser
import Foundation
import Troupe

struct ModelsRefreshCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refresh", abstract: "Ask a provider for its list of models, and keep it.",
    discussion: """
      Each model becomes a profile in the folder models of $XDG_CONFIG_HOME/troupe or ~/.config/troupe. It costs nothing \
      and needs no key. Files that you wrote stay; those it wrote are replaced, and removed when the list drops a model. \
      To keep one that you changed, name yourself in its status.source.

        troupe models refresh openrouter
      """)

  @Argument(help: "Whose list, such as openrouter.", completion: .vendors)
  var provider: String

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let refresh = try await Models.refresh(provider)
    try global.console.document(refresh)
    for problem in refresh.problems { global.console.say("\("Left out:", .bad) \(problem).") }
    for id in refresh.added { global.console.detail("added   \(id)") }
    for id in refresh.changed { global.console.detail("changed \(id)") }
    for id in refresh.removed { global.console.detail("removed \(id)") }
    let kept = refresh.kept.isEmpty ? "" : ", \(refresh.kept.count) left as they are"
    global.console.say(
      "\(refresh.added.count) added, \(refresh.changed.count) changed, \(refresh.removed.count) removed, \(refresh.unchanged.count) unchanged\(kept): \(refresh.folder)"
    )
  }
}
