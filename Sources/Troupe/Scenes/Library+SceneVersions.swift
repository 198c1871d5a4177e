public import Foundation
internal import TroupeCatalog

/// A version of an asset compared with another one.
public struct VersionChange: Hashable, Sendable {
  /// What is shown.
  public let from: AssetVersion
  /// What would be.
  public let to: AssetVersion

  /// How they differ; empty where they do not.
  public var changes: [AssetChange] { to.changes(since: from) }
}

/// A scene that shows assets in other versions, and what making it so would send.
public struct SceneMove: Hashable, Sendable {
  /// The scene with the new versions.
  public let scene: Scene
  /// Those of its assets that it shows otherwise than before, in its order.
  public let versions: [VersionChange]
  /// The shots that are made, and would be made otherwise since these assets are shown otherwise, and what is made from
  /// them.
  public let plan: ScenePlan
}

extension Library {
  /// What showing assets of a scene in other versions would change, and what making its shots again would cost. Sends nothing;
  /// the file is left as it is.
  /// - Parameters:
  ///   - scene: as `file` says it.
  ///   - file: where the scene stands.
  ///   - versions: of assets that it shows as they were; none moves all of those to what they are today.
  ///   - options: how the shots would be made; which of them is said by what they show.
  /// - Throws: as `plan(_:at:_:)`; `TroupeError.invalidValue` for an asset that the scene shows as it is today;
  ///   `CatalogError.unknownVersion`, `CatalogError.unknownAsset`, `CatalogError.assetRemoved`.
  @concurrent public func plan(
    moving scene: Scene, at file: URL, to versions: [NamedVersion] = [],
    _ options: SceneOptions = SceneOptions()
  ) async throws -> SceneMove {
    var changes: [VersionChange] = []
    var moved = scene
    for (place, from) in try await self.versions(shownBy: scene).enumerated() {
      let wanted = try await number(of: from, in: versions)
      guard let wanted, wanted != from.number else { continue }
      moved.cast[place].name.number = wanted
      changes.append(
        VersionChange(
          from: from, to: try await version(NamedVersion(from.asset.handle, number: wanted))))
    }
    try await refuseUnshown(versions, scene)
    let before = try await status(of: scene, at: file, stage: options.stage)
    let after = try await status(of: moved, at: file, stage: options.stage)
    var stale = Set(
      zip(before.shots, after.shots).filter { $0.causes != $1.causes && $1.state == .stale }
        .map(\.0.shot.id))
    for shot in scene.shots.inOrder where !stale.isDisjoint(with: shot.sources) {
      stale.insert(shot.id)
    }
    var options = options
    (options.only, options.includesStale) = (stale, true)
    return SceneMove(
      scene: moved, versions: changes, plan: try await plan(moved, at: file, options))
  }

  /// The number of the version that is wanted of the asset of `shown`: by `versions`, or its newest where those are empty;
  /// `nil` where it is to stay.
  private func number(
    of shown: AssetVersion, in versions: [NamedVersion]
  ) async throws -> Int? {
    if versions.isEmpty { return try await newestVersion(of: shown.asset.handle) }
    for name in versions {
      let version = try await version(name)
      if version.asset.id == shown.asset.id { return version.number }
    }
    return nil
  }

  /// - Throws: `TroupeError.invalidValue` for one of `versions` whose asset `scene` shows as it is today.
  private func refuseUnshown(_ versions: [NamedVersion], _ scene: Scene) async throws {
    let shown = Set(try await self.versions(shownBy: scene).map(\.asset.id))
    for name in versions where !shown.contains(try await version(name).asset.id) {
      let known = scene.cast.map(\.name.description).joined(separator: ", ")
      throw TroupeError.invalidValue(
        name: "version", value: "\(name)",
        expected:
          "the file says of \(known.isEmpty ? "no asset" : "\(known) alone") how it was; write "
          + "\(name.asset.text) = \"\(name)\" into its cast first")
    }
  }

  /// What the assets were that a scene shows as they were, in its order.
  /// - Throws: `SceneError.version` with the line of one that cannot be shown.
  func versions(shownBy scene: Scene) async throws -> [AssetVersion] {
    var versions: [AssetVersion] = []
    for one in scene.cast {
      do { versions.append(try await services.catalog.version(one.name)) } catch let error
        as TroupeError
      {
        throw TroupeError.scene(.version(TextPlace(scene.name, line: one.line), error))
      }
    }
    return versions
  }

  /// What is shown as it was in `shots` of `scene`, by name.
  /// - Throws: `SceneError.version` and `SceneError.shot` with the line of what cannot be shown.
  func versions(
    shownBy scene: Scene, _ shots: [Shot]
  ) async throws -> [NamedVersion: AssetVersion] {
    var versions: [NamedVersion: AssetVersion] = [:]
    for (one, version) in zip(scene.cast, try await self.versions(shownBy: scene)) {
      versions[one.name] = version
    }
    for shot in shots {
      for name in shot.options.versions where versions[name] == nil {
        do { versions[name] = try await version(name) } catch let error as TroupeError {
          throw shot.fault(error, in: scene)
        }
      }
    }
    return versions
  }

  /// Those assets compared with what they are today.
  func shownVersions(of scene: Scene) async throws -> [VersionChange] {
    var all: [VersionChange] = []
    for from in try await versions(shownBy: scene) {
      let newest = try await newestVersion(of: from.asset.handle)
      all.append(
        VersionChange(
          from: from, to: try await version(NamedVersion(from.asset.handle, number: newest))))
    }
    return all
  }
}
