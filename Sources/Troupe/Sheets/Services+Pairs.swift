internal import TroupeDrawing
internal import TroupeImaging
internal import TroupeRecord

extension Services {
  /// What of each take of `rework` is to be compared, in order of its steps.
  func comparisons(of rework: Rework) async throws -> [PairComparison] {
    var all: [PairComparison] = []
    for step in rework.steps {
      for take in step.takes {
        let old = try await generations.read { try $0.generation(step.old) }
        let new = try await made(take)
        all.append(
          PairComparison(
            step: step.number, take: take,
            instruction: new?.prompt ?? old.prompt,
            adjustments: new?.adjustments ?? step.plan?.adjustments ?? [],
            seconds: try await seconds(new),
            oldChange: change(of: old, take.pair?.old.position ?? 1),
            newChange: new.flatMap { change(of: $0, take.pair?.new.position ?? 1) }))
      }
    }
    return all
  }

  /// Old and new side by side, a row a take, with what each edit changed tinted.
  func sheet(of rework: Rework, title: String) async throws -> DrawnSheet {
    var tiles: [ContactSheet.Tile] = []
    for comparison in try await comparisons(of: rework) {
      guard let step = rework.steps.first(where: { $0.number == comparison.step }) else { continue }
      let old = try await generations.read { try $0.generation(step.old) }
      tiles.append(try tile(old, comparison.take.pair?.old.position ?? 1, comparison))
      if let new = try await made(comparison.take) {
        tiles.append(try tile(new, comparison.take.pair?.new.position ?? 1, comparison))
      } else {
        tiles.append(
          ContactSheet.Tile(
            image: Self.noPicture, title: "\(comparison.take.state.rawValue)",
            caption: comparison.take.message ?? "", note: "step \(comparison.step)"))
      }
    }
    return try draw(ContactSheet(title: title, tiles: tiles, columns: 2, tileEdge: 480))
  }

  private func seconds(_ new: Generation?) async throws -> Double? {
    guard let new else { return nil }
    return try await generations.read { try $0.seconds(of: new.id) }
  }

  private func made(_ take: ReworkTake) async throws -> Generation? {
    guard let new = take.pair?.new else { return nil }
    return try await generations.read { try $0.generation(new.generation) }
  }

  private func tile(
    _ generation: Generation, _ position: Int, _ comparison: PairComparison
  ) throws -> ContactSheet.Tile {
    guard let image = try picture(generation, position) else { return try tile(generation) }
    let map = try changeMap(of: generation, position)
    let changed = map.map { "\(Int(($0.fraction * 100).rounded())) % changed" }
    let cost = generation.costUSD.map { $0 == 0 ? "free" : "$\($0.formatted())" }
    return ContactSheet.Tile(
      image: map.map { image.tinted(by: $0) } ?? image,
      title: generation.modelResolved ?? generation.model, caption: generation.prompt,
      note: ["step \(comparison.step)", "\("\(generation.id)".prefix(10))", changed, cost]
        .compactMap(\.self).sideBySide)
  }

  private static var noPicture: Raster {
    Raster(width: 16, height: 9, channels: 3, filledWith: Color(hex: 0xE5_E5E5))
  }

  private func change(of generation: Generation, _ position: Int) -> PairComparison.Change? {
    // What cannot be read keeps nothing else from being compared.
    ((try? changeMap(of: generation, position)) ?? nil).map(PairComparison.Change.init)
  }

  /// What an edit changed of its parent; `nil` for what is no edit.
  private func changeMap(of generation: Generation, _ position: Int) throws -> ChangeMap? {
    guard let parent = generation.inputs.first(where: { $0.chosen.role == .parent }),
      let after = try picture(generation, position)
    else { return nil }
    let file = parent.chosen.image
    let before = try picture(file.digest, file.type, name: file.digest.short, edge: 960)
    do { return try ChangeMap(from: before, to: after) } catch let fault {
      throw TroupeError.image(name: "\(generation.id)/\(position)", fault)
    }
  }

  private func picture(_ generation: Generation, _ position: Int) throws -> Raster? {
    guard let output = generation.outputs.first(where: { $0.id.position == position }),
      let type = MediaType(rawValue: output.type)
    else { return nil }
    return try picture(output.digest, type, name: "\(output.id)", edge: 960)
  }
}

extension PairComparison.Change {
  fileprivate init(_ map: ChangeMap) {
    self.init(
      fraction: map.fraction,
      boxes: map.boxes.map { Box(x: $0.x, y: $0.y, width: $0.width, height: $0.height) },
      shiftX: map.shift.x, shiftY: map.shift.y, scale: map.scale, confidence: map.confidence)
  }
}
