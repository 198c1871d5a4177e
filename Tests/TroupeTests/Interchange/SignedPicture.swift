import Foundation
import TestSupport

/// PNGs with Content Credentials, whose signatures no test checks.
enum SignedPicture {
  /// `file` with a store of one manifest, in which a model says that it made the picture.
  static func png(_ file: Data) -> Data {
    let source = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    let action = map([("action", text("c2pa.created")), ("digitalSourceType", text(source))])
    let claim = map([("claim_generator", text("Sample Generator"))])
    let manifest = superbox(
      "c2ma", "urn:uuid:1",
      [
        superbox(
          "c2as", "c2pa.assertions",
          [
            superbox(
              "cbor", "c2pa.actions.v2", [box("cbor", map([("actions", [0x81] + action)]))])
          ]),
        superbox("c2cl", "c2pa.claim.v2", [box("cbor", claim)]),
      ])
    let store = superbox("c2pa", "c2pa", [manifest])
    return SamplePicture.png(file, holding: store, as: "caBX")
  }

  private static func text(_ text: String) -> [UInt8] {
    [0x78, UInt8(text.utf8.count)] + Array(text.utf8)
  }

  private static func map(_ pairs: [(String, [UInt8])]) -> [UInt8] {
    [0xA0 | UInt8(pairs.count)] + pairs.flatMap { text($0.0) + $0.1 }
  }

  private static func box(_ kind: String, _ content: [UInt8]) -> [UInt8] {
    let length = UInt32(content.count + 8)
    return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) } + Array(kind.utf8)
      + content
  }

  private static func superbox(
    _ kind: String, _ label: String, _ boxes: [[UInt8]]
  ) -> [UInt8] {
    let id =
      Array(kind.utf8) + [0, 0x11, 0, 0x10, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]
    return box(
      "jumb", box("jumd", id + [3] + Array(label.utf8) + [0]) + boxes.flatMap { $0 })
  }
}
