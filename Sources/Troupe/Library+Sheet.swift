internal import Foundation
internal import TroupeCatalog
internal import TroupeDrawing
internal import TroupeImaging
internal import TroupeLineage
internal import TroupeStorage

extension Library {
  /// A picture of an asset for people: its name, description and traits above its references in use, by
  /// look and view, pinned ones first.
  /// - Parameters:
  ///   - handle: the asset, or one look of it: `@kael`, `@kael/casual`.
  ///   - look: the same look; an empty one means the usual look.
  ///   - columns: pictures in a row, from 1 to 12; `nil` lets their shapes decide.
  ///   - edge: about how long a picture's longer side is, in pixels, from 64 to 2048; `nil` for 480, or
  ///     less where there are very many.
  /// - Throws: `TroupeError.unknownAsset`, `.unknownLook`, `.noReferences`, and `.invalidValue` for a sheet
  ///   that would be too large.
  public func modelSheet(
    of handle: String, look: String? = nil, columns: Int? = nil, edge: Int? = nil
  ) async throws -> ModelSheet {
    let parts = handle.split(separator: /[\/／]/, maxSplits: 1).map(String.init)
    let asset = try await asset(parts.first ?? handle)
    let look = try Self.look(look ?? (parts.count > 1 ? parts[1] : nil), of: asset)
    let all = try await references(of: asset.handle.text)
    let shown = SheetOrder(asset).sorted(all.filter { look == nil || ($0.look ?? "") == look })
    if shown.isEmpty { throw TroupeError.noReferences(asset: asset.handle.text, look: look) }
    let edge = try Self.edge(edge, count: shown.count, columns: columns)

    let pictures = try await shown.concurrentMap { [context] in
      try context.picture(of: $0, edge: edge)
    }
    let words = SheetWords(asset: asset, look: look, references: shown)
    let sheet = ContactSheet(
      header: words.header, tiles: zip(shown, pictures).map(words.tile), arrangement: .lines,
      columns: columns, tileEdge: edge)
    let fonts = context.fonts(sheet.text)
    let drawn = sheet.draw(fonts: fonts)
    return ModelSheet(
      png: try drawn.encodedPNG(), width: drawn.width, height: drawn.height, asset: asset,
      look: look, references: shown, lacking: fonts.lacking(sheet.text))
  }

  /// The look as the asset writes it.
  private static func look(_ written: String?, of asset: Asset) throws -> String? {
    guard let written, !written.isEmpty else { return written }
    let key = Handle.folded(written)
    if let look = asset.looks.first(where: { Handle.folded($0.name) == key }) { return look.name }
    throw TroupeError.unknownLook(
      asset: asset.handle.text, look: written, known: asset.looks.map(\.name))
  }

  /// Pixels that all pictures of a sheet may have together.
  private static let mostPixels = 64_000_000.0

  private static func edge(_ asked: Int?, count: Int, columns: Int?) throws -> Int {
    if let columns, !(1...12).contains(columns) {
      throw TroupeError.invalidValue(
        name: "columns", value: "\(columns)", expected: "a number from 1 to 12")
    }
    let most = min(2048, max(64, Int((mostPixels / Double(count)).squareRoot())))
    guard let asked else { return min(480, most) }
    guard (64...most).contains(asked) else {
      throw TroupeError.invalidValue(
        name: "edge", value: "\(asked)",
        expected: "a number of pixels from 64 to \(most) for \(count) pictures")
    }
    return asked
  }
}

extension LineageContext {
  /// The pixels of a reference, no more than a sheet can show.
  fileprivate func picture(of reference: Reference, edge: Int) throws -> Raster {
    let bytes = try objects.read(
      reference.digest, fileExtension: reference.type.fileExtension)
    let shape = Double(reference.width) / Double(max(reference.height, 1))
    let most = Int(Double(edge) * 2 * max(1, shape / 2))
    do {
      return try Raster(decoding: bytes, atLeast: most).resized(toFit: most)
    } catch let fault {
      throw TroupeError.image(name: reference.digest.short, fault)
    }
  }
}
