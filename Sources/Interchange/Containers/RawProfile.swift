import Foundation

/// Reads the blocks of EXIF, IPTC and XMP that ImageMagick writes in a PNG as hexadecimal text.
enum RawProfile {
  /// Reads the text of a chunk named `Raw profile type …`.
  ///
  /// A profile of another kind, as one of colours, carries no text and is passed over.
  static func read(_ text: ByteView, _ name: String, into found: inout Findings) {
    let kind = name.dropFirst("Raw profile type ".count).lowercased()
    guard ["exif", "app1", "iptc", "xmp"].contains(kind) else { return }
    guard found.admits(text.count, of: name) else { return }
    guard let profile = decoded(text.bytes) else {
      return found.note("“\(name)” of \(text.count) bytes is broken.")
    }
    switch kind {
    case "xmp": XMPTexts.read(profile, into: &found)
    case "iptc": readIPTC(profile, .png, name, into: &found)
    default:
      let start = "http://ns.adobe.com/xap/1.0/\0"
      if profile.has(start) {
        XMPTexts.read(profile.rest(start.utf8.count), into: &found)
      } else {
        EXIFTexts.read(profile, into: &found)
      }
    }
  }

  /// The bytes of a profile: a line with its name, a line with its length, then hexadecimal digits.
  static func decoded(_ text: [UInt8]) -> ByteView? {
    let newline = UInt8(ascii: "\n")
    let lines = text.split(separator: newline, maxSplits: 2, omittingEmptySubsequences: true)
    guard lines.count == 3,
      let length = Int(
        String(decoding: lines[1], as: UTF8.self).trimmingCharacters(in: .whitespaces)),
      length >= 0
    else { return nil }
    var bytes: [UInt8] = []
    var high: UInt8?
    for character in lines[2] where bytes.count < length {
      guard let digit = Character(Unicode.Scalar(character)).hexDigitValue else {
        guard [0x0A, 0x0D, 0x20, 0x09].contains(character) else { return nil }
        continue
      }
      if let upper = high {
        bytes.append(upper << 4 | UInt8(digit))
        high = nil
      } else {
        high = UInt8(digit)
      }
    }
    return bytes.count == length ? ByteView(bytes) : nil
  }

  /// Reads the caption (2:120) and the credit (2:110) of an IPTC block, in Photoshop's wrapping
  /// or bare.
  static func readIPTC(
    _ block: ByteView, _ place: EmbeddedText.Place, _ name: String, into found: inout Findings
  ) {
    var offset = block.has("8BIM") ? firstRecord(in: block) : 0
    while block.byte(offset) == 0x1C, let record = block.byte(offset + 1),
      let set = block.byte(offset + 2), let length = block.u16(offset + 3),
      let value = block.part(offset + 5, length)
    {
      offset += 5 + length
      guard record == 2, set == 110 || set == 120, found.admits(length, of: "IPTC")
      else { continue }
      let text = TextDecoding.text(value)
      if set == 120 {
        found.add(place, name, text)
      } else if !text.isEmpty {
        found.add(.credit(text))
      }
    }
  }

  /// The offset of the first record in Photoshop's resources, or their end.
  private static func firstRecord(in resources: ByteView) -> Int {
    var offset = 0
    while resources.has("8BIM", at: offset), let id = resources.u16(offset + 4),
      let nameLength = resources.byte(offset + 6)
    {
      let nameSize = (Int(nameLength) + 2) / 2 * 2
      guard let length = resources.u32(offset + 6 + nameSize) else { break }
      let start = offset + 10 + nameSize
      if id == 0x0404 { return start }
      offset = start + (length + 1) / 2 * 2
    }
    return resources.count
  }
}
