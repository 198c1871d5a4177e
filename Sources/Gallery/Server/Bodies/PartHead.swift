/// What a part of multipart/form-data says of itself.
struct PartHead: Hashable, Sendable {
  let name: String
  /// nil for a part that is no file.
  let fileName: String?

  init(name: String, fileName: String?) {
    self.name = name
    self.fileName = fileName
  }

  /// Reads the fields before a part's bytes; nil where they do not name it.
  init?(_ text: String) {
    let lines = text.split(whereSeparator: \.isNewline)
    let values = lines.compactMap { line -> FieldValue? in
      guard let colon = line.firstIndex(of: ":"),
        line[..<colon].lowercased() == "content-disposition"
      else { return nil }
      return FieldValue(line[line.index(after: colon)...])
    }
    guard let value = values.first, value.word == "form-data", let name = value["name"] else {
      return nil
    }
    self.name = Self.unescaped(name)
    fileName = value["filename"].map(Self.unescaped).map { full in
      full.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }.last.map(String.init)
        ?? ""
    }
  }

  /// Browsers write three characters so, and leave all others as they are.
  private static func unescaped(_ text: String) -> String {
    var rest = text[...]
    var plain = ""
    while let character = rest.popFirst() {
      let code = character == "%" ? rest.prefix(2).uppercased() : ""
      if let meant = ["22": "\"", "0D": "\r", "0A": "\n"][code] {
        plain += meant
        rest = rest.dropFirst(2)
      } else {
        plain.append(character)
      }
    }
    return plain
  }
}

/// A field value with parameters, such as `form-data; name="file"`.
struct FieldValue: Sendable {
  /// What comes first, in small letters.
  let word: String
  private var parameters: [String: String] = [:]

  init(_ text: some StringProtocol) {
    var rest = text.unicodeScalars[...]
    word = String(String.UnicodeScalarView(rest.prefix { $0 != ";" }))
      .filter { !$0.isWhitespace }.lowercased()
    rest = rest.drop { $0 != ";" }.dropFirst()
    while !rest.isEmpty {
      let name = String(String.UnicodeScalarView(rest.prefix { $0 != "=" && $0 != ";" }))
        .filter { !$0.isWhitespace }.lowercased()
      rest = rest.drop { $0 != "=" && $0 != ";" }
      var value = String.UnicodeScalarView()
      if rest.popFirst() == "=" {
        rest = rest.drop { $0 == " " }
        if rest.first == "\"" {
          rest.removeFirst()
          while let scalar = rest.popFirst(), scalar != "\"" {
            // Only a quote is escaped: a backslash may be one of a file name.
            let isEscape = scalar == "\\" && rest.first == "\""
            value.append(isEscape ? rest.removeFirst() : scalar)
          }
        } else {
          value.append(contentsOf: rest.prefix { $0 != ";" && $0 != " " })
        }
        rest = rest.drop { $0 != ";" }.dropFirst()
      }
      if !name.isEmpty, parameters[name] == nil { parameters[name] = String(value) }
    }
  }

  subscript(name: String) -> String? { parameters[name] }
}
