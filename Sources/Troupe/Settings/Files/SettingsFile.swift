public import Foundation
internal import TOMLKit
internal import TroupeStorage

/// A `troupe.toml` that is changed a value at a time; comments and the order of lines stay.
public struct SettingsFile: Sendable {
  /// Where it stands; it may not be there yet.
  public let file: URL
  private let isOfUser: Bool

  /// The settings of the library in `folder`.
  public init(library folder: URL) {
    (file, isOfUser) = (folder.appending(path: Settings.fileName), false)
  }

  /// The user's own settings, which hold in every library.
  public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    file = UserFolders.configuration(environment).appending(path: Settings.fileName)
    isOfUser = true
  }

  /// All names, those of tables with a dot behind, as in `hooks.`.
  public static var names: [String] {
    SettingsValues.names.map { tables.contains($0) ? "\($0)." : $0 }
  }

  private static let tables = ["snippets", "hooks"]

  /// What is set in it, by name, as text; names in tables as `hooks.after_import`.
  /// - Throws: `TroupeError.invalidValue` for a file that cannot be read.
  public func values() throws -> [String: String] {
    guard let (table, _) = try reading.table() else { return [:] }
    return Self.flat(table).mapValues(Self.text)
  }

  /// Sets a value in place of the one that is there; the file is made where it is missing.
  /// - Parameters:
  ///   - name: as in a `troupe.toml`, with its table and a dot where it stands in one.
  ///   - value: a text without quotes, or a number.
  /// - Throws: `TroupeError.invalidValue` for a name or a value that the file cannot have, for a file that cannot be read,
  ///   and for one in which the value stands over several lines; `LibraryError` where it cannot be written.
  public func set(_ name: String, to value: String) throws {
    let place = try Place(name)
    try write(try Self.line(place, value, isOfUser: isOfUser), at: place)
  }

  /// Takes a value away, so that the default holds.
  /// - Returns: whether there was one.
  /// - Throws: as `set(_:to:)`.
  @discardableResult
  public func unset(_ name: String) throws -> Bool {
    let place = try Place(name)
    guard try values()[name] != nil else { return false }
    try write(nil, at: place)
    return true
  }

  private var reading: ConfigurationFile {
    ConfigurationFile(path: file.path, kind: "Settings", until: "nothing is sent or imported")
  }

  /// A key, and the table that it stands in.
  private struct Place {
    let table: String
    let key: String

    init(_ name: String) throws {
      let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
      let isInTable = parts.count == 2 && SettingsFile.tables.contains(parts[0])
      guard
        isInTable || (SettingsValues.names.contains(name) && !SettingsFile.tables.contains(name)),
        let key = parts.last, key.allSatisfy({ $0.isLetter || $0.isNumber || "_-".contains($0) })
      else {
        let known = SettingsFile.names.map { $0.hasSuffix(".") ? "\($0)NAME" : $0 }
        let near = Spelling.nearest(to: name, among: SettingsValues.names).first
        throw TroupeError.invalidValue(
          name: "setting", value: name,
          expected: near.map {
            "\($0)\(SettingsFile.tables.contains($0) ? ".NAME" : ""), if that is meant"
          }
            ?? "one of \(known.joined(separator: ", "))")
      }
      (table, self.key) = (isInTable ? parts[0] : "", key)
    }

    var name: String { table.isEmpty ? key : "\(table).\(key)" }
  }

  /// The line that sets `value`, as a number where the setting is one.
  private static func line(_ place: Place, _ value: String, isOfUser: Bool) throws -> String {
    var firstFault: TroupeError?
    let quoted = "\(place.key) = \(Self.quoted(value))"
    let isNumber = value.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) != nil
    for line in (isNumber ? ["\(place.key) = \(value)"] : []) + [quoted] {
      let text = (place.table.isEmpty ? "" : "[\(place.table)]\n") + line
      guard let table = try? TOMLTable(string: text) else { continue }
      var settings = Settings()
      var values = SettingsValues(table: table, isOfUser: isOfUser)
      values.apply(to: &settings)
      if values.faults.isEmpty { return line }
      if case .invalidValue(_, _, let expected) = values.faults[0], firstFault == nil {
        firstFault = .invalidValue(name: place.name, value: value, expected: expected)
      }
    }
    throw firstFault
      ?? TroupeError.invalidValue(name: place.name, value: value, expected: "a text or a number")
  }

  /// Puts `line` at its place, or takes the one that is there away, and makes sure that nothing else changed.
  private func write(_ line: String?, at place: Place) throws {
    let text = try reading.text() ?? ""
    var lines = SettingsLines(text)
    lines.put(line, key: place.key, table: place.table)
    guard let before = try? Self.flat(TOMLTable(string: text)),
      let after = try? Self.flat(TOMLTable(string: lines.text)),
      before.filter({ $0.key != place.name }).mapValues(Self.text)
        == after.filter({ $0.key != place.name }).mapValues(Self.text),
      (after[place.name] == nil) == (line == nil)
    else {
      throw TroupeError.invalidValue(
        name: "Settings", value: file.path,
        expected: "\(place.name) to stand on a line of its own; change it in an editor")
    }
    let target = file.resolvingSymlinksInPath()
    try DurableFile.makeFolder(target.deletingLastPathComponent().path)
    try DurableFile.write(Data(lines.text.utf8), to: target.path, mode: 0o644)
  }

  private static func quoted(_ text: String) -> String {
    let inner = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\n": "\\n"
      case "\t": "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        "\\u" + String(repeating: "0", count: scalar.value < 16 ? 3 : 2)
          + String(scalar.value, radix: 16)
      default: String(scalar)
      }
    }
    return "\"\(inner.joined())\""
  }

  private static func flat(_ table: TOMLTable) -> [String: any TOMLValueConvertible] {
    table.reduce(into: [:]) { all, pair in
      guard let inner = pair.1.table else { return all[pair.0] = pair.1 }
      for (name, value) in inner { all["\(pair.0).\(name)"] = value }
    }
  }

  private static func text(_ value: any TOMLValueConvertible) -> String {
    value.string ?? value.debugDescription
  }
}
