import Foundation

extension SourceImage {
  /// The profile to convert from, if pixels must change, and notes about it.
  ///
  /// The code points of a PNG outrank its profile, and a profile all that is said by other means.
  func colors() -> (ColorProfile?, notes: [String]) {
    if header.colorModel == .cmyk { return inks() }
    let pointed = pointedProfile()
    if let (profile, notes) = pointed, let profile { return changing(profile, notes) }
    let (embedded, complaint) = usableProfile()
    var notes = (pointed?.notes ?? []) + (complaint.map { [$0] } ?? [])
    if let embedded {
      embedded.codePoints?.highDynamicRange.map { notes.append("made for \($0), an HDR coding") }
      return changing(embedded, notes)
    }
    if let camera = cameraProfile() { return changing(camera, notes) }
    if case .png(let png) = layout { notes += png.colors.ignored }
    return (nil, notes)
  }

  /// `profile` if it changes values, which is noted.
  private func changing(
    _ profile: ColorProfile, _ notes: [String]
  ) -> (ColorProfile?, notes: [String]) {
    guard profile.changesColors else { return (nil, notes) }
    return (profile, notes + ["converted from \(profile.name)"])
  }

  private func inks() -> (ColorProfile?, notes: [String]) {
    let (profile, complaint) = usableProfile()
    var notes = complaint.map { [$0] } ?? []
    if case .jpeg(let jpeg) = layout, !jpeg.hasAdobeMarker {
      notes.append("no marker says how its inks are stored; read as most are, inverted")
    }
    return (profile, notes + ["converted from \(profile?.name ?? "CMYK without a profile")"])
  }

  /// The colors that the code points of a file name, or a note on why they cannot be used; `nil` if it
  /// has none.
  private func pointedProfile() -> (ColorProfile?, notes: [String])? {
    guard let points = codePoints else { return nil }
    let isGray = header.colorModel == .gray
    if let profile = points.profile(isGray: isGray, bitDepth: header.bitDepth) {
      return (profile, [])
    }
    return (nil, ["ignored \(points) (\(points.origin))"])
  }

  private var codePoints: CodePoints? {
    switch layout {
    case .png(let png): png.colors.codePoints
    case .heif(let heif): heif.codePoints
    default: nil
    }
  }

  /// The colors of a camera that says Adobe RGB; not for a PNG that says sRGB.
  private func cameraProfile() -> ColorProfile? {
    if case .png(let png) = layout, png.colors.isSRGB { return nil }
    guard header.colorModel != .gray, metadata.exif.contains(where: \.isAdobeRGB) else {
      return nil
    }
    return .adobeRGB
  }

  /// The embedded profile if it can be used, or why it cannot. A broken profile is ignored, since the
  /// rest of the picture is intact.
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
    // Gray files often contain an sRGB profile, which does not change grays.
    let isHarmless = header.colorModel == .gray && opened.isNearlySRGB
    return (nil, isHarmless ? nil : "ignored a profile for other colors, \(opened.name)")
  }
}
