extension Leftovers {
  /// The flags of metadata that may be set: moving, EXIF, clear, profile (RFC 9649, 2.7.1).
  private static let flagsAllowed: UInt8 = 0x3A

  /// Looks at all chunks of a WebP.
  mutating func readWebP(_ file: ByteView) {
    guard let length = file.u32(4, .little), let body = file.part(8, length) else {
      return add("a WebP that breaks off at byte \(file.count)")
    }
    addBytes(file.count - 8 - length, "after the picture")
    readChunks(body, from: 4, isFrame: false)
  }

  private mutating func readChunks(_ view: ByteView, from start: Int, isFrame: Bool) {
    var offset = start
    var orientations = 0
    while offset < view.count {
      guard let kind = view.kind(offset), let length = view.u32(offset + 4, .little),
        let body = view.part(offset + 8, length)
      else { return add("a WebP that breaks off within a chunk") }
      if length % 2 == 1, let padding = view.byte(offset + 8 + length), padding != 0 {
        add("a byte of padding that is not 0")
      }
      offset += 8 + length + length % 2
      if kind == "EXIF", !isFrame, Self.isOrientation(body) { orientations += 1 }
      switch kind {
      case "ALPH", "VP8 ", "VP8L": break
      case "ICCP" where !isFrame: break
      case "ANIM" where !isFrame && length == 6: break
      case "VP8X" where !isFrame && Self.isPlainHead(body): break
      case "EXIF" where !isFrame && Self.isOrientation(body) && orientations == 1: break
      case "ANMF" where !isFrame: readChunks(body, from: 16, isFrame: true)
      default: add("chunk", kind, length)
      }
    }
  }

  private static func isPlainHead(_ body: ByteView) -> Bool {
    guard body.count == 10, let flags = body.byte(0) else { return false }
    return flags & ~flagsAllowed == 0 && body.number(1, size: 3) == 0
  }
}
