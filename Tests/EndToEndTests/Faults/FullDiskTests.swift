import Foundation
import TestSupport
import Testing

/// A library on a file system of its own that can be filled to the last byte.
private final class FullDisk: Sendable {
  let fixture: CommandLineFixture

  init(megabytes: Int) throws {
    fixture = try CommandLineFixture()
    try FileManager.default.createDirectory(
      at: fixture.library, withIntermediateDirectories: true)
    let path = fixture.library.path
    guard Tool.run("mount", "-t", "tmpfs", "-o", "size=\(megabytes)m,mode=0700", "tmpfs", path)
    else { throw CocoaError(.fileWriteNoPermission) }
  }

  deinit { _ = Tool.run("umount", "-l", fixture.library.path) }

  private var ballast: String { fixture.library.appending(path: "ballast").path }

  /// Takes all the space that is left.
  func fill() {
    let file = open(ballast, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    defer { close(file) }
    let page = [UInt8](repeating: 1, count: 1 << 20)
    for size in [1 << 20, 4096, 1] { while write(file, page, size) == size {} }
  }

  /// Gives it back.
  func empty() { unlink(ballast) }

  static let isAllowed = (try? FullDisk(megabytes: 1)) != nil
}

@Suite(
  .enabled(
    if: FullDisk.isAllowed,
    "mounts a small file system: run the tests as root, with the package mount installed"))
struct FullDiskTests {
  @Test func whatReadsAndWhatFreesRoomWorks() async throws {
    let disk = try await Self.disk(megabytes: 20)
    let fixture = disk.fixture
    try await fixture.must("generate", "@kael", "-m", "troupe/storyboard")
    disk.fill()
    for command in [
      ["list"], ["show", "@kael"], ["show", "@last"], ["search", "kael"], ["costs"],
      ["plan", "@kael", "-m", "troupe/storyboard"], ["remove", "@lamp"],
      ["gc", "--older-than", "0"], ["list"], ["verify"],
    ] {
      let answer = try await fixture.run(command)
      #expect(answer.status == 0, "\(command): \(answer.stderr)")
    }
    disk.empty()
    try await fixture.must("set", "@kael", "--name", "K")
    try await fixture.must("verify")
  }

  @Test func nothingIsPaidWhereItsAnswerHasNoRoom() async throws {
    let disk = try await Self.disk(megabytes: 20)
    let server = try FakeGemini()
    defer { server.stop() }
    let answer = try await disk.fixture.run(
      GeminiTests.command, environment: GeminiTests.keys(server))
    #expect(answer.status == 6 && server.connectionsMade == 0, "\(answer.stderr)")
  }

  /// The disk fills up while the provider is at work.
  @Test func anAnswerThatCannotBeRecordedIsKeptOrUnknown() async throws {
    let disk = try await Self.disk(megabytes: 100)
    let picture = SamplePicture.png(width: 40, height: 30)
    let server = try FakeGemini { _ in
      disk.fill()
      return .image(picture)
    }
    defer { server.stop() }
    let keys = GeminiTests.keys(server)
    let answer = try await disk.fixture.run(GeminiTests.command, environment: keys)
    #expect([6, 8].contains(answer.status), "\(answer.status) \(answer.stderr)")
    disk.empty()
    try await disk.fixture.must("recover")
    try await disk.fixture.must("verify")
    let shown = try await disk.fixture.must("show", "@last", "--json").json()
    let state = shown["state"].string
    #expect(state == "done" || state == "unknown")
    _ = try await disk.fixture.run(GeminiTests.command, environment: keys)
    #expect(server.billedSends == 1)
  }

  private static func disk(megabytes: Int) async throws -> FullDisk {
    let disk = try FullDisk(megabytes: megabytes)
    let fixture = disk.fixture
    let library = fixture.library.path
    try await fixture.must("init", library)
    try await fixture.must("add", "character", "kael", fixture.picture("kael.png", red: 220))
    try await fixture.must("add", "object", "lamp", fixture.picture("lamp.png", blue: 220))
    return disk
  }
}
