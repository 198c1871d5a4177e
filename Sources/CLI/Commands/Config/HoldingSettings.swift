import Troupe

/// The settings that hold, with where each is set.
struct HoldingSettings {
  /// One of them, as `--json` has it.
  struct One: Encodable {
    let name: String
    let value: String?
    let setIn: Origin
  }

  /// Where a value comes from.
  enum Origin: String, Encodable {
    case library, user, `default`

    var words: String {
      switch self {
      case .library: "the library's troupe.toml"
      case .user: "your own troupe.toml"
      case .default: "default"
      }
    }
  }

  let all: [One]

  /// Those of the library that the options name; without one, the user's.
  init(_ global: GlobalOptions) async throws {
    let library =
      global.library == nil ? try? await global.openToRead() : try await global.openToRead()
    let own = try SettingsFile().values()
    let theirs = try library.map { try SettingsFile(library: $0.folder).values() } ?? [:]
    let settings = try library?.settings ?? Settings.ofUser()
    all = settings.values.map { name, value in
      // Of two bounds the lower one holds, whichever file has it.
      let isTheirs = theirs[name].map { own[name] == nil || $0 == value } ?? false
      let origin: Origin = isTheirs ? .library : own[name] != nil ? .user : .default
      return One(name: name, value: value, setIn: origin)
    }
  }

  /// - Throws: `TroupeError.invalidValue` for a name that is none.
  func one(_ name: String) throws -> One {
    if let found = all.first(where: { $0.name == name }) { return found }
    guard ["snippets.", "hooks."].contains(where: name.hasPrefix) else {
      throw TroupeError.invalidValue(
        name: "setting", value: name,
        expected: "one of \(all.map(\.name).joined(separator: ", "))")
    }
    return One(name: name, value: nil, setIn: .default)
  }
}
