import ArgumentParser

/// How pictures are shown in the terminal.
enum ShowChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, kitty, iterm, sixel, blocks, off

  /// `arguments` with `--show` alone, before any `--`, as `--show=auto`.
  static func completed(_ arguments: [String]) -> [String] {
    let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
    return arguments.enumerated().map { index, argument in
      guard argument == "--show", index < end else { return argument }
      let next = index + 1 < end ? arguments[index + 1] : ""
      return ShowChoice(rawValue: next) == nil ? "--show=auto" : argument
    }
  }
}

/// The option by which a command shows the pictures of what it answers.
struct ShowOptions: ParsableArguments {
  @Option(
    name: .customLong("show"),
    help: ArgumentHelp(
      """
      Show the pictures in the terminal: auto (the best that it takes; nothing where there is none), \
      kitty, iterm, sixel, blocks or off. --show alone is --show=auto.
      """, valueName: "how"))
  var choice = ShowChoice.off

  /// Where pictures are shown; `nil` where none is to be shown, or none can be.
  func screen(_ console: Console) -> PictureScreen? {
    choice == .off || console.isJSON ? nil : PictureScreen(choice, console)
  }
}
