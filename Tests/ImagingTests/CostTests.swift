import Foundation
import Testing
import TroupeImaging
import TroupeVocabulary

#if os(Linux)
  /// Each runs in a process of its own, so that its memory can be measured.
  @Suite("Cost")
  struct CostTests {
    private static let mebibyte = 1 << 20

    @Test("100 megapixels are normalized within 1 GiB")
    func largest() async {
      await #expect(processExitsWith: .success) {
        let gradient = (0..<12_500 * 3).map { UInt8($0 / 3 % 256) }
        let progressive = JPEGs(space: .color, width: 12_500, height: 8_000, isProgressive: true)
        try Self.requireAffordable(progressive.encoded(row: gradient))
      }
      await #expect(processExitsWith: .success) {
        let row = [UInt8](repeating: 255, count: 10_000 * 4)
        // One copy of the picture, not a second one without its opaque alpha channel.
        try Self.requireAffordable(
          PNGs.encoded(width: 10_000, height: 10_000, row: row), within: 512)
      }
      await #expect(processExitsWith: .success) {
        try Self.requireAffordable(WebPs.plain(width: 16_383, height: 6_103))
      }
    }

    @Test("refused files take almost no memory")
    func refusals() async {
      await #expect(processExitsWith: .success) {
        for (name, bytes) in try Self.refused() {
          let cost = try Cost {
            #expect(throws: ImageFault.self, "\(name)") { try Normalization().apply(to: bytes) }
          }
          try #require(cost.growth <= 64 * Self.mebibyte, "\(name): \(cost.growth) bytes")
        }
      }
    }

    private static func requireAffordable(_ bytes: Data, within bound: Int = 1024) throws {
      let cost = try Cost { _ = try Normalization().apply(to: bytes) }
      try #require(cost.peak > 64 * mebibyte && cost.peak <= bound * mebibyte, "\(cost)")
    }

    private static func refused() throws -> [(name: String, bytes: Data)] {
      let row = (0..<4_000 * 3).map { UInt8($0 % 251) }
      let photograph = JPEGs(space: .color, width: 4_000, height: 3_000).encoded(row: row)
      let drawing = PNGs.encoded(
        width: 4_000, height: 3_000, row: [UInt8](repeating: 9, count: 16_000))
      let webp = try #require(WebPs.encoded(Pictures.drawing(width: 900, height: 900)))
      let long = Segments.bigEndian(0x7FFF_FFFF)
      return [
        ("a cut JPEG", photograph.dropLast(2_000)), ("a cut PNG", drawing.dropLast(13)),
        ("a cut WebP", webp.dropLast(2)),
        ("many scans", Segments.progressive(scans: 20_000, width: 4_096, height: 4_096)),
        ("a long chunk", Segments.pngHeader(width: 9, height: 9) + long + Array("tEXt".utf8)),
        ("a large PNG", Segments.pngHeader(width: 30_000, height: 30_000)),
        ("a large WebP", WebPs.plain(width: 16_384, height: 16_384)),
        ("text", Data(String(repeating: "text ", count: 1 << 20).utf8)),
        ("HEIC", Data([0, 0, 0, 24] + Array("ftypheic".utf8))),
      ]
    }
  }
#endif
