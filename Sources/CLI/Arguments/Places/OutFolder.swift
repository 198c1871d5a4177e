import Foundation
import Troupe

/// The folder of `--out`.
enum OutFolder {
  /// The folder at `path`, made where it is missing: before anything is paid for.
  static func made(_ path: String?) throws -> URL? {
    guard let path else { return nil }
    let folder = URL(filePath: path, directoryHint: .isDirectory)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw TroupeError.cannot("make", path, error)
    }
    return folder
  }
}
