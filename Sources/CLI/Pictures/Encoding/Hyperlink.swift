/// A text in a terminal that leads to an address when it is clicked (OSC 8).
struct Hyperlink: Hashable, Sendable {
  /// Longer addresses are refused, since VTE ignores them (gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda).
  static let longestURL = 2083

  let text: String
  let url: String

  /// `nil` where the text has control characters, or the address anything but visible ASCII.
  init?(text: String, url: String) {
    guard !url.isEmpty, url.utf8.count <= Self.longestURL,
      url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), text == PlainText.oneLine(text)
    else { return nil }
    self.text = text
    self.url = url
  }

  /// A link to a file.
  ///
  /// - Parameters:
  ///   - path: an absolute path.
  ///   - host: the name of this machine, so that a terminal on another one does not open a file of its own; empty
  ///     where it is not known.
  init?(text: String, path: String, host: String) {
    guard path.hasPrefix("/"), host.utf8.allSatisfy(Self.isHostByte) else { return nil }
    self.init(text: text, url: "file://\(host)\(Self.percentEncoded(path))")
  }

  /// What is written to show it.
  var sequence: String { start + text + Self.end }

  /// What is written before its text.
  var start: String { "\u{1B}]8;;\(url)\u{1B}\\" }

  /// What is written after its text.
  static let end = "\u{1B}]8;;\u{1B}\\"

  private static func percentEncoded(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF")
    return path.utf8.reduce(into: "") { result, byte in
      if isHostByte(byte) || [0x2F, 0x5F, 0x7E].contains(byte) {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
  }

  /// A letter, a digit, a hyphen or a period.
  private static func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E: true
    default: false
    }
  }
}

/// Texts from outside, which could otherwise steer the terminal.
enum PlainText {
  /// `text` with a space for every control character and separator of lines.
  static func oneLine(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: " "
      default: scalar
      }
    }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars)
    return String(result)
  }
}
