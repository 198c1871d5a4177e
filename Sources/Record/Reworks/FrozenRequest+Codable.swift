internal import Foundation
package import TroupeVocabulary

/// The form in which it is kept; its profile stands in a table of its own.
extension FrozenRequest {
  fileprivate struct Stored: Codable {
    let request: Request
    let parameters, sent: Parameters
    let chosen: [Input]
    let excluded: [ExcludedReference]
    let proof: SelectionProof?
    let labels: [Int: String]
    let composition: Composition
    let cast: [Member]
    let decided, adjustments: [Adjustment]
    let limits: [LimitUse]
    let estimate: Price
    let warnings: [String]
    let recorded: Recorded?
    let turns: [ULID]?
    let adapters: [ChosenAdapter]?
  }

  fileprivate struct Input: Codable {
    let position: Int
    let role: Role
    let depiction: Depiction
    let image: StoredImage
    let reason: String
    let value: Double
    let sheet: [Part]?
  }

  fileprivate struct Part: Codable {
    let number: Int
    let depiction: Depiction
    let image: StoredImage
    let label, reason: String
    let value: Double
  }

  fileprivate struct Price: Codable {
    let cost, bound: Double?
    let source, checked: String
    let isConfirmed: Bool
    let tokens: Int?
    let bytes: Int
  }

  fileprivate struct Member: Codable {
    let asset: Asset
    let look: String?
    let looks: [Look]?
  }

  /// All of it but the profile, as canonical JSON.
  /// - Throws: `EncodingError`, never for what was prepared.
  package var json: String {
    get throws {
      try CanonicalJSON.text(
        Stored(
          request: request, parameters: parameters, sent: sent,
          chosen: selection.chosen.map(Input.init), excluded: selection.excluded,
          proof: selection.proof, labels: labels, composition: composition,
          cast: cast.map {
            Member(asset: $0.asset, look: $0.look, looks: $0.looks.isEmpty ? nil : $0.looks)
          }, decided: decided,
          adjustments: adjustments,
          limits: limits, estimate: Price(estimate), warnings: warnings,
          recorded: recorded, turns: turns, adapters: adapters.isEmpty ? nil : adapters))
    }
  }

  /// Reads what `json` writes.
  /// - Throws: `DecodingError`.
  package init(json: String, profile: ModelProfile) throws {
    let stored = try CanonicalJSON.decode(Stored.self, from: Data(json.utf8))
    self.init(
      request: stored.request, parameters: stored.parameters, sent: stored.sent, profile: profile,
      selection: Selection(
        chosen: stored.chosen.map(\.chosen), excluded: stored.excluded, proof: stored.proof),
      labels: stored.labels, composition: stored.composition,
      cast: stored.cast.map { CastMember(asset: $0.asset, look: $0.look, looks: $0.looks) },
      decided: stored.decided, adjustments: stored.adjustments, limits: stored.limits,
      estimate: stored.estimate.estimate,
      warnings: stored.warnings)
    recorded = stored.recorded
    turns = stored.turns
    adapters = stored.adapters ?? []
  }
}

extension FrozenRequest.Input {
  fileprivate init(_ chosen: ChosenInput) {
    self.init(
      position: chosen.position, role: chosen.role, depiction: chosen.depiction,
      image: chosen.image, reason: chosen.reason, value: chosen.value,
      sheet: chosen.sheet?.map { part in
        FrozenRequest.Part(
          number: part.number, depiction: part.depiction, image: part.image, label: part.label,
          reason: part.reason, value: part.value)
      })
  }

  fileprivate var chosen: ChosenInput {
    ChosenInput(
      position: position, role: role, depiction: depiction, image: image, reason: reason,
      value: value,
      sheet: sheet?.map { part in
        SheetPart(
          number: part.number, depiction: part.depiction, image: part.image, label: part.label,
          reason: part.reason, value: part.value)
      })
  }
}

extension FrozenRequest.Price {
  fileprivate init(_ estimate: Estimate) {
    self.init(
      cost: estimate.costUSD, bound: estimate.boundUSD, source: estimate.priceSource,
      checked: estimate.priceChecked, isConfirmed: estimate.priceConfirmed,
      tokens: estimate.tokens, bytes: estimate.bytes)
  }

  fileprivate var estimate: Estimate {
    Estimate(
      costUSD: cost, boundUSD: bound, priceSource: source, priceChecked: checked,
      priceConfirmed: isConfirmed, tokens: tokens, bytes: bytes)
  }
}
