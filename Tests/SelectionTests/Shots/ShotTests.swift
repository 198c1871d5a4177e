import Foundation
import TestSupport
import Testing
import TroupeVocabulary

@testable import TroupeSelection

/// Every shot of the tables gets the pictures that it should.
struct ShotTests {
  @Test(arguments: ShotTable.all)
  func areRight(name: String) throws {
    let table = try ShotTable.named(name)
    let (cast, names) = try table.catalogued()
    let assets = cast.map { AssetCandidates(asset: $0.asset, references: $0.references) }
    let called = CastNames(cast.map { NamedAsset($0.asset) })
    for shot in Thoroughness.sample(table.shots, 12, seed: 13) {
      let result = try ReferenceSelector.select(
        SelectionInput(
          request: Request(prompt: shot.prompt, model: "m", overflow: .drop),
          prompt: ParsedPrompt(shot.prompt, names: called),
          profile: Sample.profile(images: shot.places), assets: assets))
      let sent = result.selection.chosen.compactMap { names[$0.reference] }
      let faults = shot.faults(sent)
      #expect(faults.isEmpty, "\(shot.prompt) \(shot.places): \(sent) \(shot.why)")
    }
  }
}
