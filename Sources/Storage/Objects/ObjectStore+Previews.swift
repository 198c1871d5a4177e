package import Foundation
package import TroupeVocabulary

/// Small pictures of objects, to be looked at: `previews/EDGE/ab/cdef….webp` in the library's folder. They are made again when
/// they are missing, so they are in no backup, no row names them, and they go with their object.
extension ObjectStore {
  /// The folder's name in a library.
  package static let previewFolderName = "previews"

  private var previewFolder: String {
    "\((folder as NSString).deletingLastPathComponent)/\(Self.previewFolderName)"
  }

  /// Where the preview of an object stands, as an absolute path.
  /// - Parameter longEdge: its longer side in pixels, at most.
  package func previewPath(of digest: Digest, longEdge: Int) -> String {
    "\(previewFolder)/\(longEdge)/\(digest.hex.prefix(2))/\(digest.hex.dropFirst(2)).webp"
  }

  /// Whether there is a preview at `path`, which then counts as just used.
  package func hasPreview(at path: String) -> Bool {
    var facts = stat()
    guard lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return false }
    // Not at every look: that would write for each picture of a page.
    if facts.changed.timeIntervalSinceNow < -86_400 { utimes(path, nil) }
    return true
  }

  /// Keeps a preview.
  /// - Throws: `LibraryError.file`, also where its folder is a link; `LibraryError.diskFull`.
  package func putPreview(_ bytes: Data, at path: String) throws {
    let shelf = (path as NSString).deletingLastPathComponent
    for folder in [previewFolder, (shelf as NSString).deletingLastPathComponent, shelf] {
      try refuseLink(folder)
    }
    try DurableFile.makeFolder(shelf)
    try DurableFile.writeCopy(bytes, to: path, replacing: true)
  }

  /// Removes the previews of an object; returns how many bytes they had.
  @discardableResult
  package func removePreviews(of digest: Digest) -> Int {
    edges.reduce(into: 0) { bytes, edge in
      bytes += remove(previewPath(of: digest, longEdge: edge))
    }
  }

  /// Removes those that were used longest ago until all have at most `most` bytes, and those of objects that are no longer
  /// there.
  /// - Returns: how many bytes were removed.
  /// - Throws: `LibraryError.file` when a folder cannot be read.
  @discardableResult
  package func trimPreviews(toBytes most: Int, keeping isKept: (Digest) -> Bool) throws -> Int {
    var removed = 0
    var kept: [(path: String, at: Date, bytes: Int)] = []
    for edge in edges {
      for shelf in try names(in: "\(previewFolder)/\(edge)") {
        for name in try names(in: "\(previewFolder)/\(edge)/\(shelf)") {
          let path = "\(previewFolder)/\(edge)/\(shelf)/\(name)"
          var facts = stat()
          guard lstat(path, &facts) == 0 else { continue }
          let digest = Digest(shelf + (name as NSString).deletingPathExtension)
          if let digest, isKept(digest) {
            kept.append((path, facts.changed, Int(facts.st_size)))
          } else if facts.changed.timeIntervalSinceNow < -600 {
            // What was begun lately has its writer still.
            removed += remove(path)
          }
        }
      }
    }
    var bytes = kept.reduce(0) { $0 + $1.bytes }
    if bytes <= most { return removed }
    for preview in kept.sorted(by: { $0.at < $1.at }) where bytes > most {
      bytes -= preview.bytes
      removed += remove(preview.path)
    }
    return removed
  }

  private var edges: [Int] {
    guard !isLink(previewFolder) else { return [] }
    return ((try? names(in: previewFolder)) ?? []).compactMap { Int($0) }
  }

  private func remove(_ path: String) -> Int {
    var facts = stat()
    guard lstat(path, &facts) == 0, unlink(path) == 0 else { return 0 }
    return Int(facts.st_size)
  }
}
