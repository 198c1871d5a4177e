internal import Foundation
internal import TroupeImaging
internal import TroupeCare
internal import TroupeLineage
internal import TroupePreparing
internal import TroupeRecord
internal import TroupeSending
internal import TroupeStorage

extension Library {
  /// What `generate` would send, why, and at what price. Sends nothing and records no
  /// generation; a file that it is shown becomes one of the library's.
  public func plan(
    _ prompt: String, parent: String? = nil, _ options: GenerateOptions = GenerateOptions()
  ) async throws -> Plan {
    try await prepared(prompt, parent: parent, options).plan(count: options.count ?? 1)
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

  /// A picture for people of exactly the images that would be sent, in order, each with its words, its
  /// pixels and bytes.
  public func planSheet(
    _ prompt: String, parent: String? = nil, _ options: GenerateOptions = GenerateOptions()
  ) async throws -> PlanSheet {
    let prepared = try await prepared(prompt, parent: parent, options)
    let pictures = try prepared.inputs.map { try services.picture(of: $0) }
    let plan = prepared.plan(count: options.count ?? 1)
    let count = pictures.count == 1 ? "1 picture" : "\(pictures.count) pictures"
    let sheet = ContactSheet(
      header: .init(
        title: plan.model, subtitle: pictures.isEmpty ? "no pictures" : count, description: prompt),
      tiles: zip(prepared.inputs, pictures).map { $0.tile($1.raster, $1.image) },
      arrangement: .lines, tileEdge: 480)
    let fonts = services.fonts(sheet.text)
    let drawn = sheet.draw(fonts: fonts)
    return PlanSheet(
      png: try drawn.encodedPNG(), width: drawn.width, height: drawn.height, plan: plan,
      images: pictures.map(\.image), lacking: fonts.lacking(sheet.text))
  }

  /// What today's request would send differently from a recorded one, and why. Sends nothing.
  /// - Parameters:
  ///   - generation: as in `generation(_:)`.
  ///   - prompt: today's, with `parent` and `options`; `nil` for the recorded request, of which only
  ///     the model can be changed. The model is the recorded one where `options` name none.
  ///   - parent: the image that today's request edits, as in `plan`.
  ///   - options: settings of today's request; of the recorded one, the model alone.
  /// - Throws: `TroupeError` where the request cannot be made today, such as `.assetRemoved`.
  public func drift(
    from generation: String, prompt: String? = nil, parent: String? = nil,
    _ options: GenerateOptions = GenerateOptions()
  ) async throws -> Drift {
    let id = try await GenerationLocator(database: services.database).generation(generation)
    var today: Request?
    if let prompt {
      var options = options
      if options.model == nil { options.model = try await self.generation("\(id)").model }
      today = try await request(prompt, parent: parent, options)
    }
    return try await services.drift.drift(
      from: id, request: today, model: options.model, count: options.count ?? 1)
  }

  private func prepared(
    _ prompt: String, parent: String?, _ options: GenerateOptions
  ) async throws -> PreparedRequest {
    try await services.preparation.prepare(request(prompt, parent: parent, options))
  }
}

extension Services {
  fileprivate func picture(
    of input: SentInput
  ) throws -> (raster: Raster, image: PlannedImage) {
    let file = input.rendition
    let bytes = try objects.read(file.digest, fileExtension: file.type.fileExtension)
    do {
      let header = try ImageHeader(reading: bytes)
      let image = PlannedImage(
        position: input.position, label: input.label, rendition: file.digest, mime: file.type,
        bytes: file.byteCount, width: header.orientedWidth, height: header.orientedHeight)
      return (try Raster(decoding: bytes, atLeast: 960).resized(toFit: 960), image)
    } catch let fault {
      throw TroupeError.image(name: file.digest.short, fault)
    }
  }
}

extension SentInput {
  fileprivate func tile(_ raster: Raster, _ image: PlannedImage) -> ContactSheet.Tile {
    let handles = (chosen.sheet ?? []).map { "\($0.asset)" }
      .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let cast = handles.isEmpty ? nil : handles.joined(separator: ", ")
    let who = chosen.asset.map { "\($0)" } ?? cast ?? chosen.origin.map { "\($0)" }
    let what = [chosen.role.rawValue, chosen.view?.rawValue, chosen.look].compactMap(\.self)
    let file = [
      "\(image.width)×\(image.height)",
      "\((rendition.byteCount + 999) / 1000) kB \(rendition.type.fileExtension)",
    ]
    return ContactSheet.Tile(
      image: raster, title: ["image \(chosen.position)", who ?? rendition.digest.short].sideBySide,
      caption: label,
      note: (what + file).sideBySide)
  }
}
