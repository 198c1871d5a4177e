import Foundation
internal import TroupeCPNG

/// PNGs of any size, whose every row is the same: a whole picture need never exist.
enum PNGs {
  /// An RGBA file of 8 bits a value.
  static func encoded(width: Int, height: Int, row: [UInt8]) -> Data {
    var png = Segments.pngHeader(width: UInt32(width), height: UInt32(height), color: 6)
    png += Segments.chunk("IDAT", packed([0] + row, times: height))
    return png + Segments.chunk("IEND", [])
  }

  /// Which pixels an interlaced file gives at once: from a first one on, in steps.
  struct Pass {
    private let x: Int, y: Int, across: Int, down: Int

    init(_ x: Int, _ y: Int, _ across: Int, _ down: Int) {
      (self.x, self.y, self.across, self.down) = (x, y, across, down)
    }

    func columns(_ width: Int) -> [Int] { Array(stride(from: x, to: width, by: across)) }

    /// Of a square picture: none if it has no such columns.
    func rows(_ side: Int) -> [Int] {
      x < side ? Array(stride(from: y, to: side, by: down)) : []
    }
  }

  /// The seven passes of an interlaced file.
  static let adam7 = [
    Pass(0, 0, 8, 8), Pass(4, 0, 8, 8), Pass(0, 4, 4, 8), Pass(2, 0, 4, 4), Pass(0, 2, 2, 4),
    Pass(1, 0, 2, 2), Pass(0, 1, 1, 2),
  ]

  /// An animated PNG whose first picture is the one of `png`.
  static func animated(_ png: Data, frames: UInt32) -> Data {
    let control = Segments.bigEndian(frames) + Segments.bigEndian(0)
    return Segments.insert(chunk: "acTL", control, into: png)
  }

  /// `bytes`, repeated, as zlib packs them.
  private static func packed(_ bytes: [UInt8], times: Int) -> [UInt8] {
    var stream = z_stream()
    guard
      deflateInit_(&stream, 1, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return [] }
    defer { deflateEnd(&stream) }
    var packed: [UInt8] = []
    var bytes = bytes
    var room = [UInt8](repeating: 0, count: 1 << 16)
    for index in 0..<times {
      bytes.withUnsafeMutableBufferPointer { input in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        repeat {
          room.withUnsafeMutableBufferPointer { output in
            stream.next_out = output.baseAddress
            stream.avail_out = UInt32(output.count)
            deflate(&stream, index == times - 1 ? Z_FINISH : Z_NO_FLUSH)
          }
          packed += room.prefix(room.count - Int(stream.avail_out))
        } while stream.avail_out == 0
      }
    }
    return packed
  }
}
