import Foundation
import Testing

/// Pipes, links and folders where a library's files belong: nothing waits for them, and nothing is followed out of it.
@Suite struct ForeignPlaceTests {
  @Test(arguments: [
    "troupe.sqlite", "troupe.lock", "troupe.reserve", "spool/01ARZ3NDEKTSV4RRFFQ69G5FAV.part",
    "spool/01ARZ3NDEKTSV4RRFFQ69G5FAV.answer", "troupe.toml", "models/x.json",
  ])
  func aPipeKeepsNothingWaiting(_ name: String) async throws {
    let fixture = try await CommandLineFixture.withCast()
    let path = fixture.library.appending(path: name)
    try FileManager.default.createDirectory(
      at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? FileManager.default.removeItem(at: path)
    try #require(mkfifo(path.path, 0o600) == 0)
    for command in [["list"], ["set", "@kael", "--name", "K"], ["recover"], ["verify"], ["gc"]] {
      let answer = try await fixture.run(command + ["--json"])
      if name == "troupe.sqlite" {
        #expect(answer.status != 0 && answer.status < 128, "\(command): \(answer.stderr)")
        #expect(answer.stderr.contains(name), "\(command): \(answer.stderr)")
      } else {
        #expect(answer.status == 0, "\(command): \(answer.stderr)")
      }
    }
  }

  @Test func aShelfThatIsALinkIsNotFollowed() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let objects = fixture.library.appending(path: "objects")
    let elsewhere = fixture.folder.appending(path: "elsewhere")
    let shelf = try #require(
      try FileManager.default.contentsOfDirectory(atPath: objects.path).first { $0.count == 2 })
    let place = objects.appending(path: shelf)
    try FileManager.default.moveItem(at: place, to: elsewhere)
    try FileManager.default.createSymbolicLink(at: place, withDestinationURL: elsewhere)
    try Data("theirs".utf8).write(to: elsewhere.appending(path: ".theirs"))
    let before = try FileManager.default.contentsOfDirectory(atPath: elsewhere.path).sorted()
    let verified = try await fixture.run(["verify"])
    #expect(verified.status == 7 && verified.stdout.contains("link"), "\(verified.stdout)")
    for asset in ["@kael", "@米拉", "@lantern", "@ink"] { try await fixture.must("remove", asset) }
    _ = try await fixture.run(["gc", "--older-than", "0"])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: elsewhere.path).sorted() == before)
  }
}
