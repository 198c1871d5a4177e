import Foundation
import TroupeVocabulary

extension SourceImage {
  /// The pixels in sRGB, not turned yet, and what was done to their colors.
  func inSRGB(
    atLeast edge: Int? = nil, maxScans: Int
  ) throws(ImageFault) -> (raster: Raster, notes: [String]) {
    var raster = try stored(atLeast: edge, maxScans: maxScans)
    let (profile, complaint) = usableProfile()
    var notes = complaint.map { [$0] } ?? []
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
      case .rgb: header.colorModel != .cmyk
      }
    return fits ? (opened, nil) : (nil, "ignored a profile for other colors, \(opened.name)")
  }
}
