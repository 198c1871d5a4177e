internal import Foundation
internal import TroupeProviders
package import TroupeRecord
internal import TroupeStorage
package import TroupeVocabulary

extension FrozenRequest {
  /// An older generation as it was sent: the same bytes, but for those of images that are replaced.
  package init(recorded prepared: PreparedRequest) {
    let plan = prepared.plan(count: 1)
    self.init(
      request: prepared.request, parameters: prepared.sent, sent: prepared.sent,
      profile: prepared.profile, selection: prepared.selection,
      labels: Dictionary(
        prepared.inputs.map { ($0.position, $0.label) }, uniquingKeysWith: { first, _ in first }),
      composition: prepared.composition, cast: prepared.cast, decided: prepared.adjustments,
      adjustments: prepared.adjustments, limits: prepared.limits, estimate: plan.estimate,
      warnings: plan.warnings)
    recorded = Recorded(prepared)
    adapters = prepared.adapters
  }
}

extension Preparation {
  /// The recorded message of `frozen` with the new images in it; `nil` where there is none, where an image that is replaced
  /// and one that stays were sent as the same file, and where the body names an image otherwise than by its bytes.
  /// - Parameter request: what was asked, with the new images.
  func recorded(
    _ frozen: FrozenRequest, asking request: Request, _ maker: RenditionMaker
  ) throws -> PreparedRequest? {
    guard let recorded = frozen.recorded else { return nil }
    var (inputs, adjustments): ([SentInput], [Adjustment]) = ([], [])
    var (replaced, kept): ([Digest: StoredImage], Set<Digest>) = ([:], [])
    for before in frozen.selection.chosen {
      guard let old = recorded.renditions[before.position] else { return nil }
      let label = frozen.labels[before.position] ?? ""
      guard isReplaced(before) else {
        kept.insert(old.digest)
        inputs.append(SentInput(chosen: before, rendition: old, label: label))
        continue
      }
      let (ready, told) = try ready([before])
      guard let now = ready.first else { return nil }
      let new = try maker.rendition(of: now.image, as: old.type)
      replaced[old.digest] = new
      adjustments += told
      inputs.append(SentInput(chosen: now, rendition: new, label: label))
    }
    guard kept.isDisjoint(with: replaced.keys),
      Set(recorded.message.body.digests).isSuperset(of: replaced.keys)
    else { return nil }
    let body = recorded.message.body.replacing(replaced)
    if body.byteCount > maker.limits.requestBytes.bound ?? .max {
      throw maker.overflow(inputs.count)
    }
    let message = recorded.message
    let encoded = Encoded(
      request: try readdressed(
        HTTPRequest(
          method: message.method, url: message.url, headers: message.headers,
          keyHeader: message.keyHeader, body: body), for: frozen.profile), sent: frozen.sent,
      adjustments: [])
    var prepared = PreparedRequest(
      request: request, profile: frozen.profile,
      selection: Selection(
        chosen: inputs.map(\.chosen), excluded: frozen.selection.excluded,
        proof: frozen.selection.proof),
      composition: frozen.composition, inputs: inputs, cast: frozen.cast, encoded: encoded,
      adjustments: frozen.decided + adjustments, limits: frozen.limits,
      history: recorded.history, files: recorded.files,
      sheets: inputs.map(\.chosen).filter { $0.sheet != nil && isReplaced($0) }.map(\.image))
    prepared.adapters = frozen.adapters
    prepared.bounding = bounding(frozen.profile)
    return prepared
  }

  /// Checks that every file is there that is sent once more as it was recorded.
  /// - Parameter replaced: images in whose places others are sent.
  /// - Throws: `LibraryError.damagedFile`.
  package func checkFiles(of frozen: FrozenRequest, replacing replaced: Set<OutputID>) throws {
    guard let recorded = frozen.recorded else { return }
    for chosen in frozen.selection.chosen {
      let origins = [chosen.origin] + (chosen.sheet ?? []).map(\.origin)
      guard let file = recorded.renditions[chosen.position],
        replaced.isDisjoint(with: origins.compactMap(\.self)),
        renderer.objects.size(file.digest, fileExtension: file.type.fileExtension) == nil
      else { continue }
      throw renderer.objects.fault(of: file.digest, reason: "missing")
    }
  }

  /// Whether another image stands for `chosen`, or for a part of it.
  private func isReplaced(_ chosen: ChosenInput) -> Bool {
    let origins = [chosen.origin] + (chosen.sheet ?? []).map(\.origin)
    return origins.contains { origin in
      origin.map { substitutions?.images[$0] != nil } ?? false
    }
  }
}

extension MessageBody {
  /// The same with other files in the places of those of these digests.
  fileprivate func replacing(_ files: [Digest: StoredImage]) -> MessageBody {
    MessageBody(
      segments: segments.map { segment in
        switch segment {
        case .base64(let digest, _):
          files[digest].map { .base64($0.digest, byteCount: $0.byteCount) } ?? segment
        case .file(let digest, _):
          files[digest].map { .file($0.digest, byteCount: $0.byteCount) } ?? segment
        case .text: segment
        }
      })
  }
}
