/// Where the tables and keys of a TOML document stand, which its parser does not say.
struct TOMLOutline {
  /// A `[[shot]]`.
  struct Shot {
    let line: Int
    /// The lines of its keys, those in tables of it by path, as in `look.kael`.
    var keys: [String: Int] = [:]
    let idPlace: SceneSource.IDPlace
  }

  private(set) var shots: [Shot] = []
  /// The lines of all other tables and keys, by path, as in `defaults.model`.
  private(set) var keys: [String: Int] = [:]

  private let text: [UInt8]
  private var position = 0
  private var line = 1
  private var table: [String] = []

  /// Reads what is valid TOML.
  init(_ text: String) {
    self.text = Array(text.utf8)
    while position < self.text.count { readLine() }
  }

  private mutating func readLine() {
    skip(while: { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D })
    switch peek {
    case UInt8(ascii: "["): readHead()
    case UInt8(ascii: "#"), 0x0A, nil: break
    default: readPair()
    }
    skip(while: { $0 != 0x0A })
    advance()
  }

  private mutating func readHead() {
    let isShot = position + 1 < text.count && text[position + 1] == UInt8(ascii: "[")
    position += isShot ? 2 : 1
    let (path, line) = (readPath(until: UInt8(ascii: "]")), line)
    position += isShot ? 2 : 1
    skip(while: { $0 != 0x0A })
    table = path
    if isShot && Self.isShot(path) {
      let isEnd = position >= text.count
      let end = position > 0 && text[position - 1] == 0x0D ? "\r\n" : "\n"
      shots.append(
        Shot(
          line: line,
          idPlace: isEnd
            ? .init(offset: position, before: "\nid = \"", after: "\"")
            : .init(offset: position + 1, before: "id = \"", after: "\"\(end)")))
    } else {
      enter([], line)
    }
  }

  private static func isShot(_ path: [String]) -> Bool {
    path.count == 1 && (path[0] == "shot" || path[0] == "shots")
  }

  private mutating func readPair() {
    let line = line
    let path = readPath(until: UInt8(ascii: "="))
    advance()
    skipValue()
    // Each beginning of a path has a line too, for what is wrong with a table that dots make.
    for count in 1...path.count { enter(Array(path.prefix(count)), line) }
  }

  private mutating func enter(_ path: [String], _ line: Int) {
    let whole = table + path
    if Self.isShot(Array(table.prefix(1))), !shots.isEmpty {
      let key = whole.dropFirst().joined(separator: ".")
      shots[shots.count - 1].keys[key] = shots[shots.count - 1].keys[key] ?? line
    } else {
      let key = whole.joined(separator: ".")
      keys[key] = keys[key] ?? line
    }
  }

  /// The parts of a key between dots, without their quotes.
  private mutating func readPath(until end: UInt8) -> [String] {
    var (parts, part) = ([String](), [UInt8]())
    while let byte = peek, byte != end, byte != 0x0A {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        advance()
        while let inner = peek, inner != byte, inner != 0x0A {
          part.append(inner)
          advance()
        }
      } else if byte == UInt8(ascii: ".") {
        parts.append(String(decoding: part, as: UTF8.self))
        part = []
      } else if byte > 0x20 {
        part.append(byte)
      }
      advance()
    }
    return parts + [String(decoding: part, as: UTF8.self)]
  }

  /// Goes to the end of a value: the end of its line, outside of quotes and brackets.
  private mutating func skipValue() {
    var depth = 0
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): skipQuoted(byte)
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1; advance()
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1; advance()
      case UInt8(ascii: "#"): skip(while: { $0 != 0x0A })
      case 0x0A where depth <= 0: return
      default: advance()
      }
    }
  }

  private mutating func skipQuoted(_ quote: UInt8) {
    let isLong = text[position...].starts(with: [quote, quote, quote])
    position += isLong ? 3 : 1
    while let byte = peek {
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        advance()
      } else if byte == quote, !isLong || text[position...].starts(with: [quote, quote, quote]) {
        position += isLong ? 3 : 1
        // Up to two quotes may stand before the three that end it.
        while isLong, peek == quote { position += 1 }
        return
      }
      advance()
    }
  }

  private var peek: UInt8? { position < text.count ? text[position] : nil }

  private mutating func advance() {
    if peek == 0x0A { line += 1 }
    position += 1
  }

  private mutating func skip(while isSkipped: (UInt8) -> Bool) {
    while let byte = peek, isSkipped(byte) { advance() }
  }
}
