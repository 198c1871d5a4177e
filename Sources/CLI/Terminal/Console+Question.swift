import Foundation
import Troupe

/// What a person at the terminal is asked before something goes on.
extension Console {
  /// Whether a person can answer: both sides are a terminal, and programs are not served.
  private var canAsk: Bool {
    !isJSON && StandardStream.error.isTerminal && isatty(STDIN_FILENO) == 1
  }

  /// Does `work`, and where it stops at an image without content, asks whether to go on.
  func confirmingBlank<Made>(
    _ options: GenerateOptions, _ work: (GenerateOptions) async throws -> Made
  ) async throws -> Made {
    do { return try await work(options) } catch let error as TroupeError {
      guard case .request(.blankImage(let name, let content)) = error, canAsk,
        isConfirmed("\(name) is \(content). Send it all the same?")
      else { throw error }
      var allowing = options
      allowing.allowsBlank = true
      return try await work(allowing)
    }
  }

  /// Asks on stderr; only an answer that begins with y is one.
  private func isConfirmed(_ question: SafeText) -> Bool {
    StandardStream.error.write(question + " [y/N] ")
    return readLine()?.lowercased().hasPrefix("y") == true
  }
}
