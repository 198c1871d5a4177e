import Foundation
import TroupeVocabulary

/// Built-in profiles one by one, where nothing is laid over them: most requests name one model by its id, and there are a
/// hundred to read.
struct BuiltInProfiles: Sendable {
  let providers: [any Provider]

  /// The profile with exactly this id; `nil` where none begins with it or the one that does is none.
  func profile(_ id: String) -> ModelProfile? {
    let start = Data("{\n  \"id\": \"\(id)\",".utf8)
    for provider in providers {
      for json in provider.profiles where json.starts(with: start) {
        let dialects = providers.map(\.id)
        return try? ProfileFile(ModelRegistry.Override(name: "built in", json: json))
          .profile(dialects: dialects) { profile in
            providers.first { $0.id == profile.dialect }?.fault(in: profile)
          }
      }
    }
    return nil
  }
}
