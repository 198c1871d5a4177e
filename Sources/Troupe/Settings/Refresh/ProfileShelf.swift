internal import Foundation
internal import TroupeProviders
internal import TroupeStorage

/// The folder in which the profiles of a catalogue are kept, among those that the user wrote.
struct ProfileShelf {
  let folder: URL
  let vendor: String
  let catalogue: any ModelCatalogue

  /// Makes the folder hold the profiles of `catalogued`, each written whole or not at all. Files that the user wrote stay.
  /// - Parameter lacking: ids of which only a part is known now: what is there of them stays.
  /// - Throws: `LibraryError` where a file cannot be written or removed.
  func put(_ catalogued: Catalogued, withoutDetails lacking: Set<String>) throws -> ModelRefresh {
    var refresh = ModelRefresh(provider: vendor, folder: folder.path)
    refresh.problems = catalogued.problems
    let (own, others) = shelved()
    var names: Set<String> = []
    try DurableFile.makeFolder(folder.path)
    for entry in catalogued.entries.sorted(by: { $0.profile.id < $1.profile.id }) {
      let id = entry.profile.id
      let name = Self.fileName(id)
      guard names.insert(name.lowercased()).inserted else {
        refresh.problems.append("\(id) would have the file of another model, \(name)")
        continue
      }
      let old = own[id]
      if others.contains(id) || (old != nil && lacking.contains(id)) || isTaken(name, old) {
        refresh.kept.append(id)
        continue
      }
      try DurableFile.write(entry.json, to: folder.appending(path: name).path, mode: 0o644)
      if let old, old.name != name { try remove(old.name) }
      switch old {
      case nil: refresh.added.append(id)
      case let old? where Self.facts(old.profile) == Self.facts(entry.profile):
        refresh.unchanged.append(id)
      default: refresh.changed.append(id)
      }
    }
    let listed = Set(catalogued.entries.map(\.profile.id))
    for (id, old) in own.sorted(by: { $0.key < $1.key }) where !listed.contains(id) {
      try remove(old.name)
      refresh.removed.append(id)
    }
    if !lacking.isEmpty {
      refresh.problems.append(
        "what \(lacking.count) of them cost could not be asked for just now")
    }
    return refresh
  }

  private typealias Shelved = (name: String, profile: ModelProfile)

  /// The profiles of this catalogue's that are there, by id, and the ids that files of the user's describe.
  private func shelved() -> (own: [String: Shelved], others: Set<String>) {
    var own: [String: Shelved] = [:]
    var others: Set<String> = []
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in names.sorted() where name.hasSuffix(".json") {
      let file = ConfigurationFile(
        path: folder.appending(path: name).path, kind: "Model profile", until: "")
      guard let text = try? file.text(),
        let profile = try? CanonicalJSON.decode(ModelProfile.self, from: Data(text.utf8))
      else { continue }
      if catalogue.made(profile), own[profile.id] == nil {
        own[profile.id] = (name, profile)
      } else {
        others.insert(profile.id)
      }
    }
    return (own, others)
  }

  /// Whether something else stands where the file `name` would.
  private func isTaken(_ name: String, _ old: Shelved?) -> Bool {
    var facts = stat()
    return old?.name != name && lstat(folder.appending(path: name).path, &facts) == 0
  }

  private func remove(_ name: String) throws {
    let path = folder.appending(path: name).path
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      throw TroupeError.cannot("remove", path, error)
    }
  }

  /// The id with hyphens for what may not stand in a name.
  private static func fileName(_ id: String) -> String {
    id.replacing(/[^A-Za-z0-9._~-]/, with: "-") + ".json"
  }

  /// What it says, without the days on which that was checked.
  private static func facts(_ profile: ModelProfile) -> String? {
    (try? CanonicalJSON.text(profile))?.replacing(/"checked":"[^"]*"/, with: "")
  }
}
