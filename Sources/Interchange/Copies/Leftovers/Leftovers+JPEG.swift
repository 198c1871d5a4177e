extension Leftovers {
  /// Frames, tables, scans, and what numbers their lines and restarts (T.81, table B.1).
  private static let markersAllowed: Set<UInt8> = [
    0xC0, 0xC1, 0xC2, 0xC3, 0xC4, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCC, 0xCD, 0xCE, 0xCF, 0xDA,
    0xDB, 0xDC, 0xDD, 0xDE, 0xDF,
  ]

  /// Looks at all segments of a JPEG, those between its scans too.
  mutating func readJPEG(_ file: ByteView) {
    var offset = 2
    var (heads, orientations) = (0, 0)
    while let mark = file.first(0xFF, from: offset), let marker = file.byte(mark + 1) {
      addBytes(mark - offset, "between segments")
      offset = mark
      if marker == 0xFF || marker == 0 {
        addBytes(1, "between segments")
        offset += 1
        continue
      }
      if marker == 0xD9 { return addBytes(file.count - offset - 2, "after the picture") }
      guard let length = file.u16(offset + 2), length >= 2,
        let body = file.part(offset + 4, length - 2)
      else { break }
      offset += 2 + length
      if marker == 0xDA { offset = Self.endOfScan(file, offset) }
      if marker == 0xE0, Self.isPlainHead(body) { heads += 1 }
      if marker == 0xE1, Self.isOrientation(in: body) { orientations += 1 }
      let isAllowed =
        switch marker {
        case 0xE0: Self.isPlainHead(body) && heads == 1
        case 0xE1: Self.isOrientation(in: body) && orientations == 1
        case 0xE2: body.has("ICC_PROFILE\0")
        case 0xEE: body.has("Adobe") && body.count == 12
        default: Self.markersAllowed.contains(marker)
        }
      if !isAllowed { add("segment", "0xFF" + String(marker, radix: 16, uppercase: true), length) }
    }
    add("a JPEG that breaks off or is damaged at byte \(offset)")
  }

  private static func isPlainHead(_ body: ByteView) -> Bool {
    body.has("JFIF\0") && body.count == 14 && body.u16(12) == 0
  }

  private static func isOrientation(in body: ByteView) -> Bool {
    body.has("Exif\0\0") && isOrientation(body.rest(6))
  }

  /// The offset of the marker that ends a scan, or of the end of the file.
  private static func endOfScan(_ file: ByteView, _ start: Int) -> Int {
    var offset = start
    while let mark = file.first(0xFF, from: offset) {
      let next = file.byte(mark + 1) ?? 0
      let isWithin = next == 0 || next == 0xFF || (next >= 0xD0 && next <= 0xD7)
      guard isWithin else { return mark }
      offset = mark + (next == 0xFF ? 1 : 2)
    }
    return file.count
  }
}
