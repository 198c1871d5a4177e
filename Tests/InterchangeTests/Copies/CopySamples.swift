import Foundation

@testable import TroupeInterchange

/// Small whole files whose pixels every decoder reads, and what goes into them.
enum CopySamples {
  /// A chunk of a PNG with its checksum, which is worked out bit by bit.
  static func chunk(_ kind: String, _ body: [UInt8]) -> [UInt8] {
    let sum = (utf8(kind) + body).reduce(UInt32.max) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in
        value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0)
      }
    }
    return number(body.count, 4) + utf8(kind) + body + number(Int(~sum), 4)
  }

  /// The pixel of a PNG: one grey byte in a stored block, with the checksum of its two bytes.
  static let pixel = chunk("IDAT", [0x78, 1, 1, 2, 0, 0xFD, 0xFF, 0, 0x80, 0, 0x82, 0, 0x81])
  static let pngStart =
    Array(PNGFile.signature) + chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])

  /// A PNG with one grey pixel and some chunks before and after it.
  static func png(_ before: [UInt8]..., after: [UInt8] = []) -> Data {
    Data(pngStart + before.flatMap { $0 } + pixel + after + chunk("IEND", []))
  }

  static let jfif = segment(0xE0, utf8("JFIF\0") + [1, 2, 0, 0, 1, 0, 1, 0, 0])
  /// The tables, frame and scan of a JPEG of 8 by 8 grey pixels.
  static let scan =
    segment(0xDB, [0] + [UInt8](repeating: 1, count: 64))
    + segment(0xC0, [8, 0, 8, 0, 8, 1, 1, 0x11, 0])
    + segment(0xC4, [0x00, 1] + [UInt8](repeating: 0, count: 15) + [0])
    + segment(0xC4, [0x10, 1] + [UInt8](repeating: 0, count: 15) + [0])
    + segment(0xDA, [1, 1, 0, 0, 63, 0]) + [0x3F]

  /// A JPEG with some segments before its pixels and some bytes behind its end.
  static func jpeg(_ segments: [UInt8]..., after: [UInt8] = []) -> Data {
    Data([0xFF, 0xD8] + segments.flatMap { $0 } + scan + [0xFF, 0xD9] + after)
  }

  /// One half-clear pixel, lossless.
  static let lossless = riffChunk(
    "VP8L",
    [
      0x2F, 0, 0, 0, 0x10, 7, 0x50, 0x81, 0x54, 8, 0x20, 0, 0x0A, 0x9A, 2, 0xC6, 0x88, 0x88, 0xFE,
      7,
    ])
  /// Three by two pixels, lossy.
  static let lossy = riffChunk(
    "VP8 ",
    [
      0x30, 1, 0, 0x9D, 1, 0x2A, 3, 0, 2, 0, 0x0C, 0xC0, 0xCE, 0x25, 0xA4, 0, 3, 0x70, 0, 0xFE,
      0xEC, 0x1D, 0x80, 0,
    ])

  /// The head of an extended WebP.
  static func head(_ flags: UInt8, width: Int = 1, height: Int = 1) -> [UInt8] {
    riffChunk(
      "VP8X",
      [flags, 0, 0, 0] + number(width - 1, 3, .little) + number(height - 1, 3, .little))
  }

  /// A WebP of chunks.
  static func webP(_ chunks: [UInt8]..., after: [UInt8] = []) -> Data {
    Data(webp(chunks.flatMap { $0 }) + after)
  }

  /// A packet of XMP with a title of so many letters.
  static func packet(_ letters: Int = 3) -> Data {
    Data(xmp("d:title=\"\(String(repeating: "t", count: letters))\""))
  }

  /// A segment with a store of Content Credentials, or so far as it is told apart.
  static let credentialSegment = segment(
    0xEB, utf8("JP") + [0, 1, 0, 0, 0, 1] + superbox("c2pa", "c2pa"))

  /// A segment of EXIF.
  static func exifSegment(_ block: [UInt8]) -> [UInt8] { segment(0xE1, utf8("Exif\0\0") + block) }

  /// One of each kind of file, all of them with something to take out.
  static let rich: [Data] = [
    png(
      chunk("tEXt", utf8("parameters\0old")), chunk("iTXt", utf8("Title\0\0\0\0\0täst")),
      chunk("iTXt", utf8("XML:com.adobe.xmp\0\0\0\0\0") + Array(packet())), chunk("caBX", [1, 2]),
      chunk("eXIf", exif([(0x0112, 3, [6, 0])])), after: chunk("tIME", [7, 234, 1, 1, 0, 0, 0])),
    jpeg(
      jfif, exifSegment(exif([(0x0112, 3, [6, 0])], [(0x9286, 7, utf8("ASCII\0\0\0old"))])),
      segment(0xE1, utf8("http://ns.adobe.com/xap/1.0/\0") + Array(packet())), credentialSegment,
      segment(0xFE, utf8("comment")), after: utf8("more")),
    webP(
      head(0x1C), lossless, riffChunk("EXIF", exif([(0x0112, 3, [6, 0])])),
      riffChunk("XMP ", Array(packet())), riffChunk("C2PA", [1]), after: utf8("more")),
  ]

  /// Puts texts into a file; the digest is no MD5, but as long as one.
  static func embed(
    _ file: Data, _ parameters: String? = nil, xmp: Data? = nil
  ) throws -> ImageCopy {
    try ImageCopy.embedding(
      CopyTexts(parameters: parameters, xmp: xmp), in: file,
      md5: { bytes in Data((0..<16).map { UInt8(truncatingIfNeeded: bytes.count >> $0) }) })
  }

  /// The texts of a copy under a name.
  static func texts(_ name: String, in file: Data) -> [String] {
    EmbeddedTexts(reading: file, inflate: inflateStored).texts.filter { $0.name == name }
      .map(\.text)
  }
}
