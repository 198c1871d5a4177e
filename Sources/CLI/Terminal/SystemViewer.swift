import Foundation
import Troupe

/// The program by which the system opens files and addresses.
enum SystemViewer {
  #if os(macOS)
    static let name = "open"
  #else
    static let name = "xdg-open"
  #endif

  /// - Throws: `LibraryError.file` where there is none, or it refuses.
  static func open(_ place: String) async throws {
    func fault(_ reason: String) -> TroupeError {
      .library(.file(path: place, operation: "open", reason: reason))
    }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [name, place]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let status: Int32 = try await withCheckedThrowingContinuation { ending in
      process.terminationHandler = { ending.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch { ending.resume(throwing: fault("\(name) cannot be run")) }
    }
    if status == 127 { throw fault("\(name) is not installed") }
    if status != 0 { throw fault("\(name) ended with status \(status)") }
  }
}
