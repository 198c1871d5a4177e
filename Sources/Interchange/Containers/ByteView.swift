import Foundation

/// The order of the bytes in a number of several bytes.
enum ByteOrder: Sendable {
  /// The highest byte comes first.
  case big
  /// The lowest byte comes first.
  case little
}

/// A stretch of the bytes of a file, counted from zero, of which nothing outside can be read.
struct ByteView: Sendable {
  /// The bytes themselves; their first index may be any.
  let data: Data

  /// A view of all of the data.
  init(_ data: Data) { self.data = data }

  /// A view of bytes put together in memory.
  init(_ bytes: [UInt8]) { data = Data(bytes) }

  /// How many bytes there are.
  var count: Int { data.count }

  /// A copy of the bytes for going through them one by one.
  var bytes: [UInt8] { [UInt8](data) }

  /// The byte at an offset, or nil outside of the view.
  func byte(_ offset: Int) -> UInt8? {
    offset >= 0 && offset < count ? data[data.startIndex + offset] : nil
  }

  /// So many bytes from an offset, or nil where they are not all there.
  func part(_ offset: Int, _ length: Int) -> ByteView? {
    guard offset >= 0, length >= 0, offset <= count, length <= count - offset else { return nil }
    let start = data.startIndex + offset
    return ByteView(data[start..<start + length])
  }

  /// Everything from an offset on; empty where the offset lies outside.
  func rest(_ offset: Int) -> ByteView {
    part(offset, count - offset) ?? ByteView([])
  }

  /// A whole number of so many bytes (0 to 8), or nil where it is not there or too large.
  func number(_ offset: Int, size: Int, _ order: ByteOrder = .big) -> Int? {
    guard size <= 8, let field = part(offset, size) else { return nil }
    var value: UInt64 = 0
    switch order {
    case .big: for byte in field.data { value = value << 8 | UInt64(byte) }
    case .little: for byte in field.data.reversed() { value = value << 8 | UInt64(byte) }
    }
    return Int(exactly: value)
  }

  /// A number of 16 bits.
  func u16(_ offset: Int, _ order: ByteOrder = .big) -> Int? { number(offset, size: 2, order) }

  /// A number of 32 bits.
  func u32(_ offset: Int, _ order: ByteOrder = .big) -> Int? { number(offset, size: 4, order) }

  /// The four letters of the kind of a chunk or box, each byte one character.
  func kind(_ offset: Int) -> String? {
    guard let field = part(offset, 4) else { return nil }
    return String(String.UnicodeScalarView(field.data.map { Unicode.Scalar($0) }))
  }

  /// Whether these letters stand at an offset.
  func has(_ letters: String, at offset: Int = 0) -> Bool {
    part(offset, letters.utf8.count)?.data.elementsEqual(letters.utf8) ?? false
  }

  /// The offset of the first NUL at or after an offset, looking at no more than so many bytes.
  func firstNUL(from offset: Int, within most: Int = .max) -> Int? {
    let tail = rest(offset).data.prefix(most)
    return tail.firstIndex(of: 0).map { $0 - data.startIndex }
  }

  /// The same bytes without the NULs at their end.
  var withoutTrailingNULs: ByteView {
    var end = count
    while end > 0, byte(end - 1) == 0 { end -= 1 }
    return part(0, end) ?? self
  }
}
