/// Why a character's file cannot be read or written.
package enum CardFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// A part of the file has more bytes than the bound.
  case tooLarge(String, most: Int)
  /// The text of a place is not base64; the offset is that of the first wrong byte.
  case invalidBase64(String, offset: Int)
  /// The JSON is broken; line and column count from 1, the column in bytes.
  case invalidJSON(String, line: Int, column: Int)
  /// An entry of the archive cannot be read.
  case unreadable(String)
  /// What says that it is a card has no fields of one.
  case noCard(String)
  /// The format is newer than the newest that is known; its keys may mean something else.
  case newerFormat(Int, newest: Int)
  /// A picture to be written is not a PNG; counted from 0.
  case notPNG(index: Int)
  /// A value to be written has no place in the format.
  case notWritable(String)

  package var description: String {
    switch self {
    case .tooLarge(let part, let most): "\(part) has more than \(most) bytes."
    case .invalidBase64(let place, let offset):
      "\(place) is not valid base64 at byte \(offset)."
    case .invalidJSON(let reason, let line, let column):
      "The JSON is invalid at line \(line), column \(column): \(reason)."
    case .unreadable(let place): "\(place) cannot be read."
    case .noCard(let place): "\(place) has no fields of a character card."
    case .newerFormat(let version, let newest):
      "The format has version \(version); \(newest) is the newest that can be read."
    case .notPNG(let index): "Picture \(index + 1) is not a PNG."
    case .notWritable(let reason): reason
    }
  }
}
