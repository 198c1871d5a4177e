internal import TroupeVocabulary

extension AssetCandidates {
  /// The same called by the trigger of its adapter, if one of `adapters` is of it; captions of those `chosen` say nothing that
  /// binds to it.
  func called(by adapters: [ChosenAdapter], in chosen: [ChosenInput]) -> AssetCandidates {
    guard let adapter = adapters.first(where: { $0.asset == asset.handle }) else { return self }
    var called = asset
    called.name = adapter.trigger
    let words = DatasetCaption(of: asset, trigger: adapter.trigger, captions: [])
    let sent = Set(chosen.map(\.reference))
    let references = references.map { reference in
      guard sent.contains(reference.digest) else { return reference }
      var reference = reference
      reference.caption = words.unbound(reference.caption)
      return reference
    }
    return AssetCandidates(
      asset: called, references: references, nearDuplicates: nearDuplicates, sharpness: sharpness)
  }
}

extension ChosenInput {
  /// The same, each asset that it shows called by the trigger of its adapter.
  func called(by adapters: [ChosenAdapter]) -> ChosenInput {
    if adapters.isEmpty { return self }
    func name(_ depiction: Depiction) -> Depiction {
      guard let adapter = adapters.first(where: { $0.asset == depiction.asset }) else {
        return depiction
      }
      var depiction = depiction
      depiction.name = depiction.name == nil ? nil : adapter.trigger
      return depiction
    }
    var one = self
    one.depiction = name(depiction)
    one.sheet = sheet?.map { part in
      var part = part
      part.depiction = name(part.depiction)
      return part
    }
    return one
  }
}

extension String {
  /// The same with triggers at the beginning of lines as they are written: models may tell capitals apart.
  func spelling(_ adapters: [ChosenAdapter]) -> String {
    split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let adapter = adapters.first { line.hasPrefix($0.trigger.capitalizedFirst) }
      return adapter.map { $0.trigger + line.dropFirst($0.trigger.count) } ?? String(line)
    }.joined(separator: "\n")
  }
}
