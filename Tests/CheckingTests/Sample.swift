import Foundation
import TroupeChecking
import TroupeVocabulary

/// An image with two characters and a style, as the record tells of it.
enum Sample {
  static let kael = ULID(at: .distantPast, entropy: 1)
  static let mira = ULID(at: .distantPast, entropy: 2)
  static let ink = ULID(at: .distantPast, entropy: 3)

  static func image(_ byte: UInt8) -> StoredImage {
    StoredImage(
      digest: Digest(bytes: [UInt8](repeating: byte, count: 32)), type: .png, byteCount: 10)
  }

  static func input(
    _ position: Int, _ handle: Handle?, role: Role = .identity, byte: UInt8? = nil
  ) -> SentInput {
    SentInput(
      chosen: ChosenInput(
        position: position, role: role, depiction: Depiction(asset: handle),
        image: image(byte ?? UInt8(position)), reason: "best"),
      rendition: image(byte ?? UInt8(position)), label: "")
  }

  static func picture(
    inputs: [SentInput] = [input(1, "kael"), input(2, "mira"), input(3, "ink", role: .style)]
  ) -> CheckedPicture {
    CheckedPicture(
      id: OutputID(generation: ULID(at: .distantPast, entropy: 9), position: 1), image: image(200),
      cast: [
        .init(
          asset: kael, handle: "kael", kind: .character, name: "Kael",
          traits: ["scar over the left eye", "gray\nhair {id}"]),
        .init(asset: mira, handle: "mira", kind: .character, name: "米拉", traits: []),
        .init(asset: ink, handle: "ink", kind: .style, name: "Ink", traits: ["no colors"]),
      ], inputs: inputs)
  }
}
