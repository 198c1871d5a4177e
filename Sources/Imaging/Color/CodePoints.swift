import Foundation

/// Colors as video says them, by numbers of ITU-T H.273: in the chunk `cICP` of a PNG, and in a tag of
/// that name of a profile.
struct CodePoints: CustomStringConvertible {
  let primaries: Int
  let transfer: Int
  /// How values are mixed; 0 for RGB.
  let matrix: Int
  /// Whether black and white are the least and greatest values; else 16 and 235 of 255.
  let isFullRange: Bool
  /// What they stand in.
  private(set) var origin = "cICP"

  /// Those of pixels that are RGB by now, as libheif gives them; `nil` for numbers that say nothing.
  ///
  /// The curve of video cameras is shown with that of sRGB, as browsers do.
  init?(ofRGB primaries: Int, transfer: Int) {
    guard primaries != 2, transfer != 2 else { return nil }
    (self.primaries, matrix, isFullRange, origin) = (primaries, 0, true, "nclx")
    self.transfer = [1, 6, 14, 15].contains(transfer) ? 13 : transfer
  }

  /// `nil` unless there are four bytes.
  init?(_ bytes: Data) {
    let values = bytes.map(Int.init)
    guard values.count == 4 else { return nil }
    (primaries, transfer, matrix, isFullRange) = (values[0], values[1], values[2], values[3] != 0)
  }

  /// Those that a profile names besides what it holds; `nil` if it names none.
  init?(inProfile profile: Data) {
    let reader = ByteReader(profile)
    let count = min(reader.number(at: 128, length: 4) ?? 0, 100)
    let tag = (0..<count).map { 132 + $0 * 12 }.first { reader.holds("cicp", at: $0) }
    guard let tag, let offset = reader.number(at: tag + 4, length: 4),
      let bytes = reader.slice(at: offset + 8, length: 4)
    else { return nil }
    self.init(bytes)
  }

  /// The name of a coding for high dynamic range, which 8 bits of sRGB cannot show.
  var highDynamicRange: String? { [16: "PQ", 18: "HLG"][transfer] }

  /// As in `Display P3` or `BT.2020 in PQ, an HDR coding`.
  var description: String {
    let name = Self.names[primaries] ?? "colors of the numbers \(primaries)-\(transfer)-\(matrix)"
    let coding = highDynamicRange.map { " in \($0), an HDR coding" } ?? ""
    return name + coding + (isFullRange ? "" : ", narrow range")
  }

  private static let names = [
    1: "BT.709", 4: "BT.470 M", 5: "BT.601 for 625 lines", 6: "BT.601 for 525 lines",
    7: "SMPTE 240M", 9: "BT.2020", 11: "DCI-P3", 12: "Display P3", 22: "EBU 3213",
  ]
}
