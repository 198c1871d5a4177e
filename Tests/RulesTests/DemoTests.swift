import Foundation
import Testing

@Suite struct DemoTests {
  /// The program, which SwiftPM builds beside the test bundle.
  private static let program: URL? = {
    let starts =
      [Bundle.main.executablePath, Bundle.main.bundlePath].compactMap(\.self)
      + Bundle.allBundles.map(\.bundlePath) + CommandLine.arguments
    let folders = starts.flatMap { start in
      sequence(first: URL(filePath: start)) { $0.deletingLastPathComponent() }.prefix(5)
    }
    return folders.map { $0.appending(path: "troupe") }.first { file in
      (try? file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true
        && FileManager.default.isExecutableFile(atPath: file.path)
    }
  }()

  @Test func runsTheMainJobAndLeavesASheet() throws {
    let program = try #require(Self.program, "Build the program first: swift build --build-tests")
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "troupe-demo-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }

    let result = try Shell.run(
      ["bash", "Tests/Demo/demo.sh", program.path], in: Repository.root,
      adding: ["TMPDIR": folder.path])
    #expect(result.status == 0, "Tests/Demo/demo.sh failed after:\n\(result.output.suffix(2000))")
    let last = result.output.split(separator: "\n").last.map(String.init) ?? ""
    #expect(last.hasSuffix(".png"), "the demo must end with the path of its sheet, not '\(last)'")
    let sheet = try Data(contentsOf: URL(filePath: last))
    #expect(sheet.starts(with: [0x89, 0x50, 0x4E, 0x47]), "\(last) is not a PNG")
    for command in ["init", "plan", "generate", "edit", "search", "lineage", "rebuild", "verify"] {
      #expect(
        result.output.contains("\n$ troupe \(command)"), "the demo no longer shows '\(command)'")
    }
    #expect(result.output.contains(" 0 problems"), "the demo's library does not verify")
  }
}
