import Foundation
internal import TroupeCWire

/// The forms in which a server may write a key down: as it is and in base64 at each alignment, of either alphabet, also twice.
/// How escapes write any of them is `KeyMatcher`'s to see.
struct KeyForms {
  /// One text that gives the key away.
  struct Form: Hashable {
    let letters: [UInt8]
    /// In base64 the two alphabets are the same, line breaks may stand between letters, and what covers it is a letter too, so
    /// that an image around it stays base64.
    let isBase64: Bool

    /// What it may begin with.
    var firsts: [UInt8] {
      switch letters[0] {
      case UInt8(ascii: "+") where isBase64: Array("+-".utf8)
      case UInt8(ascii: "/") where isBase64: Array("/_".utf8)
      default: [letters[0]]
      }
    }

    var cover: UInt8 { UInt8(ascii: isBase64 ? "x" : "*") }
  }

  private let byFirst: [[Form]]
  /// As `troupe_find_start` takes them.
  let firsts: [UInt8]
  let starts: [UInt8]

  /// - Parameters:
  ///   - shortest: fewer letters are no form, as they stand in other texts by chance.
  ///   - fewest: the same for fewer different letters.
  init(of key: [UInt8], shortest: Int, fewest: Int) {
    let texts = Set([key, Self.percentEncoded(key), Self.slashed(key)])
    var forms = Set([Form(letters: key, isBase64: false)])
    for text in texts {
      for core in Self.cores(of: text) {
        forms.insert(Form(letters: core, isBase64: true))
        for again in Self.cores(of: core) + Self.cores(of: Self.urlSafe(core)) {
          forms.insert(Form(letters: again, isBase64: true))
        }
      }
    }
    let all = forms.filter { form in
      !form.isBase64 || (form.letters.count >= shortest && Set(form.letters).count >= fewest)
    }
    var firsts = [UInt8](repeating: 0, count: 256)
    var starts = [UInt8](repeating: 0, count: 8192)
    for byte in "\\%".utf8 { firsts[Int(byte)] = 1 }
    for form in all {
      for byte in form.firsts { firsts[Int(byte)] = 1 }
      let letters = form.letters
      let hash = troupe_start_hash(letters[0], letters[1], letters[2])
      starts[hash >> 3] |= 1 << UInt8(hash & 7)
    }
    var byFirst = [[Form]](repeating: [], count: 256)
    for form in all {
      for byte in form.firsts { byFirst[Int(byte)].append(form) }
    }
    self.byFirst = byFirst
    self.firsts = firsts
    self.starts = starts
  }

  /// Those that may begin with `byte`.
  func beginning(with byte: UInt8) -> [Form] { byFirst[Int(byte)] }

  /// Where in `bytes` from `start` on one of them may begin.
  func candidate(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress else { return nil }
    let place =
      start
      + troupe_find_start(
        (base + start).assumingMemoryBound(to: UInt8.self), bytes.count - start, firsts, starts)
    return place < bytes.count ? place : nil
  }

  /// The letters of base64 that `text` alone decides, at each place modulo 3 where it may begin.
  private static func cores(of text: [UInt8]) -> [[UInt8]] {
    (0..<3).map { before in
      let letters = Data([UInt8](repeating: 0, count: before) + text).base64EncodedData()
      // A letter has six bits: those that end within what comes before are not the text's.
      let first = (before * 8 + 5) / 6
      return Array(letters[first..<((before + text.count) * 8 / 6)])
    }
  }

  private static func urlSafe(_ letters: [UInt8]) -> [UInt8] {
    letters.map { letter in
      switch letter {
      case UInt8(ascii: "+"): UInt8(ascii: "-")
      case UInt8(ascii: "/"): UInt8(ascii: "_")
      default: letter
      }
    }
  }

  private static func percentEncoded(_ key: [UInt8]) -> [UInt8] {
    key.flatMap { byte -> [UInt8] in
      let isPlain =
        byte < 0x80 && Character(Unicode.Scalar(byte)).isLetter
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "-._~".utf8.contains(byte)
      if isPlain { return [byte] }
      let digits = String(byte, radix: 16, uppercase: true)
      return Array("%\(digits.count < 2 ? "0" : "")\(digits)".utf8)
    }
  }

  private static func slashed(_ key: [UInt8]) -> [UInt8] {
    key.flatMap { $0 == UInt8(ascii: "/") ? Array("\\/".utf8) : [$0] }
  }
}
