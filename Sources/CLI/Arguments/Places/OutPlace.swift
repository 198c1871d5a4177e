import Foundation
import Troupe

/// Where `--out` copies images.
enum OutPlace {
  /// Each by a name of its own.
  case folder(URL)
  /// The only image.
  case file(URL)

  /// The place at `path`: a file where its name ends as one of a picture and no folder stands there, else a folder, which is
  /// made where it is missing. Said before anything is paid for.
  /// - Parameter images: how many are asked for.
  static func made(_ path: String?, images: Int = 1) throws -> OutPlace? {
    guard let path else { return nil }
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    let file = URL(filePath: path)
    let names = MediaType.allCases.map(\.fileExtension) + ["jpeg"]
    guard names.contains(file.pathExtension.lowercased()), !(isThere && isFolder.boolValue) else {
      return try OutFolder.made(path).map(OutPlace.folder)
    }
    if isThere {
      throw TroupeError.library(
        .file(path: path, operation: "write", reason: "it exists already; choose another name"))
    }
    if images > 1 {
      throw TroupeError.invalidValue(
        name: "out", value: path, expected: "a folder, since \(images) images are asked for")
    }
    _ = try OutFolder.made(file.deletingLastPathComponent().path)
    return .file(file)
  }

  /// Where an image is copied.
  func target(_ id: OutputID, fileExtension: String) -> URL {
    switch self {
    case .folder(let folder):
      folder.appending(path: "\(id.generation)-\(id.position).\(fileExtension)")
    // One answer may hold several.
    case .file(let file) where id.position == 1: file
    case .file(let file):
      file.deletingPathExtension().appendingPathExtension("\(id.position)")
        .appendingPathExtension(file.pathExtension)
    }
  }
}
