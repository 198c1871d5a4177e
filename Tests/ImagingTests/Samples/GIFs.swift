import Foundation

/// GIF files put together by hand.
enum GIFs {
  /// A picture on a canvas.
  struct Frame {
    var x = 0
    var y = 0
    var width = 4
    var height = 4
    var clear: UInt8?
    var isInterlaced = false
    /// The index of each place, by column and row.
    var index: (_ x: Int, _ y: Int) -> Int = { x, y in (x + y) % 8 }
  }

  /// A file with a palette of eight grays and reds.
  static func file(_ frames: [Frame], width: Int = 4, height: Int = 4) -> Data {
    var data = Data("GIF89a".utf8) + number(width) + number(height) + Data([0x82, 0, 0])
    for index in 0..<8 { data += Data([UInt8(index * 30), UInt8(index * 10), 5]) }
    for frame in frames {
      if let clear = frame.clear { data += Data([0x21, 0xF9, 4, 1, 0, 0, clear, 0]) }
      data += Data([0x2C]) + number(frame.x) + number(frame.y) + number(frame.width)
      data += number(frame.height) + Data([frame.isInterlaced ? 0x40 : 0, 3]) + packed(frame)
    }
    return data + Data([0x3B])
  }

  private static func number(_ value: Int) -> Data {
    Data([UInt8(value & 0xFF), UInt8(value >> 8)])
  }

  /// By the same algorithm as a real encoder, so that codes grow and the table is used.
  private static func packed(_ frame: Frame) -> Data {
    var rows = Array(0..<frame.height)
    if frame.isInterlaced {
      rows = [(0, 8), (4, 8), (2, 4), (1, 2)].flatMap { first, step in
        Array(stride(from: first, to: frame.height, by: step))
      }
    }
    let values = rows.flatMap { y in (0..<frame.width).map { frame.index($0, y) } }
    var (bits, count, bytes) = (0, 0, [UInt8]())
    func put(_ code: Int, _ length: Int) {
      bits |= code << count
      count += length
      while count >= 8 {
        bytes.append(UInt8(bits & 0xFF))
        bits >>= 8
        count -= 8
      }
    }
    var (table, next, length) = ([[Int]: Int](), 10, 4)
    func reset() {
      table = Dictionary(uniqueKeysWithValues: (0..<8).map { ([$0], $0) })
      (next, length) = (10, 4)
    }
    reset()
    put(8, 4)
    var run: [Int] = []
    for value in values {
      if table[run + [value]] != nil {
        run.append(value)
        continue
      }
      put(table[run] ?? 0, length)
      if next < 4096 {
        table[run + [value]] = next
        if next == 1 << length { length += 1 }
        next += 1
      } else {
        put(8, length)
        reset()
      }
      run = [value]
    }
    put(table[run] ?? 0, length)
    put(9, length)
    put(0, 7)
    var data = Data()
    for start in stride(from: 0, to: bytes.count, by: 255) {
      let block = bytes[start..<min(start + 255, bytes.count)]
      data += Data([UInt8(block.count)]) + block
    }
    return data + Data([0])
  }
}
