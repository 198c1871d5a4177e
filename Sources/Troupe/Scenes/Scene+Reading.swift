public import Foundation

/// How a scene is written down.
public enum SceneFormat: String, Hashable, Sendable, CaseIterable {
  /// Tables: `[[shot]]`.
  case toml
  /// A map with a list or a map of `shots`.
  case yaml
  /// A line for each shot; the first names the keys.
  case csv
  /// A heading for each shot with its words below, or a table.
  case markdown

  /// The format that the end of a file's name says: `.toml`, `.yaml`, `.yml`, `.csv`, `.md`; `nil` for any other.
  public init?(fileExtension: String) {
    switch fileExtension.lowercased() {
    case "toml": self = .toml
    case "yaml", "yml": self = .yaml
    case "csv": self = .csv
    case "md", "markdown": self = .markdown
    default: return nil
    }
  }
}

extension Scene {
  /// Reads the scene in `file`; files that it names are sought from its folder, which may hold `snippets/*.txt`.
  /// - Parameter snippets: words by name that stand for `%name` in prompts, such as `Library.snippets()`; those of the
  ///   scene and of its folder go before them.
  /// - Throws: `SceneError` with the file and the line of what is wrong; `LibraryError.noFile`,
  ///   `LibraryError.unreadableFile`.
  public init(contentsOf file: URL, snippets: [String: String] = [:]) throws {
    throw TroupeError.scene(.unknownFormat(file: file.path))
  }

  /// Reads a scene.
  /// - Parameters:
  ///   - data: the bytes of its file, UTF-8, at most 4 MiB.
  ///   - name: of the file, for errors.
  ///   - format: how it is written.
  ///   - folder: where files that it names are sought; `nil` for the working directory.
  ///   - snippets: words by name that stand for `%name` in prompts; those in the scene go before them.
  /// - Throws: `SceneError` with the line of what is wrong.
  public init(
    data: Data, name: String, format: SceneFormat, folder: URL? = nil,
    snippets: [String: String] = [:]
  ) throws {
    throw TroupeError.scene(.unknownFormat(file: name))
  }

  /// `text` with an id written in for each shot that has none: no other byte of it changes, and a second time nothing.
  /// - Parameter text: the scene as its file has it.
  /// - Throws: `SceneError` for what is no scene.
  public static func writingIDs(in text: String, name: String, format: SceneFormat) throws
    -> String
  {
    text
  }
}
