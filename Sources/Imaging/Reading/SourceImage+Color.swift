import Foundation
import TroupeVocabulary

extension SourceImage {
  /// The pixels in sRGB, not turned yet, and what was done to their colors.
  func inSRGB(
    atLeast edge: Int? = nil, maxScans: Int
  ) throws(ImageFault) -> (raster: Raster, notes: [String]) {
    let (profile, complaint) = usableProfile()
    var notes = complaint.map { [$0] } ?? []
    // Rounded to 8 bits first, the dark colors of linear light would be a few.
    if case .png(let png) = layout, header.bitDepth == 16, let profile, profile.space == .rgb,
      !profile.isNearlySRGB
    {
      notes.append("converted from \(profile.name)")
      return (try stored(png, narrowedBy: profile), notes)
    }
    var raster = try stored(atLeast: edge, maxScans: maxScans)
    if header.colorModel == .cmyk {
      raster = try raster.convertedFromInk(by: profile)
      notes.append("converted from \(profile?.name ?? "CMYK without a profile")")
    } else if let profile, raster.convertToSRGB(from: profile) {
      notes.append("converted from \(profile.name)")
    }
    return (raster, notes)
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
