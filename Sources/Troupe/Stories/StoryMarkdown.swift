internal import Foundation

/// A story as Markdown, with its pictures in a folder next to it.
struct StoryMarkdown {
  private let story: Story
  private let folder: String

  /// - Parameter name: of the file, without its ending; the folder is called after it.
  init(_ story: Story, name: String) {
    self.story = story
    folder = "\(name).pictures"
  }

  /// Writes it to `file`, the folder first.
  func write(to file: URL, read: (Story.Picture) throws -> Data) throws {
    if FileManager.default.fileExists(atPath: file.path) {
      throw TroupeError.library(
        .file(
          path: file.path, operation: "write", reason: "it exists already; choose another name"))
    }
    let pictures = pictures
    if !pictures.isEmpty {
      let target = file.deletingLastPathComponent().appending(path: folder)
      try NewFolder.make(target.path) { path in
        for (picture, name) in pictures {
          try SavedFile.write(try read(picture), to: path(name))
        }
      }
    }
    try SavedFile.write(Data(text.utf8), to: file.path)
  }

  /// The pictures with the names of their files, in order.
  private var pictures: [(Story.Picture, String)] {
    let all = story.chapters.flatMap(\.parts).compactMap { part -> Story.Picture? in
      switch part {
      case .image(let picture), .draft(let picture): picture
      case .text, .thought: nil
      }
    }
    return all.enumerated().map { ($1, "\($0 + 1).\($1.file.pathExtension)") }
  }

  var text: String {
    var number = 0
    let chapters = story.chapters.map { chapter -> String in
      var lines = ["## \(Self.escaped(chapter.prompt.replacing("\n", with: " ")))"]
      let facts = [chapter.model, chapter.createdAt.ISO8601Format(), "\(chapter.generation)"]
      lines.append(Self.escaped(facts.joined(separator: " · ")))
      if let message = chapter.message { lines.append(Self.escaped(message)) }
      for part in chapter.parts {
        switch part {
        case .text(let text): lines.append(Self.escaped(text))
        case .thought(let text): lines.append(Self.quoted(text))
        case .image(let picture), .draft(let picture):
          number += 1
          let path = "\(folder)/\(number).\(picture.file.pathExtension)"
          lines.append("![\(Self.escaped(picture.name))](<\(Self.address(path))>)")
        }
      }
      let sources = chapter.sources.map { "- \(Self.link($0))" }
      if !sources.isEmpty { lines.append(sources.joined(separator: "\n")) }
      return lines.joined(separator: "\n\n")
    }
    return (["# \(Self.escaped(story.title))"] + chapters).joined(separator: "\n\n") + "\n"
  }

  private static func quoted(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "> \(escaped(String($0)))" }
      .joined(separator: "\n")
  }

  private static func link(_ source: Source) -> String {
    let title = escaped(source.title.isEmpty ? source.address : source.title)
    return source.isLink ? "[\(title)](<\(address(source.address))>)" : title
  }

  private static let marks = Set("\\`*_[]{}<>()#+-.!|~&>=:@$^\"'")

  /// `text` as words of Markdown: every mark that could mean something stands for itself.
  private static func escaped(_ text: String) -> String {
    String(
      text.flatMap { letter -> [Character] in
        if marks.contains(letter) { return ["\\", letter] }
        return letter.isNewline
          || !letter.unicodeScalars.contains {
            $0.properties.generalCategory == .control
          } ? [letter] : [" "]
      })
  }

  /// `text` as an address in angle brackets.
  private static func address(_ text: String) -> String {
    text.addingPercentEncoding(
      withAllowedCharacters: .urlFragmentAllowed.union(CharacterSet(charactersIn: "#%"))) ?? ""
  }
}
