import Troupe

/// One call of a tool: what it was given, and what it may use.
struct Call: Sendable {
  let library: Library
  /// How errors are worded.
  let wording: ErrorWording
  let arguments: [String: JSON]
  /// Whether nothing may be changed, so that no file can be taken in either.
  var isReadOnly = false
  /// How far paid calls of this client may go.
  let purse: Purse
  /// The longer side of pictures, unless another is asked for.
  let previewEdge: Int
  /// Told how far it has come: so much of so much, in words.
  let onProgress: @Sendable (_ done: Int, _ total: Int?, _ words: String) -> Void

  /// - Throws: `TroupeError.invalidValue` for an argument that the tool has not, one of another kind, and one that is missing.
  func check(_ parameters: [Parameter]) throws {
    for (name, value) in arguments.sorted(by: { $0.key < $1.key }) {
      guard let parameter = parameters.first(where: { $0.name == name }) else {
        throw TroupeError.invalidValue(
          name: "argument", value: name,
          expected: "one of " + parameters.map(\.name).joined(separator: ", "))
      }
      guard value == .null || parameter.takes(value) else {
        throw TroupeError.invalidValue(
          name: name, value: String(value.line.prefix(200)), expected: parameter.expected)
      }
    }
    for parameter in parameters where parameter.isRequired && self[parameter.name] == nil {
      throw TroupeError.invalidValue(name: parameter.name, value: "", expected: parameter.about)
    }
  }

  subscript(name: String) -> JSON? {
    arguments[name].flatMap { $0 == .null ? nil : $0 }
  }

  /// A text; empty is none.
  func text(_ name: String) -> String? {
    self[name]?.text.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A text that `check` made sure of.
  func needed(_ name: String) -> String { self[name]?.text ?? "" }

  func flag(_ name: String) -> Bool { self[name] == .flag(true) }

  func texts(_ name: String) -> [String]? { self[name].map { $0.elements.compactMap(\.text) } }

  /// A whole number within bounds.
  func integer(_ name: String, _ bounds: ClosedRange<Int>) throws -> Int? {
    guard let value = self[name] else { return nil }
    guard let number = value.integer, bounds.contains(number) else {
      throw TroupeError.invalidValue(
        name: name, value: value.line,
        expected: "\(bounds.lowerBound) to \(bounds.upperBound)")
    }
    return number
  }

  /// An image by its name.
  /// - Throws: `TroupeError.invalidValue` for a file where nothing may be changed: to be planned with, it would be kept.
  func image(_ text: String) throws -> ImageName {
    let name = ImageName(text)
    if case .file = name { try takeNoFiles(text) }
    return name
  }

  /// - Throws: `TroupeError.invalidValue` where nothing may be changed.
  func takeNoFiles(_ text: String) throws {
    guard isReadOnly else { return }
    throw TroupeError.invalidValue(
      name: "file", value: String(text.prefix(80)),
      expected: "an image of the library: this server only reads, and takes no files")
  }

  /// A handle, with or without its at sign.
  func handle(_ name: String) throws -> Handle {
    try Handle(String(needed(name).trimmingPrefix("@")))
  }
}
