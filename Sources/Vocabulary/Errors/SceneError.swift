/// A place in a text that people write.
public struct TextPlace: Hashable, Sendable, CustomStringConvertible {
  /// The file's name or path.
  public let file: String
  /// The line, from 1.
  public let line: Int

  /// `line` of `file`.
  public init(_ file: String, line: Int) {
    self.file = file
    self.line = line
  }

  /// As in `scene.toml, line 3`.
  public var description: String { "\(file), line \(line)" }
}

/// What can go wrong with the file of a scene, and with snippets and variables in a prompt.
public indirect enum SceneError: Error, Hashable, Sendable {
  /// The file's name does not end as one of a scene does.
  case unknownFormat(file: String)
  /// The file is larger than a scene may be, or has more shots: what there is of it, the bound.
  case tooLarge(file: String, found: String, bound: String)
  /// The line is not UTF-8.
  case notText(TextPlace)
  /// The file breaks the rules of its format, and why.
  case malformed(TextPlace, format: String, reason: String)
  /// There is no shot in the file.
  case noShots(file: String)
  /// No such key is known there; `nearest` are spelled alike, `known` are all.
  case unknownKey(TextPlace, key: String, nearest: [String], known: [String])
  /// The value of a key cannot be used; what is expected.
  case badValue(TextPlace, key: String, value: String, expected: String)
  /// A file that the scene names is not there.
  case missingFile(TextPlace, path: String)
  /// The shot has no words.
  case noPrompt(TextPlace, shot: String)
  /// Two shots have the same id: the place of the second, the line of the first.
  case duplicateShot(TextPlace, id: String, first: Int)
  /// A shot is made from one, or comes after one, that the scene does not have.
  case unknownShot(TextPlace, shot: String, nearest: [String])
  /// Shots wait for each other in a ring, in which the first is said again at the end.
  case shotRing(TextPlace, shots: [String])
  /// No snippet is called so. The place is `nil` for a prompt that is in no file.
  case unknownSnippet(TextPlace?, name: String, nearest: [String])
  /// No variable is called so. The place is `nil` for a prompt that is in no file.
  case unknownVariable(TextPlace?, name: String, nearest: [String])
  /// Snippets hold each other in a ring, in which the first is said again at the end.
  case snippetRing(TextPlace?, names: [String])
  /// Snippets and variables make more words of a prompt than may be sent: the bound in characters.
  case promptTooLong(TextPlace?, bound: Int)

  /// A shot cannot be sent, and why.
  case shot(TextPlace, id: String, TroupeError)

  /// An asset cannot be shown as it was, and why.
  case version(TextPlace, TroupeError)

  /// Shots that were to be made were not, or are of no known outcome, which may be billed.
  case notMade(file: String, shots: [String], unknown: [String])

  /// A shot has no such take with an image; `known` are the numbers of those that it has.
  case noTake(shot: String, take: String, known: [Int])

  /// A stable name for programs, as in `unknown_shot`.
  public var code: String {
    switch self {
    case .unknownFormat: "unknown_scene_format"
    case .tooLarge: "scene_too_large"
    case .notText: "scene_not_text"
    case .malformed: "malformed_scene"
    case .noShots: "no_shots"
    case .unknownKey: "unknown_scene_key"
    case .badValue: "bad_scene_value"
    case .missingFile: "missing_scene_file"
    case .noPrompt: "shot_without_prompt"
    case .duplicateShot: "duplicate_shot"
    case .unknownShot: "unknown_shot"
    case .shotRing: "shot_ring"
    case .unknownSnippet: "unknown_snippet"
    case .unknownVariable: "unknown_variable"
    case .snippetRing: "snippet_ring"
    case .promptTooLong: "prompt_too_long"
    case .shot(_, _, let error): error.code
    case .version(_, let error): error.code
    case .notMade: "shots_not_made"
    case .noTake: "no_take"
    }
  }
}
