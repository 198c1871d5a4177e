import Foundation

/// Reads the texts of a PNG, those after its pixels too.
enum PNGTexts {
  private static let longestKeyword = 79

  /// Goes through all chunks up to `IEND`; checksums are not looked at.
  static func read(
    _ file: ByteView, into found: inout Findings, inflate: (Data, Int) -> Data?
  ) {
    var offset = 8
    while offset < file.count {
      guard let length = file.u32(offset), let kind = file.kind(offset + 4) else {
        return found.note("The PNG ends within the head of a chunk.")
      }
      guard let body = file.part(offset + 8, length) else {
        let there = file.count - offset - 8
        return found.note("The PNG ends within a chunk: \(there) of its \(length) bytes are there.")
      }
      switch kind {
      case "tEXt", "comf": readPlain(body, kind, into: &found)
      case "zTXt": readCompressed(body, into: &found, inflate: inflate)
      case "iTXt": readInternational(body, into: &found, inflate: inflate)
      case "eXIf": EXIFTexts.read(body, into: &found)
      case "caBX": ContentCredentials.read(body, into: &found)
      case "IEND": return
      default: break
      }
      offset += 12 + length
    }
    found.note("The PNG ends without its last chunk.")
  }

  /// The keyword of a chunk and the offset after the NUL that ends it.
  private static func keyword(of chunk: ByteView) -> (name: String, end: Int)? {
    guard let end = chunk.firstNUL(from: 0, within: longestKeyword + 1), end > 0,
      let name = chunk.part(0, end)
    else { return nil }
    return (TextDecoding.text(name), end + 1)
  }

  private static func noteBroken(_ kind: String, _ chunk: ByteView, in found: inout Findings) {
    found.note("A chunk \(kind) of \(chunk.count) bytes is broken.")
  }

  private static func readPlain(_ chunk: ByteView, _ kind: String, into found: inout Findings) {
    guard let (name, start) = keyword(of: chunk) else {
      return noteBroken(kind, chunk, in: &found)
    }
    add(name, chunk.rest(start), into: &found)
  }

  private static func readCompressed(
    _ chunk: ByteView, into found: inout Findings, inflate: (Data, Int) -> Data?
  ) {
    guard let (name, start) = keyword(of: chunk), chunk.byte(start) == 0 else {
      return noteBroken("zTXt", chunk, in: &found)
    }
    let zlib = chunk.rest(start + 1)
    guard let text = inflated(zlib, name, into: &found, inflate: inflate) else { return }
    add(name, text, into: &found)
  }

  private static func readInternational(
    _ chunk: ByteView, into found: inout Findings, inflate: (Data, Int) -> Data?
  ) {
    guard let (name, start) = keyword(of: chunk),
      let isCompressed = chunk.byte(start), isCompressed <= 1,
      let languageEnd = chunk.firstNUL(from: start + 2),
      let translationEnd = chunk.firstNUL(from: languageEnd + 1)
    else { return noteBroken("iTXt", chunk, in: &found) }
    let body = chunk.rest(translationEnd + 1)
    guard isCompressed == 1 else { return add(name, body, into: &found) }
    guard let text = inflated(body, name, into: &found, inflate: inflate) else { return }
    add(name, text, into: &found)
  }

  private static func inflated(
    _ zlib: ByteView, _ name: String, into found: inout Findings, inflate: (Data, Int) -> Data?
  ) -> ByteView? {
    guard found.admits(zlib.count, of: name) else { return nil }
    // The copy counts from zero, as whoever inflates may expect.
    guard let bytes = inflate(Data(zlib.data), Findings.mostBytes) else {
      // A stream of deflate grows by 1,032 at most; a failed one costs as much as a good one.
      found.spend(min(Findings.mostBytes, zlib.count * 1032))
      found.note(
        "“\(name)” was left out: its \(zlib.count) compressed bytes are broken or more than 4 MiB.")
      return nil
    }
    return ByteView(bytes)
  }

  private static func add(_ name: String, _ bytes: ByteView, into found: inout Findings) {
    if name == "XML:com.adobe.xmp" {
      XMPTexts.read(bytes, into: &found)
    } else if name.hasPrefix("Raw profile type ") {
      RawProfile.read(bytes, name, into: &found)
    } else if found.admits(bytes.count, of: name) {
      found.add(.png, name, TextDecoding.text(bytes))
    }
  }
}
