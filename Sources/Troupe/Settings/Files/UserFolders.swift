internal import Foundation

/// Where a user's own files stand, by the environment: XDG's folders, else those in `$HOME`.
enum UserFolders {
  /// Settings, keys and model profiles: `troupe` in `$XDG_CONFIG_HOME`, or in `~/.config`.
  static func configuration(_ environment: [String: String]) -> URL {
    folder("XDG_CONFIG_HOME", otherwise: ".config", environment)
  }

  /// Data: `troupe` in `$XDG_DATA_HOME`, or in `~/.local/share`.
  static func data(_ environment: [String: String]) -> URL {
    folder("XDG_DATA_HOME", otherwise: ".local/share", environment)
  }

  /// An empty variable counts as unset, and so does a relative path, as XDG asks.
  private static func folder(
    _ variable: String, otherwise: String, _ environment: [String: String]
  ) -> URL {
    let base =
      absolute(environment[variable])
      ?? (absolute(environment["HOME"]) ?? FileManager.default.homeDirectoryForCurrentUser)
      .appending(path: otherwise)
    return base.appending(path: "troupe", directoryHint: .isDirectory)
  }

  private static func absolute(_ path: String?) -> URL? {
    guard let path, path.hasPrefix("/") else { return nil }
    return URL(filePath: path, directoryHint: .isDirectory)
  }
}
