import Foundation

/// A program of the system that a test needs, such as `mount`.
package enum Tool {
  /// Whether `arguments`, the first of which is its name, could be run and ended well.
  package static func run(_ arguments: String...) -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
