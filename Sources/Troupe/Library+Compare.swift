public import Foundation
internal import TroupeDrawing
internal import TroupeImaging
internal import TroupeLineage
internal import TroupeStorage

extension Library {
  /// A picture of generations side by side, each with its prompt, model and name: a PNG.
  /// - Parameters:
  ///   - generations: as in `generation(_:)`; those without an image are shown as words.
  ///   - title: stands at the top; empty for none.
  ///   - columns: pictures in a row; `nil` lets their number decide.
  public func contactSheet(
    _ generations: [Generation], title: String = "", columns: Int? = nil
  ) throws -> Data {
    let tiles = try generations.map(tile)
    let sheet = ContactSheet(title: title, tiles: tiles, columns: columns, tileEdge: 480)
    return try sheet.draw(fonts: context.fonts(sheet.text)).encodedPNG()
  }

  private func tile(_ generation: Generation) throws -> ContactSheet.Tile {
    let output = generation.outputs.first
    let size = output.flatMap { output in
      output.width.flatMap { width in output.height.map { "\(width)×\($0)" } }
    }
    return ContactSheet.Tile(
      image: try picture(of: generation), title: generation.modelResolved ?? generation.model,
      caption: generation.prompt,
      note: [
        "\("\(generation.id)".prefix(10))", size ?? "no image: \(generation.state.rawValue)",
      ].sideBySide)
  }

  private func picture(of generation: Generation) throws -> Raster {
    guard let output = generation.outputs.first, let type = MediaType(rawValue: output.mime) else {
      return Raster(width: 16, height: 9, channels: 3, filledWith: Color(hex: 0xE5_E5E5))
    }
    let bytes = try context.objects.read(output.digest, fileExtension: type.fileExtension)
    do {
      return try Raster(decoding: bytes, atLeast: 960).resized(toFit: 960)
    } catch let fault {
      throw TroupeError.image(name: "\(output.id)", fault)
    }
  }
}
