import Foundation

/// What EXIF data says of how to show a picture; other tags are not read.
struct EXIF {
  /// 1...8; `nil` if it says none, or nothing that can be understood.
  let orientation: Int?
  /// Whether its colors are those of Adobe RGB, by the rules for camera files (DCF 2.0): they are
  /// uncalibrated with the interoperability index R03, or, as some cameras write, 2.
  let isAdobeRGB: Bool

  /// `nil` if `bytes`, with the mark that JPEG puts before EXIF data or without, are none.
  init?(_ bytes: Data) {
    guard let main = Directory(of: Self.withoutMark(bytes)) else { return nil }
    orientation = main.number(0x0112).flatMap { (1...8).contains($0) ? $0 : nil }
    let camera = main.directory(0x8769)
    let index = camera?.directory(0xA005)?.text(0x0001)
    switch camera?.number(0xA001) {
    case 1: isAdobeRGB = false
    case 2: isAdobeRGB = true
    default: isAdobeRGB = index == "R03"
    }
  }

  /// Some programs put the mark where the format has none, and some in other letters at its end.
  private static func withoutMark(_ bytes: Data) -> Data {
    bytes.starts(with: "Exif\0".utf8) ? bytes.dropFirst(6) : bytes
  }
}

/// One list of entries of a TIFF structure.
private struct Directory {
  private let reader: ByteReader
  private let littleEndian: Bool
  private let start: Int
  private let count: Int

  private static let headLength = 8
  private static let entryLength = 12

  /// The first directory of `bytes`, which begin with the TIFF header.
  init?(of bytes: Data) {
    let reader = ByteReader(bytes)
    let littleEndian = reader.holds("II")
    guard littleEndian || reader.holds("MM"),
      reader.number(at: 2, length: 2, littleEndian: littleEndian) == 42,
      let start = reader.number(at: 4, length: 4, littleEndian: littleEndian)
    else { return nil }
    self.init(reader, littleEndian, at: start)
  }

  private init?(_ reader: ByteReader, _ littleEndian: Bool, at start: Int) {
    guard start >= Self.headLength,
      let count = reader.number(at: start, length: 2, littleEndian: littleEndian)
    else { return nil }
    (self.reader, self.littleEndian, self.start, self.count) = (reader, littleEndian, start, count)
  }

  /// The value of `tag` if it is one whole number.
  func number(_ tag: Int) -> Int? {
    guard let (type, count, value) = entry(tag), count == 1 else { return nil }
    // BYTE, SHORT and LONG, and their forms with a sign; some programs write LONG for SHORT.
    let lengths = [1: 1, 3: 2, 4: 4, 6: 1, 8: 2, 9: 4]
    return lengths[type].flatMap { read(value, $0) }
  }

  /// The value of `tag` if it is a text of at most three letters.
  func text(_ tag: Int) -> String? {
    guard let (type, count, value) = entry(tag), type == 2 || type == 7, count <= 4 else {
      return nil
    }
    return reader.slice(at: value, length: count).map {
      String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
  }

  /// The directory that `tag` leads to. The directories that are read lead nowhere else, so that
  /// data that points back at itself is harmless.
  func directory(_ tag: Int) -> Directory? {
    number(tag).flatMap { Directory(reader, littleEndian, at: $0) }
  }

  private func entry(_ tag: Int) -> (type: Int, count: Int, value: Int)? {
    for index in 0..<count {
      let offset = start + 2 + index * Self.entryLength
      guard let found = read(offset, 2) else { return nil }
      guard found == tag else { continue }
      guard let type = read(offset + 2, 2), let count = read(offset + 4, 4) else { return nil }
      return (type, count, offset + 8)
    }
    return nil
  }

  private func read(_ offset: Int, _ length: Int) -> Int? {
    reader.number(at: offset, length: length, littleEndian: littleEndian)
  }
}
