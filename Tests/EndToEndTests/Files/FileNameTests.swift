import Foundation
import TestSupport
import Testing

/// Pictures whose names are bytes and no text, and those that have none.
@Suite struct FileNameTests {
  /// Runs `script` with the program as `$0`, where the pictures are.
  private func shell(_ script: String, in fixture: CommandLineFixture) async throws -> Answer {
    let program = try #require(Program.url)
    return try await Run(
      URL(filePath: "/bin/sh"), ["-c", script, program.path], in: fixture.folder, stdin: nil,
      environment: [
        "HOME": fixture.folder.path, "PATH": "/usr/bin:/bin",
        "TROUPE_LIBRARY": fixture.library.path,
      ]
    ).answer()
  }

  private func fixture() async throws -> CommandLineFixture {
    let fixture = try CommandLineFixture()
    try await fixture.must("init", "lib")
    _ = try fixture.picture("one.png", red: 255)
    return fixture
  }

  #if os(Linux)
    @Test func aNameNeedNotBeText() async throws {
      let fixture = try await fixture()
      let answer = try await shell(
        #"name=$(printf 'caf\351.png'); cp one.png "$name"; "$0" add object cup "$name" --json"#,
        in: fixture)
      #expect(answer.status == 0, "\(answer.stderr)")
      #expect(try answer.json()["references"].array.count == 1)
      let edited = try await shell(
        #""$0" edit "$(printf 'caf\351.png')" "a cup" -m offline --json"#, in: fixture)
      #expect(edited.status == 0, "\(edited.stderr)")
      try await fixture.must("verify")
    }

    @Test func aFolderMayHoldSuchNames() async throws {
      let fixture = try await fixture()
      let answer = try await shell(
        #"""
        mkdir shoot; cp one.png "shoot/$(printf 'caf\351.png')"
        echo no picture > "shoot/$(printf '\377.png')"; "$0" add object cup shoot --json
        """#, in: fixture)
      #expect(answer.status == 5, "\(answer.stderr)")
      let document = try answer.json()
      #expect(document["references"].array.count == 1)
      #expect(document["refused"].array.count == 1)
    }
  #endif

  @Test(arguments: [
    #""$0" add object cup /dev/stdin --json < one.png"#,
    #"cat one.png | "$0" add object cup /dev/stdin --json"#,
    #"mkfifo pipe; cat one.png > pipe & "$0" add object cup pipe --json"#,
  ])
  func whatComesThroughAPipeIsAPicture(_ script: String) async throws {
    let fixture = try await fixture()
    let answer = try await shell(script, in: fixture)
    #expect(answer.status == 0, "\(answer.stderr)")
    let added = try answer.json()["references"][0]["digest"].string
    let again = try await fixture.run(
      ["add", "object", "mug", fixture.folder.appending(path: "one.png").path, "--json"])
    #expect(try again.json()["references"][0]["digest"].string == added)
  }

  @Test func aPipeWithoutAWriterIsNotWaitedFor() async throws {
    let fixture = try await fixture()
    let answer = try await shell(#"mkfifo pipe; "$0" add object cup pipe"#, in: fixture)
    #expect(answer.status == 5 || answer.status == 3, "\(answer.stderr)")
    #expect(answer.stderr.contains("pipe"), "\(answer.stderr)")
  }
}
