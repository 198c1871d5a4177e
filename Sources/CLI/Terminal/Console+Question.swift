import Foundation
import Troupe

/// What a person at the terminal is asked before something goes on.
extension Console {
  /// Whether a person can read a question and answer it, wherever the results go.
  var isAtTerminal: Bool { StandardStream.error.isTerminal && isatty(STDIN_FILENO) == 1 }

  /// Does `work`, and where it stops at an image without content, asks whether to go on; programs are not asked.
  func confirmingBlank<Made>(
    _ options: GenerateOptions, _ work: (GenerateOptions) async throws -> Made
  ) async throws -> Made {
    do { return try await work(options) } catch let error as TroupeError {
      guard case .request(.blankImage(let name, let content)) = error, !isJSON, isAtTerminal,
        try await isConfirmed("\(name) is \(content). Send it all the same?")
      else { throw error }
      var allowing = options
      allowing.allowsBlank = true
      return try await work(allowing)
    }
  }

  /// Asks on stderr; only an answer that begins with y is one.
  /// - Throws: `CancellationError` when it is stopped before an answer comes.
  func isConfirmed(_ question: SafeText) async throws -> Bool {
    try await answer(to: question + " [y/N]").lowercased().hasPrefix("y")
  }

  /// Asks on stderr until one of `words`, or the beginning of one, is answered; an empty answer is none.
  /// - Throws: `CancellationError` when it is stopped before an answer comes.
  func choice(_ question: SafeText, among words: [String]) async throws -> String? {
    while true {
      let answer = try await answer(to: question + " [\(words.joined(separator: "/"))]")
        .trimmingCharacters(in: .whitespaces).lowercased()
      if answer.isEmpty { return nil }
      let meant = words.filter { $0.hasPrefix(answer) }
      if meant.count == 1 { return meant[0] }
    }
  }

  private func answer(to question: SafeText) async throws -> String {
    StandardStream.error.write(question + " ")
    var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    // Reading would wait for a line whatever is stopped meanwhile.
    while poll(&input, 1, 100) < 1 {
      if Task.isCancelled { StandardStream.error.write("\n") }
      try Task.checkCancellation()
    }
    return readLine() ?? ""
  }
}
