import Foundation

/// The orientation tag of EXIF data; other tags are not read.
enum EXIFOrientation {
  private static let tag = 0x0112
  private static let maxEntries = 256

  /// The orientation in `exif`, which begins with the TIFF header. 1 if there is none.
  static func read(_ exif: Data) -> Int {
    let reader = ByteReader(exif)
    let littleEndian = reader.holds("II")
    guard littleEndian || reader.holds("MM") else { return 1 }
    func number(_ offset: Int, _ length: Int) -> Int? {
      reader.number(at: offset, length: length, littleEndian: littleEndian)
    }
    guard number(2, 2) == 42, let directory = number(4, 4), let count = number(directory, 2)
    else { return 1 }
    for entry in 0..<min(count, maxEntries) {
      let offset = directory + 2 + entry * 12
      guard let found = number(offset, 2) else { return 1 }
      if found == tag {
        // The standard says SHORT; some programs write LONG.
        let isLong = number(offset + 2, 2) == 4
        guard let value = number(offset + 8, isLong ? 4 : 2) else { return 1 }
        return (1...8).contains(value) ? value : 1
      }
    }
    return 1
  }
}
