import Foundation

/// Reads the texts of a block of EXIF.
struct EXIFTexts {
  private let tiff: ByteView
  private let order: ByteOrder

  /// Reads a block with or without the letters `Exif` and two NULs before it.
  static func read(_ block: ByteView, into found: inout Findings) {
    let tiff = block.has("Exif\0") ? block.rest(6) : block
    let order: ByteOrder = tiff.has("MM") ? .big : .little
    guard tiff.has("II") || tiff.has("MM"), tiff.u16(2, order) == 42,
      let start = tiff.u32(4, order)
    else { return found.note("The EXIF block of \(block.count) bytes is broken.") }
    EXIFTexts(tiff: tiff, order: order).readDirectory(at: start, isMain: true, into: &found)
  }

  /// Reads a directory of tags, and from the main one that of EXIF, which leads to no other.
  private func readDirectory(at start: Int, isMain: Bool, into found: inout Findings) {
    guard let count = tiff.u16(start, order) else {
      return found.note("A directory of the EXIF block lies outside of its \(tiff.count) bytes.")
    }
    // Blocks of a hostile file may overlap, so that directories count as work.
    guard found.admits(count * 12, of: "EXIF") else { return }
    var hasReadEXIF = false
    for index in 0..<count {
      let entry = start + 2 + index * 12
      guard let tag = tiff.u16(entry, order), let type = tiff.u16(entry + 2, order),
        let size = tiff.u32(entry + 4, order), let offset = tiff.u32(entry + 8, order)
      else { return found.note("The EXIF block ends within a directory.") }
      if tag == 0x8769, isMain, !hasReadEXIF {
        hasReadEXIF = true
        readDirectory(at: offset, isMain: false, into: &found)
      } else if isMain, Self.blocks.contains(tag), [1, 4, 7].contains(type) {
        readBlock(tag, at: entry, size: type == 4 ? size * 4 : size, into: &found)
      } else if let name = Self.name(tag, type, isMain: isMain) {
        guard let value = tiff.part(size <= 4 ? entry + 8 : offset, size) else {
          found.note("The EXIF tag \(name) of \(size) bytes lies outside of its block.")
          continue
        }
        readText(value, tag, type, name, into: &found)
      }
    }
  }

  /// Reads a block that a tag of the main directory holds, as a TIFF has them.
  private func readBlock(
    _ tag: Int, at entry: Int, size: Int, into found: inout Findings
  ) {
    guard size > 4, let offset = tiff.u32(entry + 8, order), let block = tiff.part(offset, size)
    else { return }
    switch tag {
    case 0x02BC: XMPTexts.read(block, into: &found)
    case 0x83BB: RawProfile.readIPTC(block, .comment, "", into: &found)
    default: ContentCredentials.read(block, into: &found)
    }
  }

  private func readText(
    _ value: ByteView, _ tag: Int, _ type: Int, _ name: String, into found: inout Findings
  ) {
    guard found.admits(value.count, of: name) else { return }
    switch tag {
    case 0x9286: found.add(.exif, name, TextDecoding.userComment(value, order))
    case 0x9C9B...0x9C9F: found.add(.exif, name, TextDecoding.utf16(value, .little))
    case 0x927C:
      if let text = TextDecoding.plainText(value) { found.add(.exif, name, text) }
    default: found.add(.exif, name, TextDecoding.text(value))
    }
  }

  /// The name of a tag that may hold text: any of the main directory typed as text, and the known.
  private static func name(_ tag: Int, _ type: Int, isMain: Bool) -> String? {
    // Bytes, ASCII, undefined, and the UTF-8 of EXIF 3.0: those whose items are one byte long.
    guard [1, 2, 7, 129].contains(type) else { return nil }
    if let name = names[tag] { return name }
    guard isMain, type == 2 || type == 129 else { return nil }
    let digits = String(tag, radix: 16, uppercase: true)
    return "tag 0x" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// XMP, IPTC, and Content Credentials.
  private static let blocks: Set<Int> = [0x02BC, 0x83BB, 0xCD41]

  private static let names = [
    0x010D: "DocumentName", 0x010E: "ImageDescription", 0x010F: "Make", 0x0110: "Model",
    0x0131: "Software", 0x0132: "DateTime", 0x013B: "Artist", 0x8298: "Copyright",
    0x9003: "DateTimeOriginal", 0x927C: "MakerNote", 0x9286: "UserComment",
    0x9C9B: "XPTitle", 0x9C9C: "XPComment", 0x9C9D: "XPAuthor", 0x9C9E: "XPKeywords",
    0x9C9F: "XPSubject",
  ]
}
