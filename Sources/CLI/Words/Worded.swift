import Foundation
import Troupe

/// What the command line says of an error, and what a shell sees.
protocol Worded {
  /// One sentence or two: what went wrong, with which value, what the bound is, what to do next.
  var sentence: String { get }
  /// The status with which the command ends.
  var exitStatus: ExitStatus { get }
}

/// The statuses with which a command ends.
enum ExitStatus: Int32 {
  case done = 0
  case other = 1
  case usage = 2
  case notFound = 3
  /// By the provider or a limit.
  case refused = 4
  case badData = 5
  /// Not made.
  case tryLater = 6
  /// Not as recorded.
  case integrity = 7
  /// Perhaps billed: no whole answer came, or a job is still under way.
  case unknown = 8
  case interrupted = 130
}

extension TroupeError: Worded {
  var sentence: String {
    switch self {
    case .library(let error): error.sentence
    case .image(let name, let fault): fault.sentence(name)
    case .catalog(let error): error.sentence
    case .request(let error): error.sentence
    case .scene(let error): error.sentence
    case .provider(let error): error.sentence
    case .pack(let error): error.sentence
    case .invalidValue(let name, let value, let expected):
      "\(name) '\(value)' cannot be used: \(expected)."
    case .interrupted:
      "Stopped. What was finished by then is kept. If something was sent, 'troupe show @last' says how far it came, and 'troupe recover --fetch' goes on with a job that is under way."
    }
  }

  var exitStatus: ExitStatus {
    switch self {
    case .library(let error): error.exitStatus
    case .image: .badData
    case .catalog(let error): error.exitStatus
    case .request(let error): error.exitStatus
    case .scene(let error): error.exitStatus
    case .provider(let error): error.exitStatus
    case .pack(let error): error.exitStatus
    case .invalidValue: .usage
    case .interrupted: .interrupted
    }
  }
}

/// Pieces of sentences that several errors share.
enum Phrases {
  static func inLook(_ look: String?) -> String {
    look.map { $0.isEmpty ? " in its usual look" : " in the look '\($0)'" } ?? ""
  }

  static func suggestion(_ nearest: [String], otherwise: String) -> String {
    if nearest.isEmpty { return otherwise.isEmpty ? "" : " \(otherwise)." }
    return " Did you mean \(nearest.joined(separator: ", "))?"
  }

  /// `words` with a period at the end, unless they are a sentence already.
  static func sentence(_ words: String) -> String {
    words.last.map(".!?…".contains) ?? true ? words : "\(words)."
  }

  /// What a provider says, as a sentence.
  static func message(_ words: String) -> String {
    words.isEmpty ? "no words were given." : sentence(words)
  }

  static func dollars(_ value: Double) -> String { String(format: "%.3f", value) }

  static func whenToRetry(_ seconds: Double?, noQuota: Bool) -> String {
    if noQuota { return "Waiting does not help: the account has no quota for this model." }
    if let seconds, seconds <= 0 { return "Try again now." }
    if let seconds { return "Try again in \(Int(seconds.rounded(.up))) s." }
    return "Try again later."
  }
}
