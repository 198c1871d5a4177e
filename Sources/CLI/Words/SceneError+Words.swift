import Foundation
import Troupe

extension SceneError: Worded {
  var sentence: String {
    switch self {
    case .unknownFormat(let file):
      "\(file) is no scene by its name: it ends in .toml, .yaml, .csv or .md."
    case .tooLarge(let file, let found, let bound):
      "\(file) has \(found); a scene has at most \(bound). Split it into several files."
    case .notText(let place):
      "\(place): this is not UTF-8 text. Save the file as UTF-8."
    case .malformed(let place, let format, let reason):
      "\(place): this is not \(format). \(Phrases.sentence(reason.asBeginning))"
    case .noShots(let file):
      "\(file) has no shots. Write one as [[shot]] (TOML), in the list shots: (YAML), as a line (CSV) or below a ## heading (Markdown)."
    case .unknownKey(let place, let key, let nearest, let known):
      "\(place): a scene knows no key '\(key)' there.\(Phrases.suggestion(nearest, otherwise: "It knows \(known.joined(separator: ", "))"))"
    case .badValue(let place, let key, let value, let expected):
      "\(place): \(key) '\(value)' cannot be used: \(Phrases.sentence(expected))"
    case .missingFile(let place, let path):
      "\(place): there is no file \(path). Paths begin at the folder of the scene."
    case .noPrompt(let place, let shot):
      "\(place): shot \(shot) has no prompt. Say what it shows."
    default: namesSentence
    }
  }

  /// What is said of shots, snippets and variables that are not there, or stand in a ring.
  private var namesSentence: String {
    switch self {
    case .duplicateShot(let place, let id, let first):
      "\(place): shot \(id) stands on line \(first) already. Give one of them another id."
    case .unknownShot(let place, let shot, let nearest):
      "\(place): the scene has no shot '\(shot)'.\(Phrases.suggestion(nearest, otherwise: "Name a shot by its id"))"
    case .shotRing(let place, let shots):
      "\(place): shots wait for each other: \(shots.joined(separator: " needs ")). Take one of these edit or after away."
    case .unknownSnippet(let place, let name, let nearest):
      "\(Self.start(place))No snippet is called '%\(name)'.\(Phrases.suggestion(nearest.map { "%\($0)" }, otherwise: "Write \\% for a plain %"))"
    case .unknownVariable(let place, let name, let nearest):
      "\(Self.start(place))No variable is called '{\(name)}'.\(Phrases.suggestion(nearest.map { "{\($0)}" }, otherwise: "Give it a value, or write \\{ for a plain brace"))"
    case .snippetRing(let place, let names):
      "\(Self.start(place))Snippets hold each other: \(names.map { "%\($0)" }.joined(separator: " holds ")). Take one of them out."
    case .promptTooLong(let place, let bound):
      "\(Self.start(place))With its snippets and variables the prompt has more than \(bound) characters. Shorten them."
    case .shot(let place, let id, .request(.tooExpensive(let estimate?, let bound))):
      "\(place), shot \(id): a take costs up to \(estimate.asBound), above its max_cost of \(bound.asBound). Raise that, or leave the shot out with --only."
    case .shot(let place, let id, let error): "\(place), shot \(id): \(error.sentence)"
    case .version(let place, let error): "\(place): \(error.sentence)"
    case .notMade(let file, let shots, let unknown): Self.notMade(file, shots, unknown)
    case .noTake(let shot, let take, let known):
      "Shot \(shot) has no take '\(take)' with an image. \(known.isEmpty ? "None was made yet: 'troupe shots run' makes them." : "It has \(known.map(String.init).joined(separator: ", ")).")"
    default: description
    }
  }

  private static func notMade(_ file: String, _ shots: [String], _ unknown: [String]) -> String {
    let open =
      unknown.isEmpty
      ? ""
      : " Perhaps billed: \(unknown.joined(separator: ", ")); 'troupe recover' tells more, --only with --fresh sends them again."
    guard !shots.isEmpty else { return "\(file): not all is known.\(open)" }
    return
      "\(file): not made: \(shots.joined(separator: ", ")). 'troupe shots status' tells why; run it again to go on.\(open)"
  }

  var exitStatus: ExitStatus {
    switch self {
    case .missingFile, .unknownShot, .unknownSnippet, .unknownVariable, .noTake: .notFound
    case .unknownFormat, .badValue, .unknownKey: .usage
    case .shot(_, _, let error), .version(_, let error): error.exitStatus
    case .notMade(_, _, let unknown): unknown.isEmpty ? .tryLater : .unknown
    default: .badData
    }
  }

  private var description: String { code.replacing("_", with: " ") + "." }

  private static func start(_ place: TextPlace?) -> String { place.map { "\($0): " } ?? "" }
}

extension String {
  /// With a capital first letter.
  fileprivate var asBeginning: String { prefix(1).uppercased() + dropFirst() }
}
