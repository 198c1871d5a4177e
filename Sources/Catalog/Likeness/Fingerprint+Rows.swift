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
    let palette = try JSONDecoder().decode([UInt32].self, from: Data(row.text("palette_json").utf8))
    self.init(
      frequencies: UInt64(bitPattern: Int64(try row.int("frequencies"))),
      gradients: UInt64(bitPattern: Int64(try row.int("gradients"))),
      aspect: try row.double("aspect"),
      meanColor: Color(hex: UInt32(truncatingIfNeeded: try row.int("mean_color"))),
      palette: palette.map(Color.init(hex:)), sharpness: try row.double("sharpness"))
  }

  /// Writes the row of an image unless it is there.
  func keep(of digest: Digest, in connection: Connection) throws {
    let palette = palette.map { String($0.number) }.joined(separator: ",")
    try connection.execute(
      """
      INSERT INTO fingerprint
        (digest, frequencies, gradients, aspect, mean_color, palette_json, sharpness)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (digest) DO NOTHING
      """, digest, Int(bitPattern: UInt(frequencies)), Int(bitPattern: UInt(gradients)), aspect,
      meanColor.number, "[\(palette)]", sharpness)
  }
}

extension Color {
  /// `0xRRGGBB`.
  fileprivate var number: Int { Int(red) << 16 | Int(green) << 8 | Int(blue) }
}
