import Foundation
import Testing
import TroupeProviders

@Suite struct Base64Tests {
  /// All bytes in all places of a group of three.
  private static let bytes = Data((0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 / 256) })

  @Test(arguments: [1, 2, 3, 4, 5, 31, 255, 3999, 4000])
  func whatComesInPiecesIsReadWhole(count: Int) {
    let bytes = Self.bytes.prefix(count)
    let text = bytes.base64EncodedData()
    #expect(Base64Decoder.decode(text) == bytes)
    for step in [1, 2, 3, 4, 5, 7, 64, 1000] {
      var decoder = Base64Decoder()
      var read = Data()
      for start in stride(from: 0, to: text.count, by: step) {
        let piece = text[start..<min(start + step, text.count)]
        #expect(piece.withUnsafeBytes { decoder.take($0) { read.append(contentsOf: $0) } })
      }
      #expect(decoder.finish().map { read + $0 } == bytes, "in pieces of \(step)")
    }
  }

  @Test(arguments: [
    "", "QUJ", "QUJDR", "QUJD\n", "QU-_", "QU==QUJD", "Q===", "====", "QR==", "QUK=", "QUJDQUJ\"",
    "QUJDé", "=UJD",
  ])
  func whatWouldNotBeWrittenSoIsNotRead(text: String) {
    #expect(Base64Decoder.decode(Data(text.utf8)) == nil)
  }
}
