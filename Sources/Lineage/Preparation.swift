internal import Foundation
internal import TroupeCatalog
internal import TroupeProviders
internal import TroupeSelection
internal import TroupeStorage
internal import TroupeVocabulary

/// Choose, render, compose, encode: from what was asked to what will be sent.
struct Preparation: Sendable {
  let context: LineageContext

  /// What making an older request anew changes; `nil` for a request of its own.
  var rebuilding: RebuildContext?

  /// The parsed prompt of a request, and the assets that the request shows.
  struct Cast {
    let prompt: ParsedPrompt
    let assets: [AssetCandidates]
  }

  /// Settles `request`. No generation is recorded, nothing sent.
  /// - Parameters:
  ///   - cast: the request's, if it was read before; `nil` reads it.
  ///   - history: what goes with it; a parent in it is not sent once more.
  func prepare(
    _ request: Request, cast known: Cast? = nil, after history: Conversation.History = .init()
  ) async throws -> PreparedRequest {
    let whole = request
    var request = request
    if let parent = request.parent, history.shows(parent) { request.parent = nil }
    if request.prompt.allSatisfy(\.isWhitespace) { throw TroupeError.emptyPrompt }
    let (profile, note) = try context.models.profile(named: request.model)
    let cast = if let known { known } else { try await cast(of: request) }
    let assets = cast.assets
    let (usable, tooYoung) = rebuilding?.split(assets) ?? (assets, [])
    let input = SelectionInput(
      request: request, prompt: cast.prompt, profile: profile, assets: usable,
      earlier: history.images)
    let images = try await chosenImages(input, assets: assets)
    let selection = Selection(
      chosen: images.chosen, excluded: images.choice.selection.excluded + tooYoung,
      proof: images.choice.selection.proof)
    // The words of images that a rebuild replaces are those of the references that they stand for.
    let composed = try Composer.compose(
      request, prompt: cast.prompt, selection: images.choice.selection, assets: assets,
      profile: profile, fromConversation: images.choice.fromConversation)
    let inputs = zip(selection.chosen, images.files).map { chosen, file in
      PreparedInput(
        chosen: chosen, label: composed.labels[chosen.position] ?? "", rendition: file.rendition,
        sheet: chosen.sheet == nil ? nil : Rendition(file.original))
    }
    let encoded = try encode(
      request: whole, composition: composed.composition, inputs: inputs, profile: profile,
      history: history.turns)
    return PreparedRequest(
      request: whole, profile: profile, selection: selection,
      composition: composed.composition, inputs: inputs,
      cast: assets.map { member in
        CastMember(
          asset: member.asset,
          look: cast.prompt.mentions.first { $0.handle == member.asset.handle }?.look)
      },
      message: encoded.request, sent: encoded.sent,
      adjustments: history.adjustments + images.choice.adjustments + images.adjustments
        + composed.adjustments + encoded.adjustments,
      limits: images.choice.limits,
      warnings: Self.warnings(profile, note: note) + images.choice.warnings,
      history: history.generations, files: history.files)
  }

  /// Parses the prompt of `request` and reads the assets that it mentions or names.
  func cast(of request: Request) async throws -> Cast {
    let all = try await context.catalog.assets(kind: nil, includeRemoved: false)
    let renamed = rebuilding?.handles ?? [:]
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
      let asset = try await context.catalog.asset(current)
      let references = try await context.catalog.references(of: current, includeRetired: false)
      let looks = try await context.catalog.looks(of: current)
      assets.append(
        AssetCandidates(
          asset: asset.called(handle), references: references.map { $0.called(handle) },
          nearDuplicates: looks.twins,
          sharpness: looks.sharpness))
    }
    return Cast(prompt: prompt, assets: assets)
  }

  /// An unknown handle that is one of a removed asset says so.
  private func removal(behind error: TroupeError) async throws -> TroupeError? {
    guard case .unknownAsset(let text, _) = error, let handle = try? Handle(text) else {
      return nil
    }
    do {
      _ = try await context.catalog.asset(rebuilding?.handles[handle] ?? handle)
    } catch TroupeError.assetRemoved(let name) {
      return .assetRemoved(name)
    } catch TroupeError.unknownAsset {
      return nil
    }
    return nil
  }

  private func encode(
    request: Request, composition: Composition, inputs: [PreparedInput], profile: ModelProfile,
    history: [WireTurn]
  ) throws -> Encoded {
    let wire = WireRequest(
      composition: composition, images: inputs.wireImages, parameters: request.parameters,
      profile: profile,
      history: history)
    switch Provider.of(profile) {
    case .http(let dialect): return try dialect.encode(wire, context.endpoint(of: profile))
    case .local: return try StoryboardRequest.encode(request, inputs: inputs, wire: wire)
    }
  }

  private static func warnings(_ profile: ModelProfile, note: String?) -> [String] {
    var warnings = [note].compactMap(\.self)
    if profile.status.stage != .available {
      let doubt = profile.status.confirmed ? "" : " (not confirmed by its vendor)"
      let next = profile.status.successor.map { " Its successor is \($0)." } ?? ""
      warnings.append("\(profile.id): \(profile.status.text)\(doubt).\(next)")
    }
    return warnings
  }
}
