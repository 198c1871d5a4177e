import Foundation
import Troupe

/// The file that a story is written to; its name says as what.
struct StoryFile {
  let url: URL
  let format: Story.Format

  /// - Throws: `TroupeError.invalidValue` for a name with another ending.
  init(_ path: String) throws {
    url = RawArguments.file(path) ?? URL(filePath: path)
    switch url.pathExtension.lowercased() {
    case "html", "htm": format = .html
    case "md", "markdown": format = .markdown
    default:
      throw TroupeError.invalidValue(
        name: "story", value: path, expected: "a name that ends in .html or .md")
    }
  }

  /// Writes `story` there and says so.
  func write(
    _ story: Story, of library: Library, includingThoughts: Bool, _ console: Console
  ) async throws {
    try await library.export(story, to: url, as: format, includingThoughts: includingThoughts)
    console.say("Written to \(url.path)")
  }
}
