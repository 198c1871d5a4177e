import Foundation
import TroupeVocabulary

extension SourceImage {
  /// The pixels in sRGB, before orientation, and notes on how their colors were converted.
  func inSRGB(
    atLeast edge: Int? = nil, maxScans: Int
  ) throws(ImageFault) -> (raster: Raster, notes: [String]) {
    let (profile, notes) = colors()
    return (try inSRGB(from: profile, atLeast: edge, maxScans: maxScans), notes)
  }

  /// The same, without an opaque alpha channel, resized so that the long edge is at most `edge`
  /// pixels.
  func inSRGB(
    fitting edge: Int, maxScans: Int
  ) throws(ImageFault) -> (raster: Raster, notes: [String]) {
    let (profile, notes) = colors()
    let needed = decodedEdge(for: edge)
    guard convertsLast(from: profile) else {
      let whole = try inSRGB(from: profile, atLeast: needed, maxScans: maxScans)
      return (try whole.fitted(to: edge), notes)
    }
    if let small = try streamed(fitting: edge, maxScans: maxScans) {
      return (try converted(small, from: profile), notes)
    }
    let small = try stored(atLeast: needed, maxScans: maxScans).fitted(to: edge)
    return (try converted(small, from: profile), notes)
  }

  /// Whether colors are converted after resizing: conversion rounds and clips, so averaging first is
  /// better and cheaper if the tone curve allows it. 16-bit values are converted before rounding.
  private func convertsLast(from profile: ColorProfile?) -> Bool {
    guard header.colorModel != .cmyk else { return false }
    guard let profile else { return true }
    return !isDeep && profile.hasTonesLikeSRGB
  }

  private var isDeep: Bool { header.bitDepth == 16 }

  private func inSRGB(
    from profile: ColorProfile?, atLeast edge: Int?, maxScans: Int
  ) throws(ImageFault) -> Raster {
    // Rounding to 8 bits first would leave few dark colors in linear light.
    if isDeep, let profile, let raster = try narrowed(by: profile) { return raster }
    return try converted(stored(atLeast: edge, maxScans: maxScans), from: profile)
  }

  /// The pixels converted by `profile` from 16 bits; `nil` for what is rounded first.
  private func narrowed(by profile: ColorProfile) throws(ImageFault) -> Raster? {
    switch layout {
    case .png(let png): try stored(png, narrowedBy: profile)
    case .tiff(let tiff) where tiff.isNarrowable: try stored(tiff, narrowedBy: profile)
    default: nil
    }
  }

  /// Pixels as stored, converted to sRGB.
  func converted(
    _ raster: consuming Raster, from profile: ColorProfile?
  ) throws(ImageFault) -> Raster {
    if header.colorModel == .cmyk { return try raster.convertedFromCMYK(by: profile) }
    if let profile { raster.convertToSRGB(from: profile) }
    return raster
  }
}

extension Raster {
  /// Without an opaque alpha channel, resized so that the long edge is at most `edge` pixels.
  fileprivate consuming func fitted(to edge: Int) throws(ImageFault) -> Raster {
    removeOpaqueAlpha()
    return try resampled(to: size.fitting(edge: edge))
  }
}
