public import Foundation
internal import TroupeDrawing
internal import TroupeProviders
internal import TroupeStoryboard

/// The models that Troupe knows. Profiles are data: files in `models` of the library's folder or of
/// `$XDG_CONFIG_HOME/troupe` stand in for the built-in ones of the same id.
public enum Models {
  /// Every profile, in order of provider and id.
  /// - Parameters:
  ///   - libraryFolder: a library whose own profiles count too.
  ///   - environment: variables that name the folder of the user's own profiles.
  /// - Throws: `TroupeError.invalidValue` for a profile file that cannot be read.
  public static func all(
    libraryFolder: URL? = nil,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> [ModelProfile] {
    try registry(libraryFolder: libraryFolder, environment: environment).profiles
  }

  /// The profile called `name`, by id or alias, and a note when the name itself has ended.
  /// - Throws: `RequestError.unknownModel` with the nearest names.
  public static func profile(
    named name: String, libraryFolder: URL? = nil,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> (profile: ModelProfile, note: String?) {
    try registry(libraryFolder: libraryFolder, environment: environment).profile(named: name)
  }

  /// Who answers requests. To add a provider, add its value here.
  static let providers: [any Provider] = [
    GeminiProvider(), StoryboardProvider(fonts: FontFinder.fonts),
  ]

  /// The names under which the built-in models are known: no gateway may take one.
  static let vendors: Set<String> = {
    let profiles = (try? ModelRegistry(of: providers))?.profiles ?? []
    return Set(profiles.map(\.provider))
  }()

  static func registry(
    libraryFolder: URL?, environment: [String: String]
  ) throws -> ModelRegistry {
    let folders = [
      UserFolders.configuration(environment).appending(path: "models"),
      libraryFolder?.appending(path: "models"),
    ]
    let files = folders.compactMap(\.self).flatMap { folder in
      (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.sorted()
        .filter { $0.hasSuffix(".json") }.map { folder.appending(path: $0) } ?? []
    }
    return try ModelRegistry(
      of: providers, overrides: files.map(override), gateways: ProvidersFile.read(environment))
  }

  private static func override(_ file: URL) throws -> ModelRegistry.Override {
    do {
      return ModelRegistry.Override(name: file.path, json: try Data(contentsOf: file))
    } catch {
      throw TroupeError.cannot("read", file.path, error)
    }
  }
}
