public import Foundation
internal import TroupeProviders
internal import TroupeStorage

/// Provider keys outside every library: one file for the user, mode 0600. The environment wins over it (D10).
public struct KeyStore: Sendable {
  private let path: String

  /// The keys in `keys.json` in the configuration folder: `$XDG_CONFIG_HOME/troupe`, or `~/.config/troupe`.
  public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    path = UserFolders.configuration(environment).appending(path: "keys.json").path
  }

  /// The providers that have a stored key, in order of name.
  /// - Throws: `LibraryError.file` when the file cannot be read or others may read it.
  public func providers() throws -> [String] { try read().keys.sorted() }

  /// The stored key of `provider`; `nil` where there is none.
  /// - Throws: as `providers()`.
  public func key(of provider: String) throws -> String? { try read()[provider] }

  /// Stores `key` for `provider`.
  /// - Throws: `TroupeError.invalidValue` when it is empty or holds spaces or line breaks; `LibraryError` as
  ///   `providers()`, and where the file cannot be written.
  public func set(_ key: String, for provider: String) throws {
    CoreDumps.forbid()
    let bare = key.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !bare.isEmpty, bare.allSatisfy({ $0.isASCII && !$0.isWhitespace }) else {
      throw TroupeError.invalidValue(
        name: "key", value: "(hidden)", expected: "one line of letters and digits")
    }
    var keys = try read()
    keys[provider] = bare
    try write(keys)
  }

  /// Removes the key of `provider`; false when there was none.
  /// - Throws: as `set(_:for:)`.
  public func remove(_ provider: String) throws -> Bool {
    var keys = try read()
    guard keys.removeValue(forKey: provider) != nil else { return false }
    try write(keys)
    return true
  }

  /// Finds keys for `ProviderRegistry`: in the environment first, then made as the user says, then in the key file.
  static func source(
    _ environment: [String: String], made: MadeKeys
  ) -> ProviderRegistry.KeySource {
    { provider, variables, maker in
      // A line break at the end is what files of variables leave there.
      let keys = variables.lazy.compactMap {
        environment[$0]?.trimmingCharacters(in: .whitespacesAndNewlines)
      }
      if let key = keys.first(where: { !$0.isEmpty }) { return key }
      if let maker { return try await made.key(by: maker, for: provider) }
      if let key = try KeyStore(environment: environment).key(of: provider) { return key }
      throw TroupeError.provider(.noKey(provider: provider, variables: variables))
    }
  }

  private func read() throws -> [String: String] {
    guard FileManager.default.fileExists(atPath: path) else { return [:] }
    let target = URL(filePath: path).resolvingSymlinksInPath().path
    let attributes = try FileManager.default.attributesOfItem(atPath: target)
    // A pipe would be waited for, and what it says lost.
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      throw TroupeError.library(.file(path: path, operation: "read", reason: "it is no file"))
    }
    let mode = (attributes[.posixPermissions] as? NSNumber)?.uint16Value ?? 0
    guard mode & 0o077 == 0 else {
      throw TroupeError.library(
        .file(
          path: path, operation: "trust", reason: "others may read it"))
    }
    guard
      let keys = try? JSONDecoder().decode(
        [String: String].self, from: Data(contentsOf: URL(filePath: path)))
    else {
      throw TroupeError.library(.file(path: path, operation: "read", reason: "it is not JSON"))
    }
    return keys
  }

  private func write(_ keys: [String: String]) throws {
    let folder = URL(filePath: path).deletingLastPathComponent()
    try DurableFile.makeFolder(folder.path)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    try DurableFile.write(encoder.encode(keys), to: path, mode: 0o600)
  }
}
