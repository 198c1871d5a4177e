import Foundation

/// PSD files put together by hand: a flat picture without layers.
struct PSDs {
  var width = 5
  var height = 3
  var depth = 8
  /// 1 gray, 2 indexed, 3 RGB, 4 CMYK.
  var mode = 3
  var channels = 3
  var isPacked = true
  var isLarge = false
  /// Whether the first channel behind the colors is transparency.
  var hasClear = false
  var resources: [(kind: Int, content: Data)] = []

  /// The file whose values `value` gives by column, row and channel.
  func file(_ value: (_ x: Int, _ y: Int, _ channel: Int) -> Int) -> Data {
    var data = Data("8BPS".utf8) + number(isLarge ? 2 : 1, 2) + Data(count: 6) + number(channels, 2)
    data += number(height, 4) + number(width, 4) + number(depth, 2) + number(mode, 2)
    let table = mode == 2 ? Data((0..<768).map { UInt8($0 % 256) }) : Data()
    data += number(table.count, 4) + table
    let all = resources.reduce(into: Data()) { all, one in
      all += Data("8BIM".utf8) + number(one.kind, 2) + Data(count: 2) + number(one.content.count, 4)
      all += one.content + Data(count: one.content.count % 2)
    }
    data += number(all.count, 4) + all
    let length = isLarge ? 8 : 4
    if hasClear {
      data += number(length + 4, length) + number(4, length) + number(0xFFFF, 2) + Data(count: 2)
    } else {
      data += number(0, length)
    }
    return data + picture(value)
  }

  private func picture(_ value: (Int, Int, Int) -> Int) -> Data {
    var (counts, rows) = (Data(), Data())
    for channel in 0..<channels {
      for y in 0..<height {
        let row = (0..<width).reduce(into: Data()) {
          $0 += number(value($1, y, channel), depth / 8)
        }
        let kept = isPacked ? packed(row) : row
        counts += number(kept.count, isLarge ? 4 : 2)
        rows += kept
      }
    }
    return number(isPacked ? 1 : 0, 2) + (isPacked ? counts : Data()) + rows
  }

  /// Two bytes as they are, the rest as runs of one.
  private func packed(_ row: Data) -> Data {
    let head = row.prefix(2)
    return Data([UInt8(head.count - 1)]) + head
      + row.dropFirst(2).reduce(into: Data()) {
        $0 += [0, $1]
      }
  }

  private func number(_ value: Int, _ length: Int) -> Data {
    Data((0..<length).map { UInt8(truncatingIfNeeded: value >> (8 * (length - 1 - $0))) })
  }
}
