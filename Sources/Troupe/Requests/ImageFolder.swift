internal import Foundation

/// The images in a folder and the folders below it, in the order in which people count: `2` before
/// `10`. Hidden files, and folders that are links, are left alone.
struct ImageFolder {
  private(set) var images: [String] = []
  /// What is neither an image nor called like one.
  private(set) var others: [String] = []

  /// `nil` when there is no folder at `path`.
  /// - Throws: `LibraryError.file` for a folder that cannot be read.
  init?(_ path: String) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
    else { return nil }
    try enter(path)
  }

  private mutating func enter(_ folder: String) throws {
    try Task.checkCancellation()
    for name in try Self.names(in: folder) {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        others.append(path)
        continue
      }
      guard isFolder.boolValue else {
        if Self.isImage(path) { images.append(path) } else { others.append(path) }
        continue
      }
      // A link may lead back to where it stands.
      let isLink = (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
      if !isLink { try enter(path) }
    }
  }

  private static func names(in folder: String) throws -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder)
        .filter { !$0.hasPrefix(".") }
        .sorted { left, right in
          let order = left.compare(right, options: [.numeric, .caseInsensitive])
          return order == .orderedSame ? left < right : order == .orderedAscending
        }
    } catch {
      throw TroupeError.cannot("read", folder, error)
    }
  }

  /// Endings of images, read or not: one that cannot be read is worth a word.
  private static let endings: Set<String> = [
    "avif", "bmp", "gif", "heic", "heif", "jfif", "jp2", "jpe", "jpeg", "jpg", "jxl", "png", "tif",
    "tiff", "webp",
  ]

  private static func isImage(_ path: String) -> Bool {
    // Opening a pipe would wait for its writer.
    var facts = stat()
    guard stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return false }
    if endings.contains((path as NSString).pathExtension.lowercased()) { return true }
    guard let file = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? file.close() }
    let head = (try? file.read(upToCount: 16)) ?? Data()
    return MediaType(sniffing: head) != nil
  }
}
