import Foundation
import TestSupport
import Testing

/// What must hold of a command whatever befalls it: a later command needs no person, nothing is found damaged, its effect
/// is there wholly or not at all, and run again it does what was asked.
struct FaultCheck: Sendable {
  let command: FaultyCommand
  let template: FaultSetting
  /// The calls of a run that nothing disturbs.
  let calls: [FaultAt.Call]
  private let before: String
  private let after: String

  init(_ command: FaultyCommand) async throws {
    self.command = command
    template = try await FaultSetting.template.value
    before = try await template.copied().state(command)
    let whole = try template.copied()
    let log = FileManager.default.temporaryDirectory.appending(path: "calls-\(UUID())")
    defer { try? FileManager.default.removeItem(at: log) }
    let server = try Self.server()
    defer { server.stop() }
    let answer = try await whole.run(command, server, FaultAt.log(log))
    try #require(answer.status == 0, "\(command): \(answer.stderr)")
    calls = try FaultAt.calls(log)
    after = try await whole.state(command)
  }

  static let picture = SamplePicture.png(width: 40, height: 30)

  static func server() throws -> FakeGemini { try FakeGemini(otherwise: .image(picture)) }

  /// The same choice of points on every run.
  var seed: UInt64 { command.testDescription.utf8.reduce(5381) { $0 &* 33 &+ UInt64($1) } }

  /// Checks the library of `setting`, in which the command ended as `ended` tells; `nil` where it was killed.
  /// - Parameters:
  ///   - sends: how often it was sent and billed before; what `server` counts is as it was then.
  ///   - fault: what befell it, for people.
  func afterwards(
    _ setting: FaultSetting, _ server: FakeGemini, ended: Answer?, sends: Int? = nil, fault: String
  ) async throws {
    let fixture = setting.fixture
    let about: Comment = "\(command) with \(fault): \(ended?.status ?? -1) \(ended?.stderr ?? "")"
    let read = try await fixture.run(["list"])
    #expect(read.status == 0, "\(about)\nlist: \(read.stderr)")
    let recovered = try await fixture.run(["recover"])
    #expect(recovered.status == 0, "\(about)\nrecover: \(recovered.stderr)")
    try await expectWhole(setting, about)
    if command.effect != .none {
      let state = try await setting.state(command)
      // What was told as done is there, and of what was not told all or nothing.
      if ended?.status == 0 {
        #expect(state == after || command.namesNewFiles, "\(about)")
      } else if command.effect == .whole {
        #expect(state == after || state == before, "\(about)")
      }
    }
    if command.effect == .none { return }
    let sent = sends ?? server.billedSends
    let counted = server.billedSends
    try await again(setting, server, about)
    #expect(sent + server.billedSends - counted <= 1, "\(about)")
  }

  /// The command once more, which brings its effect about or says that it is there.
  private func again(
    _ setting: FaultSetting, _ server: FakeGemini, _ about: Comment
  ) async throws {
    let answer = try await setting.run(command, server)
    let isDone = answer.status == 0 || command.done.contains(answer.status)
    // What may have been billed is kept back; an image that came is answered from the record.
    let isKeptBack =
      command.isPaid && answer.status == 8 && answer.stderr.contains("equal_request_open")
    #expect(isDone || isKeptBack, "\(about)\nagain: \(answer.status) \(answer.stderr)")
    if command.isPaid, isDone {
      let file = try #require(try answer.json()["generations"][0]["files"][0].string)
      #expect(try Data(contentsOf: URL(filePath: file)) == Self.picture, "\(about)")
    }
    if command.effect == .whole {
      #expect(try await setting.state(command) == after, "\(about)\nafter it was run again")
    }
    if Thoroughness.isWhole || command.made != nil { try await expectWhole(setting, about) }
  }

  private func expectWhole(_ setting: FaultSetting, _ about: Comment) async throws {
    for name in Set(["lib", command.made ?? "lib"]) {
      let library = setting.fixture.folder.appending(path: name)
      let database = library.appending(path: "troupe.sqlite")
      guard FileManager.default.fileExists(atPath: database.path) else { continue }
      let verified = try await setting.fixture.run(["verify", "--library", library.path])
      #expect(verified.status == 0, "\(about)\nverify: \(verified.stdout) \(verified.stderr)")
    }
  }
}
