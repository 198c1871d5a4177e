import Foundation

/// The real binary, which stands beside the tests in the folder of build products.
enum Program {
  static let url: URL? = {
    let places =
      CommandLine.arguments
      + [Bundle.main.executablePath, Bundle.main.bundlePath]
      .compactMap(\.self) + Bundle.allBundles.map(\.bundlePath)
    for place in places {
      var folder = URL(filePath: place)
      for _ in 0..<5 {
        folder = folder.deletingLastPathComponent()
        let candidate = folder.appending(path: "troupe")
        if FileManager.default.isExecutableFile(atPath: candidate.path),
          !candidate.hasDirectoryPath, folder.lastPathComponent != "bin"
        {
          return candidate
        }
      }
    }
    return nil
  }()
}

/// What a run of the program came to.
struct Answer: Sendable {
  let status: Int32
  let stdout: String
  let stderr: String

  /// stdout as JSON.
  func json() throws -> JSON { JSON(try JSONSerialization.jsonObject(with: Data(stdout.utf8))) }

  /// The last line of stderr as JSON.
  func jsonError() throws -> JSON {
    let line = stderr.split(separator: "\n").last.map(String.init) ?? ""
    return JSON(try JSONSerialization.jsonObject(with: Data(line.utf8)))
  }
}
