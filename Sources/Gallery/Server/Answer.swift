import Foundation

/// What a handler answers.
struct Answer: Sendable {
  /// What is sent.
  enum Content: Sendable {
    case bytes([UInt8])
    /// A file of `byteCount` bytes, sent by pieces.
    case file(path: String, byteCount: Int)
  }

  var status: Int
  /// Fields besides those that every answer has.
  var fields: [(name: String, value: String)]
  var content: Content
  /// The tag of bytes that never change, without quotes; nil for what may not be kept.
  var etag: String?
  /// Settings to keep for a year.
  var cookies: [(name: String, value: String)] = []

  /// A page.
  static func html(_ text: String, status: Int = 200) -> Answer {
    Answer(
      status: status, fields: [("Content-Type", "text/html; charset=utf-8")],
      content: .bytes(Array(text.utf8)))
  }

  /// A JSON text.
  static func json(_ bytes: Data, status: Int = 200) -> Answer {
    Answer(
      status: status, fields: [("Content-Type", "application/json")],
      content: .bytes([UInt8](bytes)))
  }

  /// The address to go to next, with GET (303).
  static func redirect(_ place: String) -> Answer {
    Answer(status: 303, fields: [("Location", ascii(place))], content: .bytes([]))
  }

  /// A file whose bytes never change as long as `etag` is the same; ranges of it can be asked.
  static func file(_ path: String, type: String, byteCount: Int, etag: String) -> Answer {
    Answer(
      status: 200, fields: [("Content-Type", type)],
      content: .file(path: path, byteCount: byteCount), etag: etag)
  }

  /// Bytes; with `etag` they are kept by the reader for good.
  static func text(_ bytes: [UInt8], type: String, etag: String?) -> Answer {
    Answer(status: 200, fields: [("Content-Type", type)], content: .bytes(bytes), etag: etag)
  }

  /// A line that needs no page.
  static func plain(_ text: String, status: Int) -> Answer {
    Answer(
      status: status, fields: [("Content-Type", "text/plain; charset=utf-8")],
      content: .bytes(Array(text.utf8)))
  }

  /// Bytes that are no visible ASCII, percent-encoded: a header field holds nothing else.
  private static func ascii(_ place: String) -> String {
    var text = ""
    for byte in place.utf8 {
      if (0x21...0x7E).contains(byte) {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return text
  }
}
