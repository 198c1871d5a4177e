public import Foundation
internal import TroupePreparing
internal import TroupeStorage

extension Scene {
  /// Writes an id into the scene in `file` for each shot that has none, whole and durable or not at all; no other byte of
  /// it changes.
  /// - Returns: whether any was written.
  /// - Throws: as `init(contentsOf:snippets:)` and `writingIDs(in:name:format:)`; `LibraryError.file`.
  @discardableResult
  public static func writeIDs(into file: URL) throws -> Bool {
    try rewrite(file) { try writingIDs(in: $0, name: $1, format: $2) }
  }

  /// Writes the scene in `file` as `change` makes it.
  /// - Parameter change: takes the text, the name of the file for errors, and how it is written.
  /// - Returns: whether it is another one then.
  @discardableResult
  static func rewrite(
    _ file: URL, _ change: (String, String, SceneFormat) throws -> String
  ) throws -> Bool {
    let path = try file.localPath()
    guard let format = SceneFormat(fileExtension: file.pathExtension) else {
      throw TroupeError.scene(.unknownFormat(file: "\(path)"))
    }
    // Where it is a link, what it leads to is written.
    let target = try file.resolvingSymlinksInPath().localPath()
    let text = String(decoding: try ImageFile.read(target), as: UTF8.self)
    let written = try change(text, "\(path)", format)
    guard written != text else { return false }
    try DurableFile.write(
      Data(written.utf8), to: "\(target)", mode: (target.facts?.st_mode ?? 0o644) & 0o777)
    return true
  }
}
