import Foundation

/// The file of a PNG, cut into its chunks.
struct PNGFile: Sendable {
  /// The bytes that every PNG starts with.
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  /// The keyword of a packet of XMP.
  static let xmpKeyword = "XML:com.adobe.xmp"
  /// The keyword of the text of AUTOMATIC1111.
  static let parametersKeyword = "parameters"

  /// The chunks as far as they are whole.
  private(set) var chunks: [Chunk] = []
  /// What follows the last chunk.
  private(set) var trailing = ByteView([])
  /// Why the rest could not be read.
  private(set) var fault: CopyFault?

  /// The chunks of a whole file.
  ///
  /// - Throws: `CopyFault.broken` where it ends early or lacks what every PNG has.
  init(_ file: ByteView) throws(CopyFault) {
    self.init(reading: file)
    if let fault { throw fault }
    guard chunks.first?.kind == "IHDR", chunks.first?.body.count == 13 else {
      throw .broken("The PNG does not start with its head.")
    }
    guard chunks.contains(where: { $0.kind == "IDAT" }) else {
      throw .broken("The PNG has no pixels.")
    }
  }

  /// The chunks of a file as far as it can be read.
  init(reading file: ByteView) {
    var offset = 8
    while chunks.last?.kind != "IEND" {
      guard chunks.count < Chunk.most, let length = file.u32(offset),
        let kind = file.kind(offset + 4), kind.utf8.allSatisfy(Self.isLetter),
        let whole = file.part(offset, length + 12), let body = file.part(offset + 8, length)
      else {
        fault = .broken("The PNG breaks off within the chunk at byte \(offset) of \(file.count).")
        return
      }
      chunks.append(Chunk(kind: kind, body: body, whole: whole.data))
      offset += whole.count
    }
    trailing = file.rest(offset)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    let lowercase = byte | 0x20
    return lowercase >= UInt8(ascii: "a") && lowercase <= UInt8(ascii: "z")
  }

  /// A file of chunks.
  static func file(_ chunks: [Data], trailing: Data = Data()) -> Data {
    var file = Data(capacity: chunks.reduce(signature.count + trailing.count) { $0 + $1.count })
    file.append(contentsOf: signature)
    for chunk in chunks { file.append(chunk) }
    file.append(trailing)
    return file
  }

  /// The packet of XMP, or that of ImageMagick's own form; nil where it cannot be inflated.
  func xmpPacket(inflate: (Data, Int) -> Data?) -> Data? {
    let chunk = chunks.first { $0.pngKeyword == Self.xmpKeyword }
    if let text = chunk?.pngText(inflate: inflate) { return Data(text.data) }
    let profile = chunks.first { $0.pngKeyword?.lowercased() == "raw profile type xmp" }
    guard let text = profile?.pngText(inflate: inflate), text.count <= Findings.mostBytes * 3
    else { return nil }
    return RawProfile.decoded(text.bytes).map { Data($0.data) }
  }
}
