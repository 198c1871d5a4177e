import ArgumentParser
import Foundation
import Troupe

/// An error in the form in which the command line reports it.
struct Failure {
  let code: String
  var message: String
  var exitStatus: Int32

  /// The failure that `error` is; `nil` for a request for help and for a reader that closed the
  /// pipe.
  static func of(_ error: any Error) -> Failure? {
    switch error {
    case let error as TroupeError:
      return Failure(
        code: error.code, message: error.sentence, exitStatus: error.exitStatus.rawValue)
    case is CancellationError: return of(TroupeError.interrupted)
    case let error as WriteFault:
      if error.isClosedPipe { return nil }
      return Failure(code: "output", message: error.message, exitStatus: 1)
    default:
      let status = TroupeCommand.exitCode(for: error)
      if status == .success { return nil }
      guard status == .validationFailure else {
        let words = "\(error.localizedDescription) (\(error))"
        return Failure(code: "internal", message: words, exitStatus: 1)
      }
      return Failure(code: "usage", message: usage(error), exitStatus: 2)
    }
  }

  /// What `--help`, `--version` and the like want printed.
  static func helpText(_ error: any Error) -> String? {
    if error is TroupeError || error is CancellationError || error is WriteFault { return nil }
    guard TroupeCommand.exitCode(for: error) == .success else { return nil }
    let text = TroupeCommand.fullMessage(for: error)
    return text.isEmpty ? nil : text
  }

  /// One line of JSON, or a sentence, on stderr.
  func report(asJSON: Bool) {
    if asJSON, let line = try? SafeJSON.text(Document(error: .init(self))) {
      return StandardStream.error.write(line + "\n")
    }
    let text: SafeText = "\("Error:", .bad) \(lines: message)"
    StandardStream.error.write(text.wrapped() + "\n")
  }

  private static func usage(_ error: any Error) -> String {
    let text = TroupeCommand.fullMessage(for: error)
    return text.hasPrefix("Error: ") ? String(text.dropFirst(7)) : text
  }

  private struct Document: Encodable {
    struct Body: Encodable {
      let code: String
      let message: String
      let exitStatus: Int32

      init(_ failure: Failure) {
        code = failure.code
        message = failure.message
        exitStatus = failure.exitStatus
      }
    }
    let error: Body
  }
}
