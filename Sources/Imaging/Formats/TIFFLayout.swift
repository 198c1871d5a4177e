import Foundation
import TroupeCImaging
import TroupeVocabulary

/// What the header of a TIFF says of its first picture; libtiff reads it.
struct TIFFLayout {
  private(set) var header: ImageHeader
  /// Camera data.
  private(set) var metadata = ImageMetadata()
  private(set) var profile: Data?
  /// What is left out, as human-readable text.
  private(set) var notes: [String] = []
  /// Of the pixels as read: 3 are RGB, 4 RGB and alpha, or CMYK.
  let channels: Int
  /// Whether 16 bits a channel can be converted before they are rounded.
  let isNarrowable: Bool

  /// - Throws: `ImageFault` if the header breaks the rules or `limits`, or without libtiff.
  init(reading bytes: Data, limits: ImageLimits) throws(ImageFault) {
    var head = ti_tiff_head()
    let outcome = bytes.withUnsafeBytes {
      ti_tiff_inspect($0.bindMemory(to: UInt8.self).baseAddress, $0.count, &head)
    }
    defer { free(head.profile) }
    try outcome.check(bytes: 0, type: .tiff)
    guard head.is_raw == 0 else { throw .unsupported(type: "camera raw") }
    let model = Self.model(Int(head.photometric))
    try limits.check(width: head.width, height: head.height)
    header = ImageHeader(
      type: .tiff, width: head.width, height: head.height, bitDepth: Int(head.bits),
      colorModel: model)
    header.hasAlpha = head.alpha != 0
    header.hasMetadata = true
    metadata.addEXIF(bytes)
    if head.orientation != 1 {
      (header.orientation, header.orientationOrigin) = (Int(head.orientation), .tiff)
    }
    channels = model == .cmyk || header.hasAlpha ? 4 : 3
    isNarrowable = head.in_planes == 0 && model != .palette && model != .cmyk
    profile = head.profile.map { Data(bytes: $0, count: head.profile_length) }
    if head.has_more_pictures != 0 { notes.append("kept the first of several pictures") }
    if head.has_more_samples != 0 {
      notes.append("left out what is neither color nor transparency")
    }
  }

  /// The color model by `PhotometricInterpretation`.
  private static func model(_ number: Int) -> ImageHeader.ColorModel {
    switch number {
    case 0, 1: .gray
    case 3: .palette
    case 5: .cmyk
    default: .rgb
    }
  }
}
