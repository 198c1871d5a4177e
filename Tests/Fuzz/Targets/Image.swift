import Foundation

@testable import TroupeImaging
@testable import TroupeVocabulary

/// Whole images: reading, looking through and normalizing agree, and what is normalized is plain and stays as it is.
func checkImage(_ input: inout Input) {
  let bytes = withPNGChecksums(input.bytes)
  let limits = ImageLimits(maxPixels: 1 << 16, maxSide: 4096, maxScans: 20)
  let header = try? ImageHeader(reading: bytes, limits: limits)
  let slice = (Data([0]) + bytes).dropFirst()
  require(
    (try? ImageHeader(reading: slice, limits: limits)) == header, "a slice reads as a whole does")
  let raster = try? Raster(decoding: bytes, limits: limits)
  let check = try? ImageCheck(reading: bytes, limits: limits)
  require((raster != nil) == (check != nil), "looking through finds what decoding finds")
  let normalization = Normalization(longEdge: 48, limits: limits)
  let normal = try? normalization.apply(to: bytes)
  require((raster != nil) == (normal != nil), "what decodes can be normalized")
  guard let header, let raster, let normal else { return require(raster == nil, "has a header") }
  require(
    raster.width == header.orientedWidth && raster.height == header.orientedHeight,
    "a picture has the size of its header")
  require(max(normal.width, normal.height) <= 48, "a normalized picture keeps the edge")
  let isUnseen = normal.notes.contains { $0.hasPrefix("fully transparent") }
  require(PlainImage.isPlain(normal.bytes) || isUnseen, "a normalized picture is plain")
  guard let again = try? normalization.apply(to: normal.bytes) else {
    return require(false, "a normalized picture is readable")
  }
  require(
    again.width == normal.width && again.height == normal.height, "normalizing keeps the size")
  require(
    normal.type != .png || again.bytes == normal.bytes, "normalizing a normalized PNG changes it")
  require(
    again.appearance.fingerprint == normal.appearance.fingerprint || normal.type != .png,
    "a normalized PNG measures as it was measured")
}

/// Camera data, XMP, text and profiles, each without the file around it.
func checkMetadata(_ input: inout Input) {
  let kind = input.steer() % 6
  input.repeatSometimes(upTo: 1 << 18)
  let bytes = input.bytes
  switch kind {
  case 0:
    let value = EXIF(bytes)?.orientation ?? 1
    require((1...8).contains(value), "an orientation is from 1 to 8")
  case 1:
    let value = XMP(bytes).orientation ?? 1
    require((1...8).contains(value), "an orientation is from 1 to 8")
  case 2:
    var metadata = ImageMetadata()
    for chunk in ["tEXt", "zTXt", "iTXt"] { PNGText(chunk: chunk, bytes)?.add(to: &metadata) }
    _ = metadata.orientation
  case 3:
    guard let profile = ColorProfile(bytes) else { return }
    let raster = Raster(width: 2, height: 1, channels: 4, pixels: [1, 2, 3, 4, 250, 251, 252, 253])
    _ = (try? raster.convertedFromCMYK(by: profile))
    _ = profile.name
  case 4:
    _ = Inflated.profile(bytes)
  default:
    var metadata = ImageMetadata()
    for segment in bytes.split(separator: 0xFF) { metadata.addSegment(segment) }
    _ = metadata.orientation
  }
}

/// The same PNG with every chunk's checksum corrected: no mutation would get behind them.
private func withPNGChecksums(_ bytes: Data) -> Data {
  var bytes = [UInt8](bytes)
  guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) else { return Data(bytes) }
  var place = 8
  while place + 12 <= bytes.count {
    let length = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
    guard length <= bytes.count - place - 12 else { break }
    let sum = checksum(bytes[(place + 4)..<(place + 8 + length)])
    for index in 0..<4 {
      bytes[place + 8 + length + index] = UInt8(truncatingIfNeeded: sum >> (24 - 8 * UInt32(index)))
    }
    place += 12 + length
  }
  return Data(bytes)
}

/// CRC-32 as PNG has it (ISO 3309).
private func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
  ~bytes.reduce(UInt32.max) { sum, byte in
    (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1
    }
  }
}
