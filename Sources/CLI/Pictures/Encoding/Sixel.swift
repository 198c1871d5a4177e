internal import Foundation
internal import TroupeCTerminal

/// Why there is no sixel picture.
enum SixelFault: Error, Hashable, Sendable {
  /// libsixel is not on this machine.
  case noLibrary
  /// Memory is out.
  case noMemory
  /// libsixel refused.
  case failed
}

extension TerminalPicture {
  /// Pixels for ``PictureProtocol/sixel``, in 256 colors with diffusion by Floyd and Steinberg.
  ///
  /// - Parameters:
  ///   - pixels: scaled before to the pixels of a ``CellBox``, since a terminal shows them as they are.
  ///   - cell: what the box was computed with.
  ///   - background: what shows through where they are not opaque.
  /// - Throws: ``SixelFault``.
  static func sixel(
    _ pixels: PixelRows, cell: CellSize = .assumed,
    background: TerminalColor = TerminalColor(red: 0, green: 0, blue: 0)
  ) throws -> TerminalPicture {
    var colors = pixels.opaque(over: background)
    var data = ti_sixel_data()
    defer { ti_sixel_free(&data) }
    let count = colors.count
    let status = ti_sixel_encode(
      &colors, count, Int32(pixels.width), Int32(pixels.height), &data)
    if let fault = fault(status) { throw fault }
    guard let bytes = data.bytes else { throw SixelFault.failed }
    var sequence = Data(bytes: bytes, count: data.count)
    // libsixel 1.10.3 begins a picture of a single band one band too low, with a graphics new line.
    if pixels.height < 6 { sequence.removeAll { $0 == UInt8(ascii: "-") } }
    return TerminalPicture(
      box: CellBox(covering: pixels, cell: cell), form: .sequences([sequence]))
  }

  private static func fault(_ status: ti_sixel_status) -> SixelFault? {
    switch status {
    case ti_sixel_ok: nil
    case ti_sixel_no_library: .noLibrary
    case ti_sixel_no_memory: .noMemory
    default: .failed
    }
  }
}
