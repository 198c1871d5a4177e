package import TroupeVocabulary

/// What is to be seen of the assets that a prompt names, where that is not all of them.
package struct Visibility: Hashable, Sendable {
  /// Assets that are not in the picture.
  package var offStage: [Handle] = []
  /// Characters of whom a part or something of theirs alone is in the picture.
  package var inPart: [Handle] = []
  /// Characters whose faces are not to be seen: from behind, or hidden.
  package var faceless: [Handle] = []

  package init(offStage: [Handle] = []) { self.offStage = offStage }

  init(_ choices: [AssetChoice], removed: some Sequence<Handle>) {
    offStage = choices.filter { $0.demand.absent != nil }.map(\.asset.handle) + removed
    let characters = choices.filter { $0.asset.kind == .character && $0.demand.absent == nil }
    inPart = characters.filter { $0.demand.part != nil }.map(\.asset.handle)
    faceless = characters.filter { $0.demand.part == nil && $0.demand.showsNoFace }
      .map(\.asset.handle)
  }
}
