import Foundation
import TroupeImaging

/// TIFF files put together by hand, without compression.
struct TIFFs {
  var width = 4
  var height = 3
  var bits = 8
  var photometric = 2
  var isLittleEndian = true
  var orientation = 1
  /// What the samples behind the colors are: 1 alpha that colors are multiplied by, 2 alpha, 0 anything.
  var extra: [Int] = []
  var isPlanar = false
  /// The side of its tiles, which are strips of one row without.
  var tile: Int?
  var palette: [Int] = []
  var profile = Data()
  var hasSecondPage = false
  /// Entries that replace or add to those above: tag, type and value.
  var entries: [(tag: Int, type: Int, value: Int)] = []

  private var samples: Int {
    [0: 1, 1: 1, 2: 3, 3: 1, 5: 4][photometric, default: 3] + extra.count
  }

  /// The file whose samples, 0 up to the greatest value, `sample` gives by column, row and number.
  func file(_ sample: (_ x: Int, _ y: Int, _ number: Int) -> Int) -> Data {
    var blocks: [Data] = []
    let planes: [[Int]] = isPlanar ? (0..<samples).map { [$0] } : [Array(0..<samples)]
    for plane in planes {
      for y in stride(from: 0, to: height, by: tile ?? 1) {
        for x in stride(from: 0, to: width, by: tile ?? width) {
          var block = Data()
          for row in y..<y + (tile ?? 1) {
            var bitsOfRow: [Int] = []
            for column in x..<x + (tile ?? width) {
              for number in plane {
                bitsOfRow.append(column < width && row < height ? sample(column, row, number) : 0)
              }
            }
            block += packed(bitsOfRow)
          }
          blocks.append(block)
        }
      }
    }
    return assembled(blocks)
  }

  private func packed(_ values: [Int]) -> Data {
    if bits == 16 { return values.reduce(into: Data()) { $0 += number($1, 2) } }
    var bytes = Data()
    var (byte, count) = (0, 0)
    for value in values {
      byte = byte << bits | value
      count += bits
      if count == 8 {
        bytes.append(UInt8(byte))
        (byte, count) = (0, 0)
      }
    }
    if count > 0 { bytes.append(UInt8(byte << (8 - count))) }
    return bytes
  }

  private func number(_ value: Int, _ length: Int) -> Data {
    let bytes = (0..<length).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    return Data(isLittleEndian ? bytes : bytes.reversed())
  }

  private func assembled(_ blocks: [Data]) -> Data {
    var data = Data(isLittleEndian ? [0x49, 0x49, 0x2A, 0] : [0x4D, 0x4D, 0, 0x2A])
    let fields = fields(blocks)
    let kept = fields.filter { field in !entries.contains { $0.tag == field.tag } }
    let all =
      (kept + entries.map { ($0.tag, $0.type, [$0.value]) }).sorted { $0.tag < $1.tag }
    // The directory, the values that do not fit in it, then the pixels.
    let sizes = [1: 1, 2: 1, 3: 2, 4: 4, 7: 1]
    var extraAt = 8 + 2 + all.count * 12 + 4
    let longValues = all.map { max(0, $0.values.count * sizes[$0.type, default: 4]) }
      .filter { $0 > 4 }.reduce(0, +)
    var pixelsAt = extraAt + longValues + (hasSecondPage ? 6 : 0)
    data += number(8, 4) + number(all.count, 2)
    var more = Data()
    for (tag, type, values) in all {
      var values = values
      if tag == 273 || tag == 324 {
        values = blocks.map { block in
          defer { pixelsAt += block.count }
          return pixelsAt
        }
      }
      let size = sizes[type, default: 4]
      let bytes = values.reduce(into: Data()) { $0 += number($1, size) }
      data += number(tag, 2) + number(type, 2) + number(values.count, 4)
      if bytes.count > 4 {
        data += number(extraAt, 4)
        extraAt += bytes.count
        more += bytes
      } else {
        data += bytes + Data(count: 4 - bytes.count)
      }
    }
    data += number(hasSecondPage ? extraAt : 0, 4) + more
    // A second directory without entries.
    if hasSecondPage { data += number(0, 2) + number(0, 4) }
    return blocks.reduce(data, +)
  }

  private func fields(_ blocks: [Data]) -> [(tag: Int, type: Int, values: [Int])] {
    var fields: [(tag: Int, type: Int, values: [Int])] = [
      (256, 4, [width]), (257, 4, [height]), (258, 3, Array(repeating: bits, count: samples)),
      (259, 3, [1]), (262, 3, [photometric]), (274, 3, [orientation]), (277, 3, [samples]),
      (284, 3, [isPlanar ? 2 : 1]),
    ]
    let counts = blocks.map(\.count)
    let offsets = blocks.map { _ in 0 }
    if let tile {
      fields += [(322, 3, [tile]), (323, 3, [tile]), (324, 4, offsets), (325, 4, counts)]
    } else {
      fields += [(273, 4, offsets), (278, 4, [1]), (279, 4, counts)]
    }
    if !palette.isEmpty { fields.append((320, 3, palette)) }
    if !extra.isEmpty { fields.append((338, 3, extra)) }
    if !profile.isEmpty { fields.append((34675, 7, profile.map(Int.init))) }
    return fields
  }
}
