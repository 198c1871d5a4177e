internal import TroupeCatalog
internal import TroupeRecord
internal import TroupeSelection
package import TroupeVocabulary

extension Preparation {
  /// The parsed prompt of a request, and the assets that the request shows.
  package struct Cast: Sendable {
    let prompt: ParsedPrompt
    let assets: [AssetCandidates]
    let names: CastNames
    /// Those that are shown by the parent alone.
    let kept: [CastMember]
    /// Where those of a recorded request are not as they are today.
    var adjustments: [Adjustment] = []

    /// All of them as the record keeps them, sent with `images` that show `visibility`.
    func members(_ images: [ChosenInput], _ visibility: Visibility) -> [CastMember] {
      assets.map(\.asset).map { asset in
        let asked = AskedLooks(of: asset.handle, in: prompt, images: images, visibility)
        let mentioned = prompt.assets.first { $0.handle == asset.handle }?.looks.first ?? nil
        let inWords = visibility.looks(of: asset.handle)
        return CastMember(
          asset: asset, look: mentioned ?? (inWords.count == 1 ? inWords[0] : nil),
          looks: asset.looks(named: asked.names))
      } + kept
    }
  }

  /// The assets that the prompt of `request` mentions.
  package func mentioned(in request: Request) async throws -> [Handle] {
    try await cast(of: request).prompt.assets.map(\.handle)
  }

  /// Parses the prompt of `request` and reads the assets that it mentions or names.
  func cast(of request: Request) async throws -> Cast {
    let recorded = substitutions?.recorded ?? [:]
    let renamed = substitutions?.handles ?? [:]
    let versions = try await versions(
      request.versions.filter { recorded[$0.asset] == nil }, renamed: renamed)
    let everyone = try await catalog.assets(
      kind: nil, includeRemoved: !request.kept.isEmpty || !recorded.isEmpty
    ).map { versions[$0.id]?.asset ?? $0 }
    let isShown = Set(recorded.values.map(\.asset.id))
    let all = everyone.filter { $0.removedAt == nil || isShown.contains($0.id) }
    let names = Self.names(of: all, renamed: renamed, then: substitutions?.names)
    let written: ParsedPrompt
    do {
      written = try ParsedPrompt(request.prompt, names: names, isRecorded: substitutions != nil)
    } catch {
      throw try await removal(behind: error) ?? error
    }
    let old = Dictionary(renamed.map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let called = all.map { $0.called(old[$0.handle] ?? $0.handle) }
    // Without looks that could give way there is nothing to read for.
    let inWords =
      request.kept.isEmpty && request.looks.isEmpty && request.shot == nil
      ? [:] : written.looksInWords(of: called, words)
    let read = written.keeping(
      request.kept.filter { one in
        guard let asset = all.called(renamed[one.asset] ?? one.asset) else { return false }
        // What the words put on is no longer what was worn before.
        return asset.looks.contains { $0.name == one.look }
          && written.isPlain(asset.called(one.asset), inWords: inWords, besides: one.look)
      })
    let story = Story(request, called, read, inWords: inWords)
    let prompt = read.keeping(story.looks)
      .wearing(isEdit: request.parent != nil || !request.kept.isEmpty)
      .showing(request.with.map(story.dressed))
    let explicit = request.references.compactMap(\.asset)
    var assets: [AssetCandidates] = []
    var adjustments: [Adjustment] = []
    for handle in prompt.assets.map(\.handle) + explicit
    where !assets.contains(where: { $0.asset.handle == handle }) {
      if let then = recorded[handle], let now = everyone.first(where: { $0.id == then.asset.id }) {
        assets.append(then.candidates(now, try await catalog.everyReference(of: now)))
        adjustments += then.differences(from: now)
        continue
      }
      let current = try await catalog.asset(renamed[handle] ?? handle)
      let version = versions[current.id]
      let (asset, left) = story.told((version?.asset ?? current).called(handle))
      let references =
        if let version { version.references } else {
          try await catalog.references(of: current.handle, includeRetired: false)
        }
      let appearance = try await catalog.appearance(of: current.handle, in: version)
      assets.append(
        AssetCandidates(
          asset: asset, references: references.map { $0.called(handle) },
          nearDuplicates: appearance.nearDuplicates,
          sharpness: appearance.sharpness))
      adjustments += story.adjustments(of: asset) + left
    }
    let kept = request.kept.compactMap { one -> CastMember? in
      guard !assets.contains(where: { $0.asset.handle == one.asset }) else { return nil }
      return everyone.called(renamed[one.asset] ?? one.asset).map {
        CastMember(asset: $0.called(one.asset), look: one.look)
      }
    }
    return Cast(
      prompt: prompt, assets: assets, names: names, kept: kept, adjustments: adjustments)
  }

  /// The assets that are shown as they were, by their ids.
  private func versions(
    _ names: [NamedVersion], renamed: [Handle: Handle]
  ) async throws -> [ULID: AssetVersion] {
    var versions: [ULID: AssetVersion] = [:]
    for name in names {
      let version = try await catalog.version(
        NamedVersion(renamed[name.asset] ?? name.asset, number: name.number))
      versions[version.asset.id] = version
    }
    return versions
  }

  /// What the assets are called, by the handles that they had in an older request where there is one.
  private static func names(
    of all: [Asset], renamed: [Handle: Handle], then names: [Handle: String]?
  ) -> CastNames {
    let old = Dictionary(renamed.map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let known = all.map { asset in
      let handle = old[asset.handle] ?? asset.handle
      guard let names else { return NamedAsset(asset, called: handle) }
      return NamedAsset(
        handle, looks: asset.looks.map(\.name),
        aliases: names[handle] == nil ? [] : asset.aliases + [asset.name],
        name: names[handle] ?? "")
    }
    let now = all.filter { old[$0.handle] != nil }.map { asset in
      NamedAsset(asset.handle, looks: asset.looks.map(\.name))
    }
    return CastNames(known + now)
  }

  /// An unknown handle that is one of a removed asset says so, and an unknown look that was removed.
  private func removal(behind error: TroupeError) async throws -> TroupeError? {
    if case .catalog(.unknownLook(let text, let look, _)) = error, let handle = try? Handle(text) {
      let current = substitutions?.handles[handle] ?? handle
      return try await catalog.isRemovedLook(look, of: current)
        ? .catalog(.lookRemoved(asset: text, look: look)) : nil
    }
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
}
