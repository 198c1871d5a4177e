import Foundation
import TroupeVocabulary

extension SourceImage {
  /// The pixels in sRGB, not turned yet, and what was done to their colors.
  func inSRGB(
    atLeast edge: Int? = nil, maxScans: Int
  ) throws(ImageFault) -> (raster: Raster, notes: [String]) {
    let (profile, notes) = colors()
    let raster = try stored(atLeast: edge, maxScans: maxScans)
    return (try inSRGB(raster, from: profile), notes)
  }

  /// The same, without alpha that says nothing, resized so that the long edge is at most `edge`
  /// pixels.
  func inSRGB(
    fitting edge: Int, maxScans: Int
  ) throws(ImageFault) -> (raster: Raster, notes: [String]) {
    let (profile, notes) = colors()
    // Converting rounds, and cuts off what sRGB lacks: best of fewer pixels, after the averaging.
    let isLast = header.colorModel != .cmyk && profile?.hasTonesLikeSRGB ?? true
    if isLast, let small = try streamed(fitting: edge, maxScans: maxScans) {
      return (try inSRGB(small.withoutIdleAlpha(), from: profile), notes)
    }
    let stored = try stored(atLeast: decodedEdge(for: edge), maxScans: maxScans)
    if isLast { return (try inSRGB(stored.fitted(to: edge), from: profile), notes) }
    return (try inSRGB(stored, from: profile).fitted(to: edge), notes)
  }

  private func inSRGB(_ stored: Raster, from profile: ColorProfile?) throws(ImageFault) -> Raster {
    if header.colorModel == .cmyk { return try stored.convertedFromInk(by: profile) }
    var raster = stored
    if let profile { raster.convertToSRGB(from: profile) }
    return raster
  }

  /// The profile to convert from, if pixels must change, and what to say about it.
  private func colors() -> (ColorProfile?, notes: [String]) {
    let (usable, complaint) = usableProfile()
    let notes = complaint.map { [$0] } ?? []
    if header.colorModel == .cmyk {
      return (usable, notes + ["converted from \(usable?.name ?? "CMYK without a profile")"])
    }
    guard let usable, usable.changesColors else { return (nil, notes) }
    return (usable, notes + ["converted from \(usable.name)"])
  }

  /// The embedded profile if it can be used, or why it cannot. A broken one is no reason to refuse
  /// a picture that everything else shows.
  private func usableProfile() -> (ColorProfile?, complaint: String?) {
    let (embedded, isBroken) = profile
    guard let embedded else {
      return (nil, isBroken ? "ignored a broken color profile" : nil)
    }
    guard let opened = ColorProfile(embedded) else {
      return (nil, "ignored a broken color profile")
    }
    let fits =
      switch opened.space {
      case .cmyk: header.colorModel == .cmyk
      case .gray: header.colorModel == .gray
      case .rgb: header.colorModel != .cmyk
      }
    return fits ? (opened, nil) : (nil, "ignored a profile for other colors, \(opened.name)")
  }
}

extension Raster {
  /// Without alpha that says nothing, its long edge at most `edge` pixels.
  fileprivate func fitted(to edge: Int) throws(ImageFault) -> Raster {
    try withoutIdleAlpha().resampled(to: size.fitting(edge: edge))
  }
}
