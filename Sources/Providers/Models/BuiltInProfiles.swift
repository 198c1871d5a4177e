import Foundation
import TroupeCWire
import TroupeVocabulary

/// Built-in profiles one by one, where nothing is laid over them: most requests name one model by its id, and there are a
/// hundred to read.
struct BuiltInProfiles: Sendable {
  let providers: [any Provider]

  /// The profile with exactly this id; `nil` where none begins with it or the one that does is none.
  func profile(_ id: String) -> ModelProfile? {
    let start = Data("{\n  \"id\": \"\(id)\",".utf8)
    for json in providers.flatMap(\.profiles) where json.starts(with: start) { return read(json) }
    return nil
  }

  /// The one profile with exactly this alias, and the alias; `nil` where there is none.
  func profile(alias name: String) -> (ModelProfile, ModelProfile.Alias)? {
    let id = Array("\"id\": \"\(name)\"".utf8)
    var found: [(ModelProfile, ModelProfile.Alias)] = []
    for json in providers.flatMap(\.profiles) where json.holds(id) {
      guard let profile = read(json), let alias = profile.aliases.first(where: { $0.id == name })
      else { continue }
      found.append((profile, alias))
    }
    return found.count == 1 ? found[0] : nil
  }

  private func read(_ json: Data) -> ModelProfile? {
    let dialects = providers.map(\.id)
    return try? ProfileFile(ModelRegistry.Override(name: "built in", json: json))
      .profile(dialects: dialects) { profile in
        providers.first { $0.id == profile.dialect }?.fault(in: profile)
      }
  }
}

extension Data {
  fileprivate func holds(_ bytes: [UInt8]) -> Bool {
    withUnsafeBytes { all in
      guard let start = all.baseAddress else { return false }
      return troupe_find(start, all.count, bytes, bytes.count) < all.count
    }
  }
}
