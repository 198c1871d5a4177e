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
