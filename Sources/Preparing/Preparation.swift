internal import Foundation
package import TroupeCatalog
package import TroupeProviders
package import TroupeRecord
package import TroupeSelection
package import TroupeVocabulary

/// Choose, render, compose, encode: from what was asked to what will be sent.
package struct Preparation: Sendable {
  let catalog: Catalog
  private let models: ModelRegistry
  private let providers: ProviderRegistry
  let renderer: Renderer
  /// The user's own words for views and the like.
  let words: [UserWords]

  /// What stands for what when an older request is prepared again; `nil` for a new request.
  package var substitutions: Substitutions?

  /// Chooses from `catalog` within the limits of `models`, and writes for `providers`.
  package init(
    catalog: Catalog, models: ModelRegistry, providers: ProviderRegistry, renderer: Renderer,
    words: [UserWords] = []
  ) {
    self.catalog = catalog
    self.models = models
    self.providers = providers
    self.renderer = renderer
    self.words = words
  }

  /// The same with what stands for what.
  package func substituting(_ substitutions: Substitutions) -> Preparation {
    var other = self
    other.substitutions = substitutions
    return other
  }

  /// Decides everything about `request` that will be sent. Nothing is recorded, nothing sent.
  /// - Parameters:
  ///   - known: the request's cast, if it was read before; `nil` reads it.
  ///   - history: what goes with it; a parent in it is not sent once more.
  /// - Throws: `TroupeError` for what cannot be sent: unknown names, a model's limits, files that are damaged.
  package func prepare(
    _ request: Request, cast readCast: Cast? = nil, after history: Conversation.History = .init()
  ) async throws -> PreparedRequest {
    let (known, note) = try models.profile(named: request.model)
    if known.isJudge { throw TroupeError.request(.judgeOnly(known.id)) }
    let profile = try await renderer.bounded(known)
    do {
      return try await prepare(
        request, (known, profile), note: note, cast: readCast, after: history)
    } catch  where profile != known {
      // What was refused once may pass today: a refusal makes images smaller, and forbids nothing.
      return try await prepare(request, (known, known), note: note, cast: readCast, after: history)
    }
  }

  private func prepare(
    _ request: Request, _ profiles: (known: ModelProfile, bounded: ModelProfile), note: String?,
    cast readCast: Cast?, after history: Conversation.History
  ) async throws -> PreparedRequest {
    let whole = request
    var request = request
    let (known, profile) = profiles
    let frame = frame(of: request, profile: profile, history: history)
    if let frame { request.parameters = frame.parameters }
    var framed = request
    if let parent = request.parent, history.shows(parent) { request.parent = nil }
    if request.prompt.allSatisfy(\.isWhitespace) { throw TroupeError.request(.emptyPrompt) }
    let cast = if let readCast { readCast } else { try await cast(of: request) }
    let assets = cast.assets
    if substitutions == nil { try RequestedViews.check(request.views, of: assets) }
    let (usable, tooYoung) = substitutions?.split(assets) ?? (assets, [])
    var input = SelectionInput(
      request: request, prompt: cast.prompt, profile: profile, assets: usable,
      earlier: history.images, words: words)
    let adapters = try AdapterChoice(
      input, known: try await catalog.adapters(ofAssets: usable.map(\.asset.id)))
    input.adapters = Set(adapters.chosen.map(\.asset))
    let images = try await chosenImages(input, assets: assets)
    let mask = try request.mask.map { mask in
      try MaskCheck(objects: renderer.objects, profile: profile).sent(
        mask, over: zip(images.chosen, images.renditions).first { $0.0.role == .parent }?.1)
    }
    framed.mask = mask?.image
    let selection = Selection(
      chosen: images.chosen, excluded: images.choice.selection.excluded + tooYoung,
      proof: images.choice.selection.proof)
    // What an older request left out may be no trait any more.
    if substitutions == nil { try TraitReview.check(request, assets: assets) }
    // The words of images that a rebuild replaces are those of the references that they stand for.
    let composed = try Composer.compose(
      request, prompt: cast.prompt, selection: images.choice.selection, assets: assets,
      profile: profile, fromConversation: images.choice.fromConversation,
      isContinued: !history.items.isEmpty,
      visibility: images.choice.visibility, adapters: adapters.chosen)
    let inputs = zip(selection.chosen, images.renditions).map { chosen, rendition in
      SentInput(
        chosen: chosen, rendition: rendition, label: composed.labels[chosen.position] ?? "")
    }
    let encoded = try providers.provider(of: profile).encode(
      ProviderRequest(
        framed, composition: composed.composition, inputs: inputs, profile: profile,
        adapters: adapters.chosen, history: history.items),
      for: providers.endpoint(of: profile))
    var prepared = PreparedRequest(
      request: whole, profile: profile, selection: selection,
      composition: composed.composition, inputs: inputs,
      cast: cast.members(images.choice.selection.chosen, images.choice.visibility),
      encoded: encoded,
      adjustments: cast.adjustments + (frame?.adjustments ?? []) + history.adjustments
        + images.choice.adjustments
        + images.adjustments + (mask?.adjustments ?? []) + adapters.adjustments
        + composed.adjustments + encoded.adjustments,
      limits: images.choice.limits,
      warnings: warnings(profile, note: note) + images.choice.warnings + composed.warnings
        + (mask?.warnings ?? []) + hints(request, cast, history: history)
        + RepeatedPictures(images.chosen, assets).warnings,
      history: history.generations,
      files: history.files.merging(mask?.files ?? [:], uniquingKeysWith: { first, _ in first }),
      sheets: images.sheets)
    prepared.adapters = adapters.chosen
    prepared.decided = .init(
      parameters: framed.parameters,
      adjustments: cast.adjustments + (frame?.adjustments ?? []) + images.choice.adjustments
        + adapters.adjustments + composed.adjustments)
    prepared.wordsRead = images.choice.wordsRead
    prepared.bounding = models.bounding(known)
    if let plain = Self.plain(request.prompt) {
      var (spelled, whole) = (request, framed)
      (spelled.prompt, whole.prompt) = (plain, plain)
      let again = try Composer.compose(
        spelled, prompt: await self.cast(of: spelled).prompt, selection: images.choice.selection,
        assets: assets, profile: profile, fromConversation: images.choice.fromConversation,
        isContinued: !history.items.isEmpty,
        visibility: images.choice.visibility, adapters: adapters.chosen)
      prepared.plainBody = try providers.provider(of: profile).encode(
        ProviderRequest(
          whole, composition: again.composition, inputs: inputs, profile: profile,
          adapters: adapters.chosen, history: history.items),
        for: providers.endpoint(of: profile)
      ).request.body
    }
    return prepared
  }

  /// `request` in the words of `frozen`, after `history`, as its provider writes it.
  func encode(
    _ request: Request, _ frozen: FrozenRequest, _ inputs: [SentInput], history: [HistoryItem]
  ) throws -> Encoded {
    try providers.provider(of: frozen.profile).encode(
      ProviderRequest(
        request, composition: frozen.composition, inputs: inputs, profile: frozen.profile,
        adapters: frozen.adapters, history: history),
      for: providers.endpoint(of: frozen.profile))
  }

  /// `message` as it goes to today's address of the model: only the host that the key is configured for gets it (D10).
  func readdressed(_ message: HTTPRequest, for profile: ModelProfile) throws -> HTTPRequest {
    try providers.provider(of: profile).readdress(message, to: providers.endpoint(of: profile))
  }

  /// By whose prices bounds are kept for the model of `profile`.
  func bounding(_ profile: ModelProfile) -> ModelProfile { models.bounding(profile) }

  /// `prompt` as all that look like it are written; `nil` where it is so already.
  private static func plain(_ prompt: String) -> String? {
    let plain = prompt.precomposedStringWithCanonicalMapping
      .trimmingCharacters(in: .whitespacesAndNewlines.union(CharacterSet(["\u{FEFF}"])))
    return plain.utf8.elementsEqual(prompt.utf8) || plain.isEmpty ? nil : plain
  }

  /// What an edit keeps of its parent; `nil` for what is no edit. A parent that a rebuild made again counts as it is now.
  private func frame(
    of request: Request, profile: ModelProfile, history: Conversation.History
  ) -> ParentFrame? {
    guard let parent = request.parent, !history.shows(parent) else { return nil }
    let now = parent.origin.flatMap { substitutions?.images[$0] } ?? parent
    return ParentFrame(request.parameters, parent: now, profile: profile)
  }

  /// What the prompt of a new request names without mentioning it. An older one is sent as it was.
  private func hints(
    _ request: Request, _ cast: Cast, history: Conversation.History
  ) -> [String] {
    guard substitutions == nil else { return [] }
    let shown =
      request.without + request.references.compactMap(\.asset)
      + history.images.chosen.compactMap(\.asset)
    return NameHints.hints(in: cast.prompt, names: cast.names, shown: Set(shown)).map(\.sentence)
  }

  private func warnings(_ profile: ModelProfile, note: String?) -> [String] {
    var warnings = [note, models.note(on: profile)].compactMap(\.self)
    if profile.status.stage != .available {
      let doubt = profile.status.confirmed ? "" : " (not confirmed by its vendor)"
      let next = profile.status.successor.map { " Its successor is \($0)." } ?? ""
      warnings.append("\(profile.id): \(profile.status.text)\(doubt).\(next)")
    }
    return warnings
  }
}
