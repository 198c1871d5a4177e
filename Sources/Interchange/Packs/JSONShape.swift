/// How a text of JSON is built, found without building its values.
enum JSONShape {
  /// Checks that `bytes` may be given to a parser: an object in UTF-8 within the bounds of packs.
  /// - Throws: `.notJSON`, `.nestedTooDeeply` or `.tooManyValues` at `place`.
  static func check(_ bytes: [UInt8], at place: String) throws(PackFault) {
    // Parsers guess UTF-16 and UTF-32 from zeros, and would then read another text than was looked at here.
    guard bytes.first == UInt8(ascii: "{"), !bytes.contains(0),
      String(validating: bytes, as: UTF8.self) != nil
    else { throw PackFault(.notJSON, at: place) }
    var (depth, count, isText, isEscaped) = (0, 1, false, false)
    for byte in bytes {
      if isText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isText = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isText = true
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        count += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ","): count += 1
      default: break
      }
      if depth > PackBounds.depth { throw PackFault(.nestedTooDeeply, at: place) }
      if count > PackBounds.values { throw PackFault(.tooManyValues, at: place) }
    }
    guard depth == 0, !isText else { throw PackFault(.notJSON, at: place) }
  }
}
