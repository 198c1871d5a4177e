import Foundation
import TestSupport
import Testing

/// Images in the viewer of the system.
@Suite struct OpeningTests {
  private let fixture: CommandLineFixture

  init() throws { fixture = try CommandLineFixture() }

  /// Puts a viewer on the path of `fixture`, which writes down what it is to open.
  static func writeViewer(to fixture: CommandLineFixture) throws {
    let bin = fixture.folder.appending(path: "bin")
    try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
    for name in ["xdg-open", "open"] {
      let script = bin.appending(path: name)
      let words = "#!/bin/sh\necho \"$1\" >> \"$HOME/opened\"\ntest ! -e \"$HOME/refuses\"\n"
      try Data(words.utf8).write(to: script)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script.path)
    }
  }

  private func open(_ names: String..., path: String? = nil) async throws -> (Int32, String) {
    let path = path ?? "\(fixture.folder.path)/bin:/usr/bin:/bin"
    let run = try await fixture.run(["open"] + names, environment: ["PATH": path])
    return (run.status, run.stdout + run.stderr)
  }

  @Test("images, assets and files are opened as they are, and what cannot be is said")
  func imagesAreOpened() async throws {
    try Self.writeViewer(to: fixture)
    let picture = try fixture.file(
      "kael face.png", SamplePicture.noise(width: 40, height: 30, seed: 1))
    _ = try await fixture.must("init", fixture.library.path)
    _ = try await fixture.must("add", "character", "kael", picture)
    let made = try await fixture.must("generate", "@kael on a roof", "-m", "offline", "--json")
    #expect(try await open("@last", "@kael", picture).0 == 0)
    let opened = try String(
      contentsOf: fixture.folder.appending(path: "opened"), encoding: .utf8
    ).split(separator: "\n").map(String.init)
    #expect(opened.count == 3 && opened[2] == picture)
    for file in opened { #expect(FileManager.default.fileExists(atPath: file)) }
    #expect(made.stdout.contains(String(opened[0].split(separator: "/").last ?? "?")))
    #expect(try await open("@no-such").0 == 3)
    #expect(try await open("01ZZZZ").0 == 3)
    let without = try await open("@last", path: "\(fixture.folder.path)/none")
    #expect(without.0 != 0 && without.1.contains("not installed"))
    _ = try fixture.file("refuses", Data())
    let refused = try await open("@last")
    #expect(refused.0 != 0 && refused.1.contains("ended with status 1"))
  }
}
