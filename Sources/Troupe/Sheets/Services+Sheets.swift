internal import Foundation
internal import TroupeDrawing
internal import TroupeImaging
internal import TroupeStorage

extension Services {
  /// `sheet` in the system's fonts.
  func draw(_ sheet: ContactSheet) throws -> DrawnSheet {
    let fonts = fonts(sheet.text)
    let drawn = sheet.draw(fonts: fonts)
    return DrawnSheet(
      png: try drawn.encodedPNG(), width: drawn.width, height: drawn.height,
      lacking: fonts.lacking(sheet.text))
  }

  /// A generation with its image, or with words where it has none.
  func tile(_ generation: Generation) throws -> ContactSheet.Tile {
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
    guard let output = generation.outputs.first, let type = MediaType(rawValue: output.type) else {
      return Raster(width: 16, height: 9, channels: 3, filledWith: Color(hex: 0xE5_E5E5))
    }
    return try picture(
      output.digest, type, name: "\(output.id)", edge: 960)
  }

  /// The pixels of a reference, no more than a sheet can show.
  func picture(of reference: Reference, edge: Int) throws -> Raster {
    let shape = Double(reference.width) / Double(max(reference.height, 1))
    let most = Int(Double(edge) * 2 * max(1, shape / 2))
    return try picture(
      reference.digest, reference.image.type, name: reference.digest.short, edge: most)
  }

  /// The pixels of an image as it would be sent, and the image with its size.
  func picture(of input: SentInput) throws -> (raster: Raster, input: SentInput) {
    let file = input.rendition
    let bytes = try objects.read(file.digest, fileExtension: file.type.fileExtension)
    do {
      let header = try ImageHeader(reading: bytes)
      let measured = SentInput(
        chosen: input.chosen,
        rendition: StoredImage(
          digest: file.digest, type: file.type, width: header.orientedWidth,
          height: header.orientedHeight, byteCount: file.byteCount),
        label: input.label)
      return (try Raster(decoding: bytes, atLeast: 960).resized(toFit: 960), measured)
    } catch let fault {
      throw TroupeError.image(name: file.digest.short, fault)
    }
  }

  func picture(
    _ digest: Digest, _ type: MediaType, name: String, edge: Int
  ) throws -> Raster {
    let bytes = try objects.read(digest, fileExtension: type.fileExtension)
    do {
      return try Raster(decoding: bytes, atLeast: edge).resized(toFit: edge)
    } catch let fault {
      throw TroupeError.image(name: name, fault)
    }
  }
}

extension SentInput {
  /// Its tile on the sheet of a plan.
  func tile(_ raster: Raster) -> ContactSheet.Tile {
    let handles = (chosen.sheet ?? []).map(\.depiction.written)
      .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let cast = handles.isEmpty ? nil : handles.joined(separator: ", ")
    let who = chosen.asset.map { "\($0)" } ?? cast ?? chosen.origin.map { "\($0)" }
    let what = [chosen.role.rawValue, chosen.view?.rawValue, chosen.look].compactMap(\.self)
    let file = [
      "\(rendition.width ?? 0)×\(rendition.height ?? 0)",
      "\((rendition.byteCount + 999) / 1000) kB \(rendition.type.fileExtension)",
    ]
    return ContactSheet.Tile(
      image: raster, title: ["image \(chosen.position)", who ?? rendition.digest.short].sideBySide,
      caption: label, note: (what + file).sideBySide)
  }
}
