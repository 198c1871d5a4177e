import Foundation
import TroupeCImaging
import TroupeVocabulary

/// What the header of a HEIC or AVIF says of its main picture; libheif reads it, and turns it upright.
struct HEIFLayout {
  private(set) var header: ImageHeader
  private(set) var profile: Data?
  /// How its colors are coded, without a profile.
  private(set) var codePoints: CodePoints?
  /// What is left out, as human-readable text.
  private(set) var notes: [String] = []
  /// The bound on sides that libheif is told.
  let maxSide: Int

  /// - Throws: `ImageFault` if the header breaks the rules or `limits`, or without libheif.
  init(_ type: MediaType, reading bytes: Data, limits: ImageLimits) throws(ImageFault) {
    guard Self.isWhole(bytes) else { throw .truncated }
    var head = ti_heif_head()
    // Its own complaint about size would not say how large the picture is.
    let outcome = bytes.withUnsafeBytes {
      ti_heif_inspect(
        $0.bindMemory(to: UInt8.self).baseAddress, $0.count, Int(Int32.max), &head)
    }
    defer { free(head.profile) }
    try outcome.check(bytes: 0, type: type)
    guard head.width > 0, head.height > 0 else { throw .corrupt("a picture without a size") }
    try limits.check(width: head.width, height: head.height)
    header = ImageHeader(
      type: type, width: head.width, height: head.height, bitDepth: Int(head.bits),
      colorModel: .rgb)
    header.hasAlpha = head.has_alpha != 0
    header.hasMetadata = true
    maxSide = limits.maxSide
    profile = head.profile.map { Data(bytes: $0, count: head.profile_length) }
    if head.has_points != 0 {
      codePoints = CodePoints(ofRGB: Int(head.primaries), transfer: Int(head.transfer))
    }
    if head.has_more_pictures != 0 { notes.append("kept the main one of several pictures") }
  }

  /// Whether the last of the outer boxes ends where the file does or before. A length of 0 means the rest
  /// of the file, and 1 that it has eight bytes.
  private static func isWhole(_ bytes: Data) -> Bool {
    let reader = ByteReader(bytes)
    var offset = 0
    while offset < reader.count {
      guard let short = reader.number(at: offset, length: 4) else { return false }
      if short == 0 { return true }
      var length = short
      if short == 1 {
        guard reader.number(at: offset + 8, length: 4) == 0,
          let long = reader.number(at: offset + 12, length: 4)
        else { return false }
        length = long
      }
      // What is no box does not belong to the picture.
      guard length >= 8 else { return true }
      offset += length
    }
    return offset == reader.count
  }
}
