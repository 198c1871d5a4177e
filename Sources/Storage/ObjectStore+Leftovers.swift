package import Foundation
import TroupeVocabulary

extension ObjectStore {
  /// Removes temporary files that stopped writers left behind; returns how many there were.
  /// - Parameter date: younger files stay, as their writers may be at work.
  /// - Throws: `.file`.
  package func removeLeftovers(changedBefore date: Date) throws -> Int {
    guard access(folder, F_OK) == 0 else { return 0 }
    var count = 0
    let shelves = try names(in: folder).filter { $0.utf8.count == 2 }.map { "\(folder)/\($0)" }
    for shelf in [folder] + shelves {
      for name in try names(in: shelf) where name.hasPrefix(".") {
        let path = "\(shelf)/\(name)"
        var facts = stat()
        guard lstat(path, &facts) == 0, facts.changed < date else { continue }
        guard unlink(path) == 0 || errno == ENOENT else {
          throw TroupeError.system(errno, path: path, operation: "remove")
        }
        count += 1
      }
    }
    return count
  }
}

extension stat {
  fileprivate var changed: Date {
    #if os(macOS)
      Date(timeIntervalSince1970: TimeInterval(st_mtimespec.tv_sec))
    #else
      Date(timeIntervalSince1970: TimeInterval(st_mtim.tv_sec))
    #endif
  }
}
