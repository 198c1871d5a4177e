public import Foundation

/// Where a library is looked for.
public struct LibraryLocation: Hashable, Sendable {
  /// The library's folder.
  public let folder: URL
  /// Whether the user named it, rather than the search having found it.
  public let isNamed: Bool

  /// A place for a library; nothing is looked for.
  public init(folder: URL, isNamed: Bool) {
    self.folder = folder
    self.isNamed = isNamed
  }

  /// The file that makes a folder a library.
  static let databaseName = "troupe.sqlite"

  /// Finds a library as git finds its folder: `named`, then `TROUPE_LIBRARY`, then the nearest folder from `directory`
  /// upwards that holds `troupe.sqlite`, then `troupe` in `$XDG_DATA_HOME`.
  /// - Throws: `LibraryError.noLibrary` when none of them is one.
  public static func find(
    named: String?, from directory: String = FileManager.default.currentDirectoryPath,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> LibraryLocation {
    if let path = named ?? environment["TROUPE_LIBRARY"], !path.isEmpty {
      let folder = URL(filePath: path, directoryHint: .isDirectory)
      guard isLibrary(folder) else { throw TroupeError.library(.noLibrary(searched: path)) }
      return LibraryLocation(folder: folder, isNamed: true)
    }
    var folder = URL(filePath: directory, directoryHint: .isDirectory).standardizedFileURL
    while true {
      if isLibrary(folder) { return LibraryLocation(folder: folder, isNamed: false) }
      let parent = folder.deletingLastPathComponent().standardizedFileURL
      if parent.path == folder.path { break }
      folder = parent
    }
    let usual = usualFolder(environment)
    guard isLibrary(usual) else {
      throw TroupeError.library(.noLibrary(searched: "\(directory) or above it"))
    }
    return LibraryLocation(folder: usual, isNamed: false)
  }

  /// The folder used when a library stands in no folder above: `troupe` in `$XDG_DATA_HOME`, or in `~/.local/share`.
  public static func usualFolder(_ environment: [String: String]) -> URL {
    UserFolders.data(environment)
  }

  private static func isLibrary(_ folder: URL) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: databaseName).path)
  }
}
