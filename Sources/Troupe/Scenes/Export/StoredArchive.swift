internal import Foundation

/// A ZIP of files as they are: pictures are compressed already.
struct StoredArchive {
  private(set) var bytes = Data()
  private var directory = Data()
  private var count = 0

  /// What the format can say in 32 bits, and a file of 16.
  static let longest = Int(UInt32.max)

  /// Adds a file.
  /// - Parameter name: its path in the archive; UTF-8.
  /// - Throws: `TroupeError.invalidValue` for more than 4 GiB or 65,535 files.
  mutating func add(_ name: String, _ contents: Data) throws {
    guard bytes.count + directory.count + contents.count + 1024 < Self.longest, count < 65_535
    else {
      throw TroupeError.invalidValue(
        name: "archive", value: name, expected: "4 GiB and 65,535 files are the most; export fewer")
    }
    // Version 2.0; the name is UTF-8; stored; the first day that can be said, so that equal files make equal archives.
    var facts = Data()
    for number: UInt16 in [20, 0x0800, 0, 0, 0x0021] { facts.append(number: number) }
    facts.append(number: CRC32.checksum(of: contents))
    facts.append(number: UInt32(contents.count))
    facts.append(number: UInt32(contents.count))
    facts.append(number: UInt16(name.utf8.count))
    facts.append(number: UInt16(0))
    directory.append(number: UInt32(0x0201_4B50))
    directory.append(number: UInt16(20))
    directory += facts
    // No comment, on the first disk, no attributes.
    directory += Data(count: 10)
    directory.append(number: UInt32(bytes.count))
    directory += Data(name.utf8)
    bytes.append(number: UInt32(0x0403_4B50))
    bytes += facts
    bytes += Data(name.utf8)
    bytes += contents
    count += 1
  }

  /// The whole archive.
  func finished() -> Data {
    var end = Data()
    end.append(number: UInt32(0x0605_4B50))
    end.append(number: UInt32(0))
    end.append(number: UInt16(count))
    end.append(number: UInt16(count))
    end.append(number: UInt32(directory.count))
    end.append(number: UInt32(bytes.count))
    end.append(number: UInt16(0))
    return bytes + directory + end
  }
}

/// The checksum of ZIP: the reversed polynomial 0xEDB88320.
enum CRC32 {
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
    }
  }

  static func checksum(of bytes: Data) -> UInt32 {
    let table = table
    return bytes.withUnsafeBytes { buffer in
      ~buffer.reduce(UInt32.max) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ ($0 >> 8) }
    }
  }
}

extension Data {
  /// Appends a number, the lowest byte first.
  fileprivate mutating func append(number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }
}
