internal import Foundation
internal import TroupeProviders
package import TroupeRecord
internal import TroupeSelection
package import TroupeVocabulary

extension FrozenRequest {
  /// `prepared` as it stands, with the images it was planned with in the places of those to come.
  /// - Parameter mapped: where it differs from what was asked of the old model.
  package init(_ prepared: PreparedRequest, mapped: [Adjustment]) {
    let plan = prepared.plan(count: 1)
    self.init(
      request: prepared.request,
      parameters: prepared.decided?.parameters ?? prepared.request.parameters,
      sent: prepared.sent, profile: prepared.profile, selection: prepared.selection,
      labels: Dictionary(
        prepared.inputs.map { ($0.position, $0.label) }, uniquingKeysWith: { first, _ in first }),
      composition: prepared.composition, cast: prepared.cast,
      decided: mapped + (prepared.decided?.adjustments ?? []),
      // How much of a conversation goes with it is known when its turns are answered.
      adjustments: mapped
        + (prepared.history.isEmpty
          ? prepared.adjustments : prepared.adjustments.filter { $0.field != "history" }),
      limits: prepared.limits,
      estimate: plan.estimate, warnings: plan.warnings)
    adapters = prepared.adapters
  }
}

extension Preparation {
  /// What `frozen` sends with `images` in the places of the older ones. Only renditions, sheets and the encoded body are
  /// made here: nothing is chosen, and the catalogue is not asked.
  /// - Parameter conversation: for a turn, what was said and answered before it.
  /// - Throws: `RequestError.tooManyReferences` where the new images pass the bytes that the model takes; files that are
  ///   damaged.
  package func fill(
    _ frozen: FrozenRequest, with images: [OutputID: InputImage],
    after conversation: Conversation? = nil
  ) async throws -> PreparedRequest {
    try await substituting(Substitutions(images: images, notBefore: [], handles: [:]))
      .filled(frozen, images, conversation)
  }

  private func filled(
    _ frozen: FrozenRequest, _ images: [OutputID: InputImage], _ conversation: Conversation?
  ) async throws -> PreparedRequest {
    var request = frozen.request
    request.parent = request.parent?.replaced(from: images)
    request.references = request.references.map { $0.replaced(from: images) }
    let unmasked = dropMask(of: &request)
    let frozen = frozen.showing(request.parent, after: conversation)
    let cache = try await renderer.cache(of: frozen.selection.chosen.map(\.reference))
    let maker = renderer.maker(for: request, frozen.profile, cache: cache)
    if unmasked.isEmpty, let again = try recorded(frozen, asking: request, maker) { return again }
    let (chosen, replaced) = try ready(frozen.selection.chosen)
    guard let (renditions, shrunk) = try maker.render(chosen) else {
      throw maker.overflow(chosen.count)
    }
    await renderer.store(cache)
    let mask = try request.mask.map { mask in
      try MaskCheck(objects: renderer.objects, profile: frozen.profile).sent(
        mask, over: zip(chosen, renditions).first { $0.0.role == .parent }?.1)
    }
    let inputs = zip(chosen, renditions).map { one, rendition in
      SentInput(chosen: one, rendition: rendition, label: frozen.labels[one.position] ?? "")
    }
    var framed = request
    framed.parameters = frozen.parameters
    framed.mask = mask?.image
    let (encoded, history) = try encode(
      framed, frozen, inputs, after: conversation, bound: maker.limits.requestBytes.bound)
    var prepared = PreparedRequest(
      request: request, profile: frozen.profile,
      selection: Selection(
        chosen: chosen, excluded: frozen.selection.excluded, proof: frozen.selection.proof),
      composition: frozen.composition, inputs: inputs, cast: frozen.cast, encoded: encoded,
      adjustments: frozen.decidedBeforeMask + unmasked + replaced + history.adjustments + shrunk
        + (mask?.adjustments ?? []) + encoded.adjustments,
      limits: frozen.limits, warnings: mask?.warnings ?? [], history: history.generations,
      files: history.files.merging(mask?.files ?? [:], uniquingKeysWith: { first, _ in first }),
      sheets: chosen.filter { $0.sheet != nil }.map(\.image))
    prepared.adapters = frozen.adapters
    prepared.bounding = bounding(frozen.profile)
    return prepared
  }

  /// The request as written after as much of `conversation` as the model takes; its parent stays in it.
  /// - Throws: `RequestError.tooManyReferences` where not even the turn with the parent fits.
  private func encode(
    _ request: Request, _ frozen: FrozenRequest, _ inputs: [SentInput],
    after conversation: Conversation?, bound: Int?
  ) throws -> (Encoded, Conversation.History) {
    let isSent = inputs.contains { $0.chosen.role == .parent }
    let histories = (conversation?.histories(for: frozen.profile) ?? [.init()])
      .filter { history in isSent || request.parent.map(history.shows) ?? true }
    for history in histories {
      let encoded = try encode(request, frozen, inputs, history: history.items)
      if encoded.request.body.byteCount <= bound ?? .max || conversation == nil {
        return (encoded, history)
      }
    }
    throw TroupeError.request(
      .tooManyReferences(
        model: frozen.profile.id, named: inputs.count + 1, limit: "\(bound ?? 0) bytes a request",
        bound: inputs.count))
  }

  /// A mask is laid over an image of its own size alone.
  private func dropMask(of request: inout Request) -> [Adjustment] {
    guard let mask = request.mask, let parent = request.parent,
      mask.width != parent.width || mask.height != parent.height
    else { return [] }
    request.mask = nil
    return [
      Adjustment(
        field: "mask", before: mask.digest.short, after: "",
        reason: "the new image under it has another size: words alone say what changes")
    ]
  }
}

extension FrozenRequest {
  /// What was decided, without how its mask was painted: that is done again, or there is none any more.
  fileprivate var decidedBeforeMask: [Adjustment] {
    request.mask == nil ? decided : decided.filter { $0.field != "mask" }
  }

  /// The same with `parent` before its words, where it was to be seen in the conversation and is not: a turn that the user
  /// keeps shows what it showed then.
  fileprivate func showing(_ parent: InputImage?, after conversation: Conversation?) -> Self {
    guard let parent, let conversation, !selection.chosen.contains(where: { $0.role == .parent }),
      !conversation.histories(for: profile).contains(where: { $0.shows(parent) })
    else { return self }
    let position = (selection.chosen.map(\.position).max() ?? 0) + 1
    let shown = ChosenInput(
      position: position, role: .parent, depiction: Depiction(origin: parent.origin),
      image: parent.image, reason: "the picture to edit")
    var other = self
    other.selection = Selection(
      chosen: selection.chosen + [shown], excluded: selection.excluded, proof: selection.proof)
    other.composition = Composition(parts: [.image(position)] + composition.parts)
    other.decided.append(
      Adjustment(
        field: "history", before: "", after: "image \(position)",
        reason: "the conversation shows another image than the one that is edited"))
    return other
  }
}

extension InputImage {
  /// The image that was made in its place, with the same role, or itself.
  fileprivate func replaced(from made: [OutputID: InputImage]) -> InputImage {
    guard let origin, let new = made[origin] else { return self }
    return InputImage(
      image: new.image, origin: new.origin, role: role, asset: asset, subject: subject)
  }
}
