internal import Foundation
internal import TOMLKit

/// A file that says what may be done: settings, providers, profiles. What is there and cannot be read is never taken for
/// absent, as a bound on cost may stand in it.
struct ConfigurationFile {
  /// The whole path.
  let path: String
  /// What it is, for people, as in `Settings`.
  let kind: String
  /// What does not happen until it is corrected, for people.
  let until: String

  /// The most bytes that are read.
  private static let longest = 1 << 20

  /// Its text without a byte-order mark; `nil` where there is no such file.
  /// - Throws: `TroupeError.invalidValue` with the path, the line where there is one, and what to do.
  func text() throws(TroupeError) -> String? {
    guard let bytes = try bytes() else { return nil }
    let start = Array(bytes.prefix(2))
    if start == [0xFF, 0xFE] || start == [0xFE, 0xFF] || bytes.contains(0) {
      throw fault("it is UTF-16 or no text; save it as UTF-8")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw fault("line \(Self.lineOfFirstFault(in: bytes)) is not UTF-8 text; save it as UTF-8")
    }
    return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
  }

  /// The TOML in it, and its text; `nil` where there is no such file.
  /// - Throws: as `text()`, and for what is no TOML.
  func table() throws(TroupeError) -> (TOMLTable, TOMLLines)? {
    guard let text = try text() else { return nil }
    do {
      return (try TOMLTable(string: text), TOMLLines(text))
    } catch let error as TOMLParseError {
      let words = error.description.split(whereSeparator: \.isNewline).first ?? ""
      throw fault("line \(error.source.begin.line) is not TOML (\(words)); correct it")
    } catch {
      throw fault("it is not TOML; correct it")
    }
  }

  /// That it cannot be used, and why.
  func fault(_ reason: String) -> TroupeError {
    .invalidValue(
      name: kind, value: path, expected: "\(reason), or move it away: \(until) until then")
  }

  private func bytes() throws(TroupeError) -> Data? {
    // A pipe would keep an open that waits for its writer.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      let number = errno
      var facts = stat()
      let isAbsent = number == ENOTDIR || (number == ENOENT && lstat(path, &facts) != 0)
      if isAbsent { return nil }
      throw fault(
        number == ENOENT
          ? "it is a link to what is not there; correct it"
          : "it cannot be read (\(String(cString: strerror(number)))); correct that")
    }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
      let isFolder = facts.st_mode & S_IFMT == S_IFDIR
      throw fault(
        "\(isFolder ? "a folder" : "a pipe or a device") stands in its place; put the file there")
    }
    do {
      let bytes = try file.read(upToCount: Self.longest + 1) ?? Data()
      if bytes.count <= Self.longest { return bytes }
    } catch {
      throw fault("it cannot be read (\(error.localizedDescription)); correct that")
    }
    throw fault("it has more than \(Self.longest) bytes; shorten it")
  }

  private static func lineOfFirstFault(in bytes: Data) -> Int {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let first = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
    return (first ?? 0) + 1
  }
}

/// The lines of a TOML document, to say where a value stands.
struct TOMLLines {
  /// The first line of each key, by its table and a zero before it; the first of each table by its name.
  private var keys: [String: Int] = [:]
  private var tables: [String: Int] = [:]

  init(_ text: String) {
    var table = ""
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let bare = line.filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
      if bare.hasPrefix("[") {
        table = String(bare.dropFirst().prefix { $0 != "]" })
        tables[table] = tables[table] ?? index + 1
        continue
      }
      let whole = bare.prefix { $0 != "=" }
      for key in Set([whole, whole.prefix { $0 != "." }]) {
        let place = "\(table)\0\(key)"
        keys[place] = keys[place] ?? index + 1
      }
    }
  }

  /// Where `key` is set in the table `table`, or at the top, as in `line 3`; where it is not found, the table's own line.
  func place(of key: String, in table: String = "") -> String {
    let heads = [tables[table], tables[key]].compactMap(\.self)
    return (keys["\(table)\0\(key)"] ?? heads.min()).map { "line \($0)" } ?? "the file"
  }
}
