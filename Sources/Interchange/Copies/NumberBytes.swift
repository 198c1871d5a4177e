import Foundation

extension Data {
  /// Adds the lowest bytes of a number, so many of them.
  mutating func append(_ value: Int, size: Int, _ order: ByteOrder = .big) {
    append(contentsOf: Self.bytes(of: value, size: size, order))
  }

  /// Writes the lowest bytes of a number over those at an offset; nothing outside of the data.
  mutating func put(_ value: Int, size: Int, at offset: Int, _ order: ByteOrder = .big) {
    put(Data(Self.bytes(of: value, size: size, order)), at: offset)
  }

  /// Writes bytes over those at an offset; nothing where they do not fit.
  mutating func put(_ bytes: Data, at offset: Int) {
    guard offset >= 0, offset <= count, bytes.count <= count - offset else { return }
    let start = startIndex + offset
    replaceSubrange(start..<start + bytes.count, with: bytes)
  }

  private static func bytes(of value: Int, size: Int, _ order: ByteOrder) -> [UInt8] {
    let lowestFirst = (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    return order == .little ? lowestFirst : lowestFirst.reversed()
  }
}

extension ByteView {
  /// The offset of the first such byte at or after an offset.
  func first(_ byte: UInt8, from offset: Int) -> Int? {
    guard offset >= 0, offset < count else { return nil }
    // A picture's pixels are long; going through them one by one takes seconds without optimizer.
    return data.withUnsafeBytes { buffer -> Int? in
      guard let start = buffer.baseAddress,
        let found = memchr(start + offset, Int32(byte), buffer.count - offset)
      else { return nil }
      return start.distance(to: UnsafeRawPointer(found))
    }
  }
}

/// A chunk of a PNG or of a WebP.
struct Chunk: Sendable {
  /// How many chunks or segments of a file are read.
  static let most = 1 << 20

  /// Its four letters.
  let kind: String
  /// What stands in it.
  let body: ByteView
  /// All of its bytes, with head, checksum and padding.
  let whole: Data
}
