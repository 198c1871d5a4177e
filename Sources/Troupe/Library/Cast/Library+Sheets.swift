internal import Foundation
internal import TroupeCatalog
internal import TroupeDrawing
internal import TroupeImaging
internal import TroupePreparing
internal import TroupeRecord
internal import TroupeStorage

extension Library {
  /// A picture of generations side by side, each with its prompt, model and name.
  /// - Parameters:
  ///   - generations: those without an image are shown as words.
  ///   - title: stands at the top; empty for none.
  ///   - columns: pictures in a row, 1 to 12; `nil` lets their number decide.
  ///   - names: what stands before the model of each, such as its shot in a scene.
  /// - Throws: `TroupeError.invalidValue` for columns out of range; `.image` and `LibraryError` for files that cannot be read.
  @concurrent public func contactSheet(
    _ generations: [Generation], title: String = "", columns: Int? = nil,
    names: [ULID: String] = [:]
  ) async throws -> DrawnSheet {
    try Self.check(columns: columns)
    let tiles = try generations.map { generation in
      var tile = try services.tile(generation)
      if let name = names[generation.id] { tile.title = "\(name)  ·  \(tile.title)" }
      return tile
    }
    return try services.draw(
      ContactSheet(title: title, tiles: tiles, columns: columns, tileEdge: 480))
  }

  /// A picture of an asset for people: its name, description and traits above its references in use, by look and view,
  /// pinned ones first.
  /// - Parameters:
  ///   - handle: the asset.
  ///   - look: one look of it; an empty one means the default look, `nil` all.
  ///   - columns: pictures in a row, from 1 to 12; `nil` lets their shapes decide.
  ///   - edge: about how long a picture's longer side is, in pixels, from 64 to 2048; `nil` for 480, or less where there
  ///     are very many.
  /// - Throws: `CatalogError.unknownAsset`, `CatalogError.unknownLook`, `CatalogError.noReferences`; `TroupeError.invalidValue` for a sheet that
  ///   would be too large.
  @concurrent public func modelSheet(
    of handle: Handle, look: String? = nil, columns: Int? = nil, edge: Int? = nil
  ) async throws -> ModelSheet {
    try Self.check(columns: columns)
    let asset = try await asset(handle)
    let look = try asset.lookAsWritten(look)
    let all = try await references(of: asset.handle)
    let shown = SheetOrder(asset).sorted(all.filter { look == nil || ($0.look ?? "") == look })
    if shown.isEmpty {
      throw TroupeError.catalog(.noReferences(asset: asset.handle.text, look: look))
    }
    let edge = try Self.edge(edge, count: shown.count)
    let pictures = try await shown.concurrentMap { [services] in
      try services.picture(of: $0, edge: edge)
    }
    let text = SheetText(asset: asset, look: look, references: shown)
    let sheet = try services.draw(
      ContactSheet(
        header: text.header, tiles: zip(shown, pictures).map(text.tile), arrangement: .lines,
        columns: columns, tileEdge: edge))
    return ModelSheet(sheet: sheet, asset: asset, look: look, references: shown)
  }

  /// A picture for people of exactly the images that would be sent, in order, each with its words, its pixels and bytes.
  /// - Throws: as `plan`.
  @concurrent public func planSheet(
    _ prompt: String, parent: ImageName? = nil, _ options: GenerateOptions = GenerateOptions()
  ) async throws -> PlanSheet {
    let prepared = try await prepared(prompt, parent: parent, options)
    let pictures = try prepared.inputs.map { try services.picture(of: $0) }
    let plan = prepared.plan(count: options.count ?? 1)
    let count = pictures.count == 1 ? "1 picture" : "\(pictures.count) pictures"
    let sheet = try services.draw(
      ContactSheet(
        header: .init(
          title: plan.model, subtitle: pictures.isEmpty ? "no pictures" : count,
          description: prompt),
        tiles: pictures.map { $0.input.tile($0.raster) }, arrangement: .lines, tileEdge: 480))
    return PlanSheet(sheet: sheet, plan: plan, images: pictures.map(\.input))
  }

  private static func check(columns: Int?) throws {
    guard let columns, !(1...12).contains(columns) else { return }
    throw TroupeError.invalidValue(
      name: "columns", value: "\(columns)", expected: "a number from 1 to 12")
  }

  /// Pixels that all pictures of a sheet may have together.
  private static let mostPixels = 64_000_000.0

  private static func edge(_ asked: Int?, count: Int) throws -> Int {
    let most = min(2048, max(64, Int((mostPixels / Double(count)).squareRoot())))
    guard let asked else { return min(480, most) }
    guard (64...most).contains(asked) else {
      throw TroupeError.invalidValue(
        name: "edge", value: "\(asked)",
        expected: "a number of pixels from 64 to \(most) for \(count.counted("picture"))")
    }
    return asked
  }
}

extension Asset {
  /// `look` as the asset writes it.
  /// - Throws: `CatalogError.unknownLook`.
  fileprivate func lookAsWritten(_ look: String?) throws -> String? {
    guard let look, !look.isEmpty else { return look }
    return try self.look(named: look).name
  }
}
