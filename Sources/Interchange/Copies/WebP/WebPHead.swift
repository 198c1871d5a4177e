import Foundation

/// The chunk `VP8X`, which tells what else stands in the file of a WebP.
struct WebPHead: Sendable {
  /// The flag of a colour profile.
  static let profile: UInt8 = 0x20
  /// The flag of pixels that may be clear.
  static let alpha: UInt8 = 0x10
  /// The flag of EXIF.
  static let exif: UInt8 = 0x08
  /// The flag of a packet of XMP.
  static let xmp: UInt8 = 0x04
  /// The flag of moving pictures.
  static let moving: UInt8 = 0x02

  /// What stands in the file.
  var flags: UInt8
  /// Width and height less one, three bytes each, the lowest first.
  private let canvas: Data

  /// The head of a file, or one made up from its pixels where it has none.
  ///
  /// - Throws: `CopyFault.broken` where the pixels do not tell their size.
  init(_ chunks: [Chunk]) throws(CopyFault) {
    if let head = chunks.first(where: { $0.kind == "VP8X" }), let flags = head.body.byte(0),
      let canvas = head.body.part(4, 6)
    {
      (self.flags, self.canvas) = (flags, Data(canvas.data))
      return
    }
    let frame = chunks.first { $0.kind == "VP8 " || $0.kind == "VP8L" }
    guard let frame, let (width, height, hasAlpha) = Self.size(of: frame) else {
      throw .broken("The pixels of the WebP do not tell their size.")
    }
    var canvas = Data()
    canvas.append(width - 1, size: 3, .little)
    canvas.append(height - 1, size: 3, .little)
    let isClear = hasAlpha || chunks.contains { $0.kind == "ALPH" }
    let hasProfile = chunks.contains { $0.kind == "ICCP" }
    flags = (isClear ? Self.alpha : 0) | (hasProfile ? Self.profile : 0)
    self.canvas = canvas
  }

  /// The size of a picture and whether it may be clear, from the first bytes of its pixels
  /// (RFC 6386, 9.1; RFC 9649, 3.4).
  private static func size(of frame: Chunk) -> (width: Int, height: Int, hasAlpha: Bool)? {
    let view = frame.body
    if frame.kind == "VP8L" {
      guard view.byte(0) == 0x2F, let bits = view.u32(1, .little) else { return nil }
      return (bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1, bits >> 28 & 1 == 1)
    }
    guard view.part(3, 3)?.bytes == [0x9D, 0x01, 0x2A], let width = view.u16(6, .little),
      let height = view.u16(8, .little), width & 0x3FFF > 0, height & 0x3FFF > 0
    else { return nil }
    return (width & 0x3FFF, height & 0x3FFF, false)
  }

  /// The chunk.
  var bytes: Data { Chunk.webp("VP8X", Data([flags, 0, 0, 0]) + canvas) }
}
