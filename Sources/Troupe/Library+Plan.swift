public import Foundation
internal import TroupeImaging
internal import TroupeLineage
internal import TroupeStorage

extension Library {
  /// What `generate` would send, why, and at what price. Sends nothing and records no
  /// generation; a file that it is shown becomes one of the library's.
  public func plan(
    _ prompt: String, parent: String? = nil, _ options: GenerateOptions = GenerateOptions()
  ) async throws -> Plan {
    try await planned(prompt, parent: parent, options).plan
  }

  /// The same request planned for each of `models`, in their order.
  ///
  /// A model that it cannot be sent to has its error in place of a plan.
  /// - Throws: the first model's `TroupeError` where it can be sent to none.
  public func plans(
    _ prompt: String, on models: [String], parent: String? = nil,
    _ options: GenerateOptions = GenerateOptions()
  ) async throws -> [PlannedModel] {
    var options = options
    var all: [PlannedModel] = []
    for model in models {
      options.model = model
      do {
        let plan = try await plan(prompt, parent: parent, options)
        all.append(PlannedModel(model: model, plan: plan, error: nil))
      } catch let error as TroupeError {
        all.append(PlannedModel(model: model, plan: nil, error: error))
      }
    }
    if all.allSatisfy({ $0.plan == nil }), let error = all.first?.error { throw error }
    return all
  }

  /// A plan, and a picture for people of exactly the images that would be sent, in order, each with
  /// its words, its pixels and bytes: a PNG.
  public func planSheet(
    _ prompt: String, parent: String? = nil, _ options: GenerateOptions = GenerateOptions()
  ) async throws -> (plan: Plan, png: Data) {
    let planned = try await planned(prompt, parent: parent, options)
    let tiles = try planned.images.map { try context.tile($0) }
    let plan = planned.plan
    let count = tiles.count == 1 ? "1 picture" : "\(tiles.count) pictures"
    let sheet = ContactSheet(
      header: .init(
        title: plan.model, subtitle: tiles.isEmpty ? "no pictures" : count, description: prompt),
      tiles: tiles, arrangement: .lines, tileEdge: 480)
    return (plan, try sheet.draw(fonts: context.fonts(sheet.text)).encodedPNG())
  }

  /// What today's request would send differently from a recorded one, and why. Sends nothing.
  /// - Parameters:
  ///   - generation: as in `generation(_:)`.
  ///   - prompt: today's, with `parent` and `options`; `nil` for the recorded request, of which only
  ///     the model can be changed.
  /// - Throws: `TroupeError` where the request cannot be made today, such as `.assetRemoved`.
  public func drift(
    from generation: String, prompt: String? = nil, parent: String? = nil,
    _ options: GenerateOptions = GenerateOptions()
  ) async throws -> Drift {
    let id = try await GenerationLocator(database: context.database).generation(generation)
    var today: Request?
    if let prompt { today = try await request(prompt, parent: parent, options) }
    return try await DriftSurvey(context).drift(
      from: id, request: today, model: options.model, count: options.count ?? 1)
  }

  private func planned(
    _ prompt: String, parent: String?, _ options: GenerateOptions
  ) async throws -> PlannedRequest {
    let request = try await request(prompt, parent: parent, options)
    return try await Generator(context).plan(request, count: options.count ?? 1)
  }
}

extension LineageContext {
  fileprivate func tile(_ image: PlannedRequest.Image) throws -> ContactSheet.Tile {
    let bytes = try objects.read(image.rendition, fileExtension: image.type.fileExtension)
    let (raster, size): (Raster, ImageHeader)
    do {
      size = try ImageHeader(reading: bytes)
      raster = try Raster(decoding: bytes, atLeast: 960).resized(toFit: 960)
    } catch let fault {
      throw TroupeError.image(name: image.rendition.short, fault)
    }
    let one = image.chosen
    let who = one.asset.map { "\($0)" } ?? one.origin.map { "\($0)" } ?? image.rendition.short
    let what = [one.role.rawValue, one.view?.rawValue, one.look].compactMap(\.self)
    return ContactSheet.Tile(
      image: raster, title: ["\(one.position)", who].sideBySide, caption: image.label,
      note: (what + [
        "\(size.orientedWidth)×\(size.orientedHeight)",
        "\((image.byteCount + 999) / 1000) KB \(image.type.fileExtension)",
      ]).sideBySide)
  }
}
