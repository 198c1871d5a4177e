import Foundation

/// Reads the texts of a WebP.
enum WebPTexts {
  /// Goes through all chunks to the end of the file, whatever length the file claims to have.
  static func read(_ file: ByteView, into found: inout Findings) {
    var offset = 12
    while offset < file.count {
      guard let kind = file.kind(offset), let length = file.u32(offset + 4, .little),
        let body = file.part(offset + 8, length)
      else { return found.note("The WebP ends within a chunk: \(file.count - offset) bytes.") }
      switch kind {
      case "EXIF": EXIFTexts.read(body, into: &found)
      case "XMP ": XMPTexts.read(body, into: &found)
      case "C2PA": ContentCredentials.read(body, into: &found)
      default: break
      }
      offset += 8 + length + length % 2
    }
  }
}

/// Reads the comments of a GIF and its XMP.
enum GIFTexts {
  /// Goes through all blocks up to the trailer.
  static func read(_ file: ByteView, into found: inout Findings) {
    guard let flags = file.byte(10) else { return found.note("The GIF ends within its head.") }
    var offset = 13 + colours(flags)
    while let kind = file.byte(offset) {
      switch kind {
      case 0x21:
        guard let label = file.byte(offset + 1) else { break }
        offset = readExtension(label, file, offset + 2, into: &found)
        continue
      case 0x2C:
        guard let flags = file.byte(offset + 9) else { break }
        offset = blocks(file, offset + 11 + colours(flags)).end
        continue
      case 0x3B: return
      default: return found.note("The GIF is broken at byte \(offset).")
      }
      break
    }
    found.note("The GIF ends without its last block.")
  }

  private static func colours(_ flags: UInt8) -> Int {
    flags & 0x80 == 0 ? 0 : 3 << (Int(flags & 7) + 1)
  }

  private static func readExtension(
    _ label: UInt8, _ file: ByteView, _ offset: Int, into found: inout Findings
  ) -> Int {
    let (parts, end) = blocks(file, offset)
    let size = parts.reduce(0) { $0 + $1.count }
    if label == 0xFE, found.admits(size, of: "Comment") {
      let joined = parts.reduce(into: Data()) { $0.append($1.data) }
      found.add(.comment, "", TextDecoding.text(ByteView(joined)))
    } else if label == 0xFF, parts.first?.has("XMP DataXMP") == true {
      // The packet is not cut in blocks; a trailer of 257 bytes leads readers of blocks out of it.
      let packet = file.part(offset + 12, max(end - offset - 12 - 258, 0))
      if let packet { XMPTexts.read(packet, into: &found) }
    }
    return end
  }

  /// The blocks from an offset on, each led by its length, and the offset after the empty last one.
  private static func blocks(_ file: ByteView, _ offset: Int) -> (parts: [ByteView], end: Int) {
    var parts: [ByteView] = []
    var offset = offset
    while let length = file.byte(offset), length > 0 {
      guard let part = file.part(offset + 1, Int(length)) else { return (parts, file.count) }
      parts.append(part)
      offset += 1 + Int(length)
    }
    return (parts, offset + 1)
  }
}
