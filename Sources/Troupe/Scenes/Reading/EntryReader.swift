internal import Foundation

/// Reads the entries of one shot, and says of each that cannot be used what is expected, with its line.
struct EntryReader {
  let file: String
  /// The line of the shot, for what it does not say.
  let line: Int
  let entries: SceneEntries
  /// Where files are sought; `nil` for the working directory.
  let folder: URL?

  /// The words of `key`; `nil` where it is not said, or said to be nothing.
  func text(_ key: String) -> String? {
    guard let text = entries[key]?.text, !text.isEmpty else { return nil }
    return text
  }

  /// Each of the words of `key`, read by `read`.
  func list<Value>(_ key: String, _ read: (String) throws -> Value) throws -> [Value] {
    try (entries[key]?.all ?? []).filter { !$0.isEmpty }.map { word in
      try understand(key, word, read)
    }
  }

  /// The value of `key`, read by `read`, whose errors become those of the file.
  func value<Value>(_ key: String, _ read: (String) throws -> Value) throws -> Value? {
    try text(key).map { try understand(key, $0, read) }
  }

  /// The value of `key`, for which `read` may know nothing.
  func value<Value>(
    _ key: String, expected: String, _ read: (String) -> Value?
  ) throws -> Value? {
    guard let text = text(key) else { return nil }
    guard let value = read(text) else { throw bad(key, text, expected) }
    return value
  }

  /// A whole number in `range`.
  func number(_ key: String, _ range: ClosedRange<Int>) throws -> Int? {
    let bounds =
      range == Int.min...Int.max ? "" : ", \(range.lowerBound) to \(range.upperBound)"
    return try value(key, expected: "it is a whole number\(bounds)") { text in
      Int(text).flatMap { range.contains($0) ? $0 : nil }
    }
  }

  func flag(_ key: String) throws -> Bool {
    try value(key, expected: "it is true or false") { text in
      switch text.lowercased() {
      case "true", "yes", "1": true
      case "false", "no", "0": false
      default: nil
      }
    } ?? false
  }

  /// The values of the table `key`, by name.
  func table(_ key: String) throws -> [String: SceneEntry] {
    if let entry = entries[key] {
      throw bad(key, entry.text, "it is a table, as in \(key).NAME = \"value\"")
    }
    let start = "\(key)."
    return entries.reduce(into: [:]) { table, one in
      if one.key.hasPrefix(start) { table[String(one.key.dropFirst(start.count))] = one.value }
    }
  }

  /// An image: a file from the folder of the scene, or one of the library.
  func image(_ key: String, _ text: String) throws -> ImageName {
    let file = URL(filePath: text, relativeTo: folder).absoluteURL
    if FileManager.default.fileExists(atPath: file.path) { return .file(file) }
    let name = ImageName(text)
    if case .file = name {
      throw TroupeError.scene(.missingFile(place(key), path: text))
    }
    return name
  }

  /// An image with what it is for behind it if need be, as in `pose.png:pose`.
  func input(_ key: String, _ text: String) throws -> NamedInput {
    guard let colon = text.lastIndex(of: ":"), text[colon...].dropFirst().first != "/" else {
      return NamedInput(try image(key, text))
    }
    let word = String(text[text.index(after: colon)...])
    guard let use = PictureUse(word: word) else {
      throw bad(
        key, text, "behind a picture can stand \(PictureUse.words.joined(separator: ", "))")
    }
    return NamedInput(
      try image(key, String(text[..<colon])), role: use.role, subject: use.subject)
  }

  func place(_ key: String) -> TextPlace { TextPlace(file, line: entries[key]?.line ?? line) }

  func bad(_ key: String, _ value: String, _ expected: String) -> TroupeError {
    .scene(.badValue(place(key), key: key, value: String(value.prefix(80)), expected: expected))
  }

  private func understand<Value>(
    _ key: String, _ word: String, _ read: (String) throws -> Value
  ) throws -> Value {
    do {
      return try read(word)
    } catch TroupeError.catalog(.invalidHandle(_, let reason)) {
      throw bad(key, word, "it is no handle: \(reason)")
    } catch TroupeError.invalidValue(_, _, let expected) {
      throw bad(key, word, expected)
    }
  }
}
