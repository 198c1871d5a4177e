import ArgumentParser
import Foundation
import Troupe

/// The names that fit where the cursor stands. What cannot be read offers nothing: an error has no place on a line that is
/// being typed.
struct NamesToOffer {
  /// Generations that are offered: as many as fit a screen.
  private static let newest = 40

  /// The words of the line as the shell cuts them.
  let words: [String]
  /// The word in which the cursor stands.
  let index: Int
  /// That word up to the cursor.
  let prefix: String

  // MARK: The cast

  func cast(looks: Bool) async -> [OfferedName] {
    guard let assets = await ask({ try await $0.assets() }) else { return [] }
    return assets.flatMap { asset in
      [
        OfferedName(
          "\(asset.handle)", asset.name == asset.handle.text ? asset.kind.rawValue : asset.name)
      ]
        + (looks ? asset.looks.map { OfferedName("\(asset.handle)/\($0.name)", "a look") } : [])
    }
  }

  /// The looks of whom the line names, else of all.
  func looks() async -> [OfferedName] {
    guard let assets = await ask({ try await $0.assets() }) else { return [] }
    let named = assets.filter { words.contains("\($0.handle)") }
    return (named.isEmpty ? assets : named).flatMap { asset in
      asset.looks.map { OfferedName($0.name, "\(asset.handle)") }
    }
  }

  /// What a prompt can go on with behind an at sign.
  func prompts() async -> [OfferedName] {
    guard let at = prefix.lastIndex(of: "@") else { return [] }
    return await cast(looks: true).map { OfferedName(prefix[..<at] + $0.text, $0.about) }
  }

  func views() -> [OfferedName] {
    View.named.map { OfferedName($0.rawValue) }
      + View.ofPlaces.filter { !View.named.contains($0) }.map {
        OfferedName($0.rawValue, "of a place")
      }
  }

  // MARK: The record

  func generations(images: Bool) async -> [OfferedName] {
    guard let found = await ask({ try await $0.search("", limit: Self.newest).generations }),
      !found.isEmpty
    else { return [] }
    let names = ShortNames(found)
    let last = OfferedName("@last", "the newest")
    return [last]
      + found.filter { !images || !$0.outputs.isEmpty }.map {
        OfferedName(names.name($0.id), $0.prompt.quoted(within: 60))
      }
  }

  func queries() async -> [OfferedName] {
    await ask { try await $0.searchCompletions(prefix) }?.map { OfferedName($0) } ?? []
  }

  func tags() async -> [OfferedName] {
    let words = await ask { try await $0.searchCompletions("tag:\(prefix)") } ?? []
    return words.filter { $0.hasPrefix("tag:") }.map { OfferedName(String($0.dropFirst(4))) }
  }

  func boards() async -> [OfferedName] {
    await ask { try await $0.boards() }?.map { OfferedName($0.name, $0.query ?? "") } ?? []
  }

  func snippets() async -> [OfferedName] {
    await ask { try await $0.snippets() }?.sorted { $0.key < $1.key }
      .map { OfferedName($0.key, $0.value.quoted(within: 60)) } ?? []
  }

  func sessions() async -> [OfferedName] {
    await ask { try await $0.sessions() }?.prefix(Self.newest)
      .map { OfferedName("\($0.id)", $0.createdAt.asMinute) } ?? []
  }

  func reworks() async -> [OfferedName] {
    await ask { try await $0.reworks() }?.prefix(Self.newest).compactMap { rework in
      rework.id.map { OfferedName("\($0)", rework.state.rawValue) }
    } ?? []
  }

  // MARK: Models

  func models() -> [OfferedName] { profiles.map { OfferedName($0.id, $0.name) } }

  func vendors() -> [OfferedName] {
    Set(profiles.map(\.provider)).sorted().map { OfferedName($0) }
  }

  func sizes() async -> [OfferedName] {
    ModelProfile.smallestFirst(await settings(\.sizes).map(\.text)).map { OfferedName($0) }
  }

  /// What the model of the line takes, or where it names none, what any takes.
  func settings(_ values: KeyPath<ModelProfile, Sourced<[String]>>) async -> [OfferedName] {
    let profiles = profiles
    var model = option(["-m", "--model"])
    if model == nil { model = await ask { $0.settings.model } ?? nil }
    let one = profiles.first { profile in
      model == profile.id || profile.aliases.contains { $0.id == model }
    }
    var seen: Set<String> = []
    return (one.map { [$0] } ?? profiles).flatMap { $0[keyPath: values].value ?? [] }
      .filter { seen.insert($0).inserted }.map { OfferedName($0) }
  }

  private var profiles: [ModelProfile] { (try? Models.all(libraryFolder: folder)) ?? [] }

  func settingNames() -> [OfferedName] { SettingsFile.names.map { OfferedName($0) } }

  /// What the setting can be that the line names.
  func settingValues() async -> [OfferedName] {
    switch words.last(where: { SettingsFile.names.contains($0) }) {
    case "model", "judge": models()
    case "aspect": await settings(\.aspects)
    case "edit_sends": Settings.EditSends.allCases.map { OfferedName($0.rawValue) }
    case "format": Settings.ReferenceFormat.allCases.map { OfferedName($0.rawValue) }
    case "subsampling": Settings.Subsampling.allCases.map { OfferedName($0.rawValue) }
    default: []
    }
  }

  // MARK: Files

  /// Pictures and folders that the word begins.
  func pictureFiles() -> [OfferedName] {
    let path = prefix as NSString
    let (folder, start) =
      prefix.hasSuffix("/")
      ? (prefix, "") : (path.deletingLastPathComponent, path.lastPathComponent)
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)
    let kinds: Set = ["png", "jpg", "jpeg", "webp", "gif", "psd", "tif", "tiff", "heic", "avif"]
    let before = folder.isEmpty || folder.hasSuffix("/") ? folder : folder + "/"
    return (names ?? []).sorted().filter {
      $0.hasPrefix(start) && (!$0.hasPrefix(".") || start.hasPrefix("."))
    }
    .compactMap { name in
      var isFolder: ObjCBool = false
      FileManager.default.fileExists(atPath: before + name, isDirectory: &isFolder)
      if isFolder.boolValue { return OfferedName(before + name + "/") }
      return kinds.contains((name as NSString).pathExtension.lowercased())
        ? OfferedName(before + name) : nil
    }
  }

  // MARK: The line

  private func option(_ names: Set<String>) -> String? {
    for (place, word) in words.enumerated() where place != index {
      if names.contains(word), place + 1 < words.count { return words[place + 1] }
      if let name = names.first(where: { word.hasPrefix("\($0)=") }) {
        return String(word.dropFirst(name.count + 1))
      }
    }
    return nil
  }

  private var folder: URL? { try? LibraryLocation.find(named: option(["--library"])).folder }

  private func ask<Value: Sendable>(
    _ question: @Sendable (Library) async throws -> Value
  ) async -> Value? {
    guard let folder, let library = try? await Library.open(at: folder) else { return nil }
    defer { try? library.close() }
    return try? await question(library)
  }
}
