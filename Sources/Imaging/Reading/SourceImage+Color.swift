import Foundation
import TroupeVocabulary

extension SourceImage {
  /// The pixels in sRGB, not turned yet, and what was done to their colors.
  func inSRGB(
    atLeast edge: Int? = nil, maxScans: Int
  ) throws(ImageFault) -> (raster: Raster, notes: [String]) {
    let (profile, notes) = colors()
    return (try inSRGB(from: profile, atLeast: edge, maxScans: maxScans), notes)
  }

  /// The same, without alpha that says nothing, resized so that the long edge is at most `edge`
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

  /// Converting rounds, and cuts off what sRGB lacks: best of fewer pixels, after the averaging,
  /// where averaging may come first. Deep values are converted before they are rounded.
  private func convertsLast(from profile: ColorProfile?) -> Bool {
    guard header.colorModel != .cmyk else { return false }
    guard let profile else { return true }
    return !isDeep && profile.hasTonesLikeSRGB
  }

  private var isDeep: Bool { header.bitDepth == 16 && header.colorModel != .gray }

  private func inSRGB(
    from profile: ColorProfile?, atLeast edge: Int?, maxScans: Int
  ) throws(ImageFault) -> Raster {
    // Rounded to 8 bits first, the dark colors of linear light would be a few.
    if isDeep, let profile, case .png(let png) = layout {
      return try stored(png, narrowedBy: profile)
    }
    return try converted(stored(atLeast: edge, maxScans: maxScans), from: profile)
  }

  private func converted(
    _ raster: consuming Raster, from profile: ColorProfile?
  ) throws(ImageFault) -> Raster {
    if header.colorModel == .cmyk { return try raster.convertedFromInk(by: profile) }
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
      case .rgb: header.colorModel == .rgb || header.colorModel == .palette
      }
    if fits { return (opened, nil) }
    // Gray files often carry sRGB, and gray is the same in it.
    let isIdle = header.colorModel == .gray && opened.isNearlySRGB
    return (nil, isIdle ? nil : "ignored a profile for other colors, \(opened.name)")
  }
}

extension Raster {
  /// Without alpha that says nothing, its long edge at most `edge` pixels.
  fileprivate consuming func fitted(to edge: Int) throws(ImageFault) -> Raster {
    dropIdleAlpha()
    return try resampled(to: size.fitting(edge: edge))
  }
}
