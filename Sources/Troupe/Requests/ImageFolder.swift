internal import Foundation
internal import TroupeVocabulary

/// The images in a folder and the folders below it, in the order in which people count: `2` before
/// `10`. Hidden files, and folders that are links, are left alone.
struct ImageFolder {
  private let path: FilePath
  private(set) var images: [FilePath] = []
  /// What is neither an image nor called like one.
  private(set) var others: [String] = []

  /// `nil` when there is no folder at `path`.
  /// - Throws: `LibraryError.file` for a folder that cannot be read.
  init?(_ path: FilePath) throws {
    guard path.isFolder else { return nil }
    self.path = path
    try enter(path)
  }

  /// The names of the folders that lead from this one to `image`.
  func folders(to image: FilePath) -> [String] {
    let path = image.bytes.dropFirst(path.bytes.count)
    return path.split(separator: UInt8(ascii: "/")).dropLast().map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  private mutating func enter(_ folder: FilePath) throws {
    try Task.checkCancellation()
    for name in try Self.names(in: folder) {
      let path = folder.appending(name)
      guard path.isFolder else {
        if Self.isImage(path) { images.append(path) } else { others.append("\(path)") }
        continue
      }
      // A link may lead back to where it stands.
      var facts = stat()
      let isLink =
        path.withCString { lstat($0, &facts) } == 0 && facts.st_mode & S_IFMT == S_IFLNK
      if !isLink { try enter(path) }
    }
  }

  /// Names as the system has them, which need not be text.
  private static func names(in folder: FilePath) throws -> [[UInt8]] {
    guard let listing = folder.withCString({ opendir($0) }) else {
      throw TroupeError.library(
        .file(path: "\(folder)", operation: "read", reason: String(cString: strerror(errno))))
    }
    defer { closedir(listing) }
    var names: [[UInt8]] = []
    while let entry = readdir(listing) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name.first != UInt8(ascii: ".") { names.append(name) }
    }
    return names.map { ($0, String(decoding: $0, as: UTF8.self)) }.sorted { left, right in
      let order = left.1.compare(right.1, options: [.numeric, .caseInsensitive])
      return order == .orderedSame
        ? left.0.lexicographicallyPrecedes(right.0) : order == .orderedAscending
    }.map(\.0)
  }

  /// Endings of images, read or not: one that cannot be read is worth a word.
  private static let endings: Set<String> = [
    "avif", "bmp", "gif", "heic", "heif", "jfif", "jp2", "jpe", "jpeg", "jpg", "jxl", "png", "psb",
    "psd",
    "tif", "tiff", "webp",
  ]

  private static func isImage(_ path: FilePath) -> Bool {
    // Opening a pipe would wait for its writer.
    guard let facts = path.facts, facts.st_mode & S_IFMT == S_IFREG else { return false }
    if endings.contains(("\(path)" as NSString).pathExtension.lowercased()) { return true }
    let descriptor = path.withCString { open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var head = [UInt8](repeating: 0, count: 16)
    let count = read(descriptor, &head, head.count)
    return MediaType(sniffing: Data(head.prefix(max(count, 0)))) != nil
  }
}
