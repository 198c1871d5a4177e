import Foundation

/// Room on the disk that a library keeps, so that what frees room can be written when none is left:
/// the file `troupe.reserve`.
struct Reserve: Sendable {
  private let path: String

  /// Ample for the log of a removal, in bytes.
  private static let most = 1 << 20
  /// Too little to keep.
  private static let least = 128 << 10

  /// The reserve of the library in `folder`.
  init(folder: String) { path = "\(folder)/troupe.reserve" }

  /// Makes it where it is missing and there is room: an eighth of what is free at most.
  func keep() {
    guard access(path, F_OK) != 0 else { return }
    var facts = statvfs()
    guard statvfs((path as NSString).deletingLastPathComponent, &facts) == 0 else { return }
    let free = UInt64(facts.f_bavail) * UInt64(facts.f_frsize)
    let size = Int(min(free / 8, UInt64(Self.most)))
    guard size >= Self.least, let file = try? DurableFile.createBeside(path) else { return }
    // Zeros that are written take room on every file system.
    let zeros = [UInt8](repeating: 0, count: size)
    let isWritten = (try? zeros.withUnsafeBytes { try file.write($0) }) != nil
    if !isWritten || rename(file.path, path) != 0 { unlink(file.path) }
  }

  /// Gives the room back to the disk; whether there was any.
  @discardableResult
  func release() -> Bool { unlink(path) == 0 }
}
