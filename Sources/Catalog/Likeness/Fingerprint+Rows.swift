internal import Foundation
internal import TroupeImaging
internal import TroupeStorage
internal import TroupeVocabulary

extension Fingerprint {
  /// The columns that `init(row:)` reads, of the table `fingerprint` called `f`.
  static let columns = """
    f.frequencies, f.gradients, f.aspect, f.mean_color, f.palette_json, f.sharpness
    """

  init(row: Row) throws {
    let palette = try row.decoded("palette_json") {
      try JSONDecoder().decode([UInt32].self, from: $0)
    }
    self.init(
      frequencies: try row.bits("frequencies"),
      gradients: try row.bits("gradients"),
      aspect: try row.double("aspect"),
      meanColor: Color(hex: UInt32(truncatingIfNeeded: try row.int("mean_color"))),
      palette: palette.map(Color.init(hex:)), sharpness: try row.double("sharpness"))
  }

  /// Writes the row of an image unless it is there.
  func keep(of digest: Digest, in connection: Connection) throws {
    let palette = palette.map { String($0.number) }.joined(separator: ",")
    try connection.insertDigestedIfNew(
      into: "fingerprint",
      [
        "digest": digest, "frequencies": Int(bitPattern: UInt(frequencies)),
        "gradients": Int(bitPattern: UInt(gradients)), "aspect": aspect,
        "mean_color": meanColor.number, "palette_json": "[\(palette)]", "sharpness": sharpness,
      ])
  }
}

extension Color {
  /// `0xRRGGBB`.
  fileprivate var number: Int { Int(red) << 16 | Int(green) << 8 | Int(blue) }
}
