import Troupe

/// Data goes to stdout, talk to stderr; with `--json` only the document is data.
struct Console {
  let isJSON: Bool
  let isQuiet: Bool
  let isVerbose: Bool

  /// Data for people, one or more lines; nothing with `--json`.
  func print(_ text: @autoclosure () -> SafeText) {
    if !isJSON { StandardStream.output.write(text().wrapped() + "\n") }
  }

  /// The one document of `--json`; nothing without it.
  func document(_ value: @autoclosure () -> some Encodable) throws {
    if isJSON {
      let document = SafeJSON.Versioned(document: value())
      StandardStream.output.write(try SafeJSON.text(document) + "\n")
    }
  }

  /// Talk for people; with `--json` only when they ask for it, so that an error is the one line on
  /// stderr.
  func say(_ text: SafeText) {
    if !isQuiet && (!isJSON || isVerbose) { StandardStream.error.write(text.wrapped() + "\n") }
  }

  /// What the user should know though the command goes on; with `--json` one line of JSON for each.
  func warn(_ problems: [TroupeError]) {
    if isQuiet { return }
    for problem in problems {
      if !isJSON {
        let text: SafeText = "\("Warning:", .bad) \(problem.sentence)"
        StandardStream.error.write(text.wrapped() + "\n")
      } else if let line = try? SafeJSON.text(WarningDocument(warning: .init(problem))) {
        StandardStream.error.write(line + "\n")
      }
    }
  }

  /// That people are shown of whom no file says that they agreed; with `--json` one line of JSON for each.
  func warn(of likenesses: [LikenessWarning]) {
    if isQuiet { return }
    for one in likenesses {
      let message = """
        \(one.asset) shows a real person, and no release says what they agreed to. \
        'troupe set \(one.asset) --release FILE' keeps one.
        """
      if !isJSON {
        let text: SafeText = "\("Warning:", .bad) \(message)"
        StandardStream.error.write(text.wrapped() + "\n")
      } else if let line = try? SafeJSON.text(
        WarningDocument(warning: .init(code: "no_release", message: message)))
      {
        StandardStream.error.write(line + "\n")
      }
    }
  }

  /// Talk for those who asked for more.
  func detail(_ text: SafeText) {
    if isVerbose { StandardStream.error.write(text + "\n") }
  }

  /// How many jobs providers have under way, and the command that goes on with them.
  func say(jobs: Int) {
    if jobs == 0 { return }
    say(
      """
      \(jobs.of("job")) \(jobs == 1 ? "is" : "are") under way: 'troupe recover --fetch' goes on \
      with \(jobs == 1 ? "it" : "them").
      """)
  }

  /// A bar on stderr while a long work goes on.
  func progress(_ title: String) -> ProgressBar {
    ProgressBar(title, isShown: !isQuiet && StandardStream.error.isTerminal)
  }

  /// Names the characters of a drawing that no font has.
  func sayLacking(_ characters: String) {
    if characters.isEmpty { return }
    #if Text
      let first = characters.prefix(8).map(String.init).joined(separator: " ")
      let rest = characters.count - 8
      say(
        """
        No font of this system has \(rest > 0 ? "\(first) and \(rest) more characters" : first): \
        drawn as empty boxes. Install one that has them, as in Debian's fonts-noto-core.
        """)
    #else
      say("The picture has no text: this troupe was built without its trait Text.")
    #endif
  }
}

private struct WarningDocument: Encodable {
  struct Body: Encodable {
    let code: String
    let message: String

    init(code: String, message: String) {
      self.code = code
      self.message = message
    }

    init(_ problem: TroupeError) {
      code = problem.code
      message = problem.sentence
    }
  }
  let warning: Body
}
