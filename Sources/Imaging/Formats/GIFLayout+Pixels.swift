import Foundation
import TroupeVocabulary

extension GIFLayout {
  /// The first picture on its canvas; what it does not cover is clear.
  ///
  /// - Throws: `ImageFault.truncated` if pixels are missing, `.corrupt`, `.outOfMemory`.
  func pixels(in bytes: Data) throws(ImageFault) -> Raster {
    let channels = header.hasAlpha ? 4 : 3
    try Memory.require(bytes: header.width * header.height * channels + frame.width * frame.height)
    let indices = try indices(in: bytes)
    var pixels = [UInt8](repeating: 0, count: header.width * header.height * channels)
    let colors = [UInt8](palette)
    for place in 0..<frame.height {
      let y = frame.y + frame.row(place)
      for x in 0..<frame.width {
        let index = indices[place * frame.width + x]
        let to = (y * header.width + frame.x + x) * channels
        guard index != clear else { continue }
        // An index beyond the palette is black.
        let from = Int(index) * 3
        if from + 2 < colors.count {
          (pixels[to], pixels[to + 1], pixels[to + 2]) =
            (colors[from], colors[from + 1], colors[from + 2])
        }
        if channels == 4 { pixels[to + 3] = 255 }
      }
    }
    return Raster(width: header.width, height: header.height, channels: channels, pixels: pixels)
  }

  /// The indices of the picture, unpacked by LZW.
  private func indices(in bytes: Data) throws(ImageFault) -> [UInt8] {
    let reader = GIFReader(bytes)
    guard let least = reader.byte(at: start) else { throw .truncated }
    guard (1...8).contains(least) else { throw .corrupt("codes of an impossible length") }
    var unpacking = LZWUnpacking(
      leastBits: Int(least), packed: reader.contents(ofBlocksAt: start + 1))
    return try unpacking.values(frame.width * frame.height)
  }
}

/// Unpacks what LZW packed, in the form of GIF.
private struct LZWUnpacking {
  private static let most = 4096
  private let leastBits: Int
  private let packed: [UInt8]
  private var position = 0
  private var bits = 0
  private var bitCount = 0
  /// By code, the code of all but its last value, and that value.
  private var prefixes = [Int](repeating: 0, count: most)
  private var lasts = [UInt8](repeating: 0, count: most)
  private var lengths = [Int](repeating: 1, count: most)

  init(leastBits: Int, packed: [UInt8]) {
    (self.leastBits, self.packed) = (leastBits, packed)
    for code in 0..<min(1 << leastBits, 256) { lasts[code] = UInt8(code) }
  }

  private mutating func code(_ length: Int) -> Int? {
    while bitCount < length {
      guard position < packed.count else { return nil }
      bits |= Int(packed[position]) << bitCount
      position += 1
      bitCount += 8
    }
    defer {
      bits >>= length
      bitCount -= length
    }
    return bits & (1 << length - 1)
  }

  /// - Throws: `ImageFault.truncated` for fewer than `count` values.
  mutating func values(_ count: Int) throws(ImageFault) -> [UInt8] {
    let (clear, end) = (1 << leastBits, 1 << leastBits + 1)
    var (length, next, previous) = (leastBits + 1, end + 1, -1)
    var values = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count, let code = code(length) {
      if code == clear {
        (length, next, previous) = (leastBits + 1, end + 1, -1)
        continue
      }
      if code == end { break }
      guard code < next || code == next && previous >= 0, code < Self.most else {
        throw .corrupt("a code that stands for nothing yet")
      }
      // A code that is made by itself ends as the one before begins.
      let source = code < next ? code : previous
      let first = put(source, &values, filled)
      let size = lengths[source] + (code < next ? 0 : 1)
      if code == next, filled + size <= count { values[filled + size - 1] = first }
      filled = min(filled + size, count)
      if previous >= 0, next < Self.most {
        (prefixes[next], lasts[next], lengths[next]) = (previous, first, lengths[previous] + 1)
        next += 1
        if next == 1 << length, length < 12 { length += 1 }
      }
      previous = code
    }
    guard filled == count else { throw .truncated }
    return values
  }

  /// Puts what `code` stands for at `start`, as far as there is room. Returns its first value.
  private func put(_ code: Int, _ values: inout [UInt8], _ start: Int) -> UInt8 {
    var (code, place) = (code, start + lengths[code] - 1)
    while place > start {
      if place < values.count { values[place] = lasts[code] }
      (code, place) = (prefixes[code], place - 1)
    }
    if place < values.count { values[place] = lasts[code] }
    return lasts[code]
  }
}
