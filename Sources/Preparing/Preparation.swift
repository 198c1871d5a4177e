internal import Foundation
package import TroupeCatalog
package import TroupeProviders
package import TroupeRecord
package import TroupeSelection
package import TroupeVocabulary

/// Choose, render, compose, encode: from what was asked to what will be sent.
package struct Preparation: Sendable {
  private let catalog: Catalog
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

  /// The parsed prompt of a request, and the assets that the request shows.
  package struct Cast: Sendable {
    let prompt: ParsedPrompt
    let assets: [AssetCandidates]
  }

  /// Decides everything about `request` that will be sent. Nothing is recorded, nothing sent.
  /// - Parameters:
  ///   - known: the request's cast, if it was read before; `nil` reads it.
  ///   - history: what goes with it; a parent in it is not sent once more.
  /// - Throws: `TroupeError` for what cannot be sent: unknown names, a model's limits, files that are damaged.
  package func prepare(
    _ request: Request, cast known: Cast? = nil, after history: Conversation.History = .init()
  ) async throws -> PreparedRequest {
    let whole = request
    var request = request
    let (profile, note) = try models.profile(named: request.model)
    let frame = frame(of: request, profile: profile, history: history)
    if let frame { request.parameters = frame.parameters }
    let framed = request
    if let parent = request.parent, history.shows(parent) { request.parent = nil }
    if request.prompt.allSatisfy(\.isWhitespace) { throw TroupeError.request(.emptyPrompt) }
    let cast = if let known { known } else { try await cast(of: request) }
    let assets = cast.assets
    let (usable, tooYoung) = substitutions?.split(assets) ?? (assets, [])
    let input = SelectionInput(
      request: request, prompt: cast.prompt, profile: profile, assets: usable,
      earlier: history.images, words: words)
    let images = try await chosenImages(input, assets: assets)
    let selection = Selection(
      chosen: images.chosen, excluded: images.choice.selection.excluded + tooYoung,
      proof: images.choice.selection.proof)
    // What an older request left out may be no trait any more.
    if substitutions == nil { try TraitReview.check(request, assets: assets) }
    // The words of images that a rebuild replaces are those of the references that they stand for.
    let composed = try Composer.compose(
      request, prompt: cast.prompt, selection: images.choice.selection, assets: assets,
      profile: profile, fromConversation: images.choice.fromConversation,
      offStage: images.choice.offStage,
      isContinued: !history.items.isEmpty)
    let inputs = zip(selection.chosen, images.renditions).map { chosen, rendition in
      SentInput(
        chosen: chosen, rendition: rendition, label: composed.labels[chosen.position] ?? "")
    }
    let encoded = try providers.provider(of: profile).encode(
      ProviderRequest(
        framed, composition: composed.composition, inputs: inputs, profile: profile,
        history: history.items),
      for: providers.endpoint(of: profile))
    var prepared = PreparedRequest(
      request: whole, profile: profile, selection: selection,
      composition: composed.composition, inputs: inputs,
      cast: assets.map { member in
        CastMember(
          asset: member.asset,
          look: cast.prompt.mentions.first { $0.handle == member.asset.handle }?.look)
      },
      encoded: encoded,
      adjustments: (frame?.adjustments ?? []) + history.adjustments + images.choice.adjustments
        + images.adjustments
        + composed.adjustments + encoded.adjustments,
      limits: images.choice.limits,
      warnings: warnings(profile, note: note) + images.choice.warnings + composed.warnings,
      history: history.generations, files: history.files, sheets: images.sheets)
    prepared.wordsRead = images.choice.wordsRead
    prepared.bounding = models.trust.bounding(profile)
    if let plain = Self.plain(request.prompt) {
      var (spelled, whole) = (request, framed)
      (spelled.prompt, whole.prompt) = (plain, plain)
      let again = try Composer.compose(
        spelled, prompt: await self.cast(of: spelled).prompt, selection: images.choice.selection,
        assets: assets, profile: profile, fromConversation: images.choice.fromConversation,
      offStage: images.choice.offStage,
        isContinued: !history.items.isEmpty)
      prepared.plainBody = try providers.provider(of: profile).encode(
        ProviderRequest(
          whole, composition: again.composition, inputs: inputs, profile: profile,
          history: history.items),
        for: providers.endpoint(of: profile)
      ).request.body
    }
    return prepared
  }

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

  /// Parses the prompt of `request` and reads the assets that it mentions or names.
  func cast(of request: Request) async throws -> Cast {
    let all = try await catalog.assets(kind: nil, includeRemoved: false)
    let renamed = substitutions?.handles ?? [:]
    let looks = (all + renamed.compactMap { then, now in all.called(now)?.called(then) })
      .map { ($0.handle, $0.looks.map(\.name)) }
    let prompt: ParsedPrompt
    do {
      prompt = try ParsedPrompt(
        request.prompt, known: Dictionary(looks, uniquingKeysWith: { first, _ in first }))
    } catch {
      throw try await removal(behind: error) ?? error
    }
    let explicit = request.references.compactMap(\.asset)
    var assets: [AssetCandidates] = []
    for handle in prompt.mentions.map(\.handle) + explicit
    where !assets.contains(where: { $0.asset.handle == handle }) {
      let current = renamed[handle] ?? handle
      let asset = try await catalog.asset(current)
      let references = try await catalog.references(of: current, includeRetired: false)
      let appearance = try await catalog.appearance(of: current)
      assets.append(
        AssetCandidates(
          asset: asset.called(handle), references: references.map { $0.called(handle) },
          nearDuplicates: appearance.nearDuplicates,
          sharpness: appearance.sharpness))
    }
    return Cast(prompt: prompt, assets: assets)
  }

  /// An unknown handle that is one of a removed asset says so.
  private func removal(behind error: TroupeError) async throws -> TroupeError? {
    guard case .catalog(.unknownAsset(let text, _)) = error, let handle = try? Handle(text) else {
      return nil
    }
    do {
      _ = try await catalog.asset(substitutions?.handles[handle] ?? handle)
    } catch TroupeError.catalog(.assetRemoved(let name)) {
      return .catalog(.assetRemoved(name))
    } catch TroupeError.catalog(.unknownAsset) {
      return nil
    }
    return nil
  }

  private func warnings(_ profile: ModelProfile, note: String?) -> [String] {
    var warnings = [note, models.trust.note(on: profile)].compactMap(\.self)
    if profile.status.stage != .available {
      let doubt = profile.status.confirmed ? "" : " (not confirmed by its vendor)"
      let next = profile.status.successor.map { " Its successor is \($0)." } ?? ""
      warnings.append("\(profile.id): \(profile.status.text)\(doubt).\(next)")
    }
    return warnings
  }
}
