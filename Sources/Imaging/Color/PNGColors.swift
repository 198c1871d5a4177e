import Foundation

/// What chunks of a PNG other than its profile say of colors.
struct PNGColors {
  private(set) var codePoints: CodePoints?
  /// Whether it says that its colors are those of sRGB.
  private(set) var isSRGB = false
  /// The exponent by which light was encoded, and white, red, green and blue as x and y, times 100,000.
  private var gamma: Int?
  private var chromaticities: [Int] = []

  private static let srgb = [31_270, 32_900, 64_000, 33_000, 30_000, 60_000, 15_000, 6_000]

  /// Adds a chunk; the first of its name counts.
  mutating func add(_ name: String, _ content: Data) {
    let reader = ByteReader(content)
    switch name {
    case "cICP": codePoints = codePoints ?? CodePoints(content)
    case "sRGB": isSRGB = true
    case "gAMA": gamma = gamma ?? reader.number(at: 0, length: 4)
    default:
      guard chromaticities.isEmpty else { return }
      chromaticities = (0..<8).compactMap { reader.number(at: $0 * 4, length: 4) }
    }
  }

  /// Notes on what is said and not followed; empty if it is what sRGB says.
  var ignored: [String] {
    if isSRGB { return [] }
    var notes: [String] = []
    // 1/2.2 as programs round it.
    if let gamma, gamma > 0, !(44_000...47_000).contains(gamma) {
      notes.append("ignored a gamma of \(Double(gamma) / 100_000) (gAMA): taken as sRGB")
    }
    let isNear = zip(chromaticities, Self.srgb).allSatisfy { abs($0 - $1) <= 500 }
    if chromaticities.count == 8, !isNear {
      notes.append("ignored other primary colors (cHRM): taken as sRGB")
    }
    return notes
  }
}
