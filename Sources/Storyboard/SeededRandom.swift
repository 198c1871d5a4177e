import TroupeImaging

/// What a frame leaves to chance, taken from its words and seed: the same every time.
struct SeededRandom {
  private let value: UInt64

  /// FNV-1a over the words and the seed.
  init(_ text: String, seed: Int?) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 + Array("#\(seed ?? 0)".utf8) {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    value = hash
  }

  /// A number from 0 up to 1, another for each `name`.
  func share(_ name: UInt64) -> Double {
    var mixed = value &+ name &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return Double((mixed ^ mixed >> 31) >> 11) / Double(1 << 53)
  }

  /// Four letters for the slate.
  var code: String {
    let digits = String(value & 0xFFFF, radix: 16, uppercase: true)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// A color of the hue that `name` chooses; saturation and lightness from 0 to 1.
  func color(_ name: UInt64, saturation: Double, lightness: Double) -> Color {
    let hue = share(name) * 6
    let chroma = (1 - abs(2 * lightness - 1)) * saturation
    func channel(_ offset: Double) -> UInt8 {
      let place = (hue + offset).truncatingRemainder(dividingBy: 6)
      let level = chroma * min(max(abs(place - 3) - 1, 0), 1)
      return UInt8(((lightness - chroma / 2 + level) * 255).rounded())
    }
    return Color(red: channel(0), green: channel(4), blue: channel(2))
  }
}
