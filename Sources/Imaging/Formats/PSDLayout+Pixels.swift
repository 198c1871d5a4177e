import Foundation
import TroupeVocabulary

extension PSDLayout {
  /// The flat picture; its four channels are RGB and straight alpha, or CMYK with 255 for full ink.
  ///
  /// - Throws: `ImageFault.truncated` if pixels are missing, `.unsupportedForm`, `.outOfMemory`.
  func pixels(in bytes: Data) throws(ImageFault) -> Raster {
    let reader = ByteReader(bytes)
    guard let packing = reader.number(at: start, length: 2) else { throw .truncated }
    guard packing < 2 else { throw .unsupportedForm("PSD with a zipped flat picture") }
    let isInk = header.colorModel == .cmyk
    let channels = isInk || header.hasAlpha ? 4 : 3
    try Memory.require(bytes: header.width * header.height * channels)
    var raster = [UInt8](repeating: 255, count: header.width * header.height * channels)
    let colors = isInk ? 4 : header.colorModel == .rgb ? 3 : 1
    let used = colors + (header.hasAlpha && clear == nil ? 1 : 0)
    var rows = PSDRows(reader, self, isPacked: packing == 1)
    for plane in 0..<used {
      for y in 0..<header.height {
        put(
          try rows.next(), plane == colors ? nil : plane, &raster,
          at: y * header.width * channels, channels)
      }
    }
    if header.hasAlpha, clear == nil { Self.removeWhite(&raster) }
    return Raster(
      width: header.width, height: header.height, channels: channels, pixels: raster)
  }

  /// Puts a row of one channel; `nil` is alpha.
  private func put(
    _ row: [UInt8], _ plane: Int?, _ raster: inout [UInt8], at start: Int, _ channels: Int
  ) {
    var to = start
    for x in 0..<header.width {
      let value = value(row, x)
      if header.colorModel == .palette {
        let index = Int(row[x])
        for color in 0..<3 {
          raster[to + color] = palette[palette.startIndex + color * 256 + index]
        }
        if channels == 4 { raster[to + 3] = clear == row[x] ? 0 : 255 }
      } else if let plane {
        switch header.colorModel {
        case .cmyk: raster[to + plane] = 255 - value
        case .gray: for color in 0..<3 { raster[to + color] = value }
        default: raster[to + plane] = value
        }
      } else {
        raster[to + 3] = value
      }
      to += channels
    }
  }

  private func value(_ row: [UInt8], _ x: Int) -> UInt8 {
    switch header.bitDepth {
    case 1: return row[x / 8] >> (7 - x % 8) & 1 == 0 ? 255 : 0
    case 16: return UInt8((Int(row[2 * x]) << 8 + Int(row[2 * x + 1]) + 128) / 257)
    default: return row[x]
    }
  }

  /// The flat picture is laid on white; its own colors are wanted.
  private static func removeWhite(_ raster: inout [UInt8]) {
    for pixel in stride(from: 0, to: raster.count, by: 4) {
      let alpha = Int(raster[pixel + 3])
      guard alpha > 0, alpha < 255 else { continue }
      for color in pixel..<pixel + 3 {
        let value = (Int(raster[color]) - (255 - alpha)) * 255 / alpha
        raster[color] = UInt8(min(max(value, 0), 255))
      }
    }
  }
}

/// The rows of all channels one after another, unpacked.
private struct PSDRows {
  private let reader: ByteReader
  private let rowLength: Int
  private let isPacked: Bool
  private let countLength: Int
  private var counts: Int
  private var offset: Int

  init(_ reader: ByteReader, _ layout: PSDLayout, isPacked: Bool) {
    (self.reader, self.isPacked) = (reader, isPacked)
    rowLength = (layout.header.width * layout.header.bitDepth + 7) / 8
    countLength = layout.isLarge ? 4 : 2
    counts = layout.start + 2
    offset = counts + (isPacked ? layout.planes * layout.header.height * countLength : 0)
  }

  mutating func next() throws(ImageFault) -> [UInt8] {
    guard isPacked else {
      guard let row = reader.slice(at: offset, length: rowLength) else { throw .truncated }
      offset += rowLength
      return [UInt8](row)
    }
    guard let length = reader.number(at: counts, length: countLength),
      let packed = reader.slice(at: offset, length: length)
    else { throw .truncated }
    counts += countLength
    offset += length
    return try unpacked([UInt8](packed))
  }

  /// Unpacks a row: a byte below 128 says how many follow, one above how often the next is repeated.
  private func unpacked(_ packed: [UInt8]) throws(ImageFault) -> [UInt8] {
    var row: [UInt8] = []
    row.reserveCapacity(rowLength)
    var index = 0
    while index < packed.count, row.count < rowLength {
      let head = Int(packed[index])
      index += 1
      if head == 128 { continue }
      let count = head < 128 ? head + 1 : 257 - head
      guard index + (head < 128 ? count : 1) <= packed.count else { break }
      if head < 128 {
        row += packed[index..<index + count]
        index += count
      } else {
        row += repeatElement(packed[index], count: count)
        index += 1
      }
    }
    guard row.count >= rowLength else { throw .corrupt("a row with too few pixels") }
    return row
  }
}
