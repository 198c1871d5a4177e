internal import Foundation
package import TroupeImaging
package import TroupeStorage
package import TroupeVocabulary

extension Fingerprint {
  /// The columns that `init(row:)` reads, of the table `fingerprint` called `f`.
  static let columns = """
    f.frequencies, f.gradients, f.mirrored_frequencies, f.mirrored_gradients, f.aspect,
    f.mean_color, f.palette_json, f.sharpness
    """

  init(row: Row) throws {
    let palette = try row.decoded("palette_json") {
      try JSONDecoder().decode([UInt32].self, from: $0)
    }
    self.init(
      hash: PictureHash(
        frequencies: try row.bits("frequencies"), gradients: try row.bits("gradients")),
      mirrored: try row.mirroredHash(),
      aspect: try row.double("aspect"),
      meanColor: Color(hex: UInt32(truncatingIfNeeded: try row.int("mean_color"))),
      palette: palette.map(Color.init(hex:)), sharpness: try row.double("sharpness"))
  }

  /// Which row that is there already is written over.
  package enum Precedence: Sendable {
    /// One that lacks something.
    case complete
    /// Also one that was taken of a small copy: this one is of the pixels of a reference.
    case exact
    /// Any: it is made again.
    case again
  }

  /// Writes the row of an image.
  /// - Parameter precedence: what becomes of a row that is there.
  package func keep(
    of digest: Digest, over precedence: Precedence = .complete, in connection: Connection
  ) throws {
    let old = try connection.row(
      """
      SELECT frequencies, gradients, mirrored_frequencies, mirrored_gradients, sharpness
      FROM fingerprint WHERE digest = ?
      """, digest)
    try connection.execute("DELETE FROM fingerprint_waiting WHERE digest = ?", digest)
    if let old {
      guard try isBetter(than: old, precedence) else { return }
      try connection.deleteDigested(from: "fingerprint", where: "digest = ?", digest)
    }
    let palette = palette.map { String($0.number) }.joined(separator: ",")
    try connection.insertDigested(
      into: "fingerprint",
      [
        "digest": digest, "frequencies": hash.frequencies.signed,
        "gradients": hash.gradients.signed, "aspect": aspect, "mean_color": Int(meanColor.number),
        "palette_json": "[\(palette)]", "sharpness": sharpness,
        "mirrored_frequencies": mirrored?.frequencies.signed,
        "mirrored_gradients": mirrored?.gradients.signed,
      ])
    let blocks = HashBlocks(connection)
    if let old {
      if try old.bits("frequencies") == hash.frequencies,
        try old.bits("gradients") == hash.gradients
      {
        return
      }
      try blocks.remove([digest])
    }
    try blocks.append(hash, of: digest)
  }

  private func isBetter(than old: Row, _ precedence: Precedence) throws -> Bool {
    switch precedence {
    case .complete: try old.mirroredHash() == nil
    case .exact: try old.mirroredHash() == nil || old.double("sharpness") != sharpness
    case .again: true
    }
  }

  /// Notes that an image has no fingerprint yet.
  package static func wait(for digest: Digest, in connection: Connection) throws {
    try connection.execute(
      """
      INSERT OR IGNORE INTO fingerprint_waiting (digest)
      SELECT ?1 WHERE NOT EXISTS (
        SELECT 1 FROM fingerprint WHERE digest = ?1 AND mirrored_frequencies IS NOT NULL)
      """, digest)
  }
}

extension Row {
  /// The hash of the picture with left and right exchanged; `nil` where it was not taken.
  func mirroredHash() throws -> PictureHash? {
    guard try value("mirrored_frequencies") != .null, try value("mirrored_gradients") != .null
    else { return nil }
    return PictureHash(
      frequencies: try bits("mirrored_frequencies"), gradients: try bits("mirrored_gradients"))
  }
}

extension UInt64 {
  /// The same bits as the database keeps them.
  fileprivate var signed: Int { Int(bitPattern: UInt(self)) }
}
