import Foundation
import TestSupport
import Testing

@Suite struct CareTests {
  @Test func verifyFindsAFlippedByteAndAMissingFile() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let list = try await fixture.must("reference", "list", "@kael", "--json").json()
    let path = try #require(list["references"][0]["path"].string)
    let file = fixture.library.appending(path: path)
    let whole = try Data(contentsOf: file)
    var bytes = whole
    bytes[bytes.count / 2] ^= 1
    try FileManager.default.removeItem(at: file)
    try bytes.write(to: file)
    let answer = try await fixture.run(["verify"])
    #expect(answer.status == 7)
    #expect(answer.stdout.contains(file.lastPathComponent.prefix(12)), "\(answer.stdout)")
    let document = try await fixture.run(["verify", "--json"])
    #expect(document.status == 7)
    #expect(try document.json()["problems"].array.isEmpty == false)
    #expect(try document.jsonError()["error"]["code"].string == "verify_failed")
    #expect(try Data(contentsOf: file) == bytes)

    try FileManager.default.removeItem(at: file)
    let missing = try await fixture.run(["verify"])
    #expect(missing.status == 7)
    try whole.write(to: file)
    try await fixture.must("verify")
  }

  @Test(.enabled(if: SQLiteShell.isInstalled, SQLiteShell.advice))
  func anyOtherProgramCanReadTheDatabase() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let database = fixture.library.appending(path: "troupe.sqlite")
    let head = try FileHandle(forReadingFrom: database).read(upToCount: 16)
    #expect(head == Data("SQLite format 3\0".utf8))
    let answer = try await SQLiteShell.answer(
      to: "SELECT handle FROM asset ORDER BY handle_key LIMIT 1", in: fixture)
    #expect(answer.stdout == "ink\n", "\(answer.stderr)")
  }

  @Test(.enabled(if: SQLiteShell.isInstalled, SQLiteShell.advice))
  func aLibraryOfANewerSchemaIsRefusedUntouched() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let database = fixture.library.appending(path: "troupe.sqlite")
    _ = try await SQLiteShell.answer(
      to: "PRAGMA user_version = 9000; PRAGMA wal_checkpoint(TRUNCATE)", in: fixture)
    let before = try Data(contentsOf: database)
    for command in [["list"], ["add", "object", "x"], ["verify"]] {
      let answer = try await fixture.run(command)
      #expect(answer.status == 5)
      #expect(answer.stderr.contains("Install a newer troupe"), "\(answer.stderr)")
    }
    #expect(try Data(contentsOf: database) == before)
  }

  @Test func whatIsNoDatabaseIsRefused() async throws {
    let fixture = try CommandLineFixture()
    try FileManager.default.createDirectory(at: fixture.library, withIntermediateDirectories: true)
    _ = try fixture.file("lib/troupe.sqlite", Data("not a database, only words".utf8))
    let answer = try await fixture.run(["list"])
    #expect(answer.status == 5, "\(answer.stderr)")
    #expect(answer.stderr.contains("is not a Troupe library"), "\(answer.stderr)")
  }

  @Test func keysAreKeptForTheUserAlone() async throws {
    let fixture = try CommandLineFixture()
    let secret = "AIzaSecret0123456789"
    let stored = try await fixture.run(["key", "set", "google"], stdin: secret + "\n")
    #expect(stored.status == 0, "\(stored.stderr)")
    #expect(!(stored.stdout + stored.stderr).contains(secret))
    let file = fixture.folder.appending(path: "config/troupe/keys.json")
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)

    let keys = try await fixture.must("key", "list", "--json").json()["keys"].array
    let list = try #require(keys.first { $0["provider"].string == "google" })
    #expect(list["is_stored"].bool == true)
    #expect(!list["variable"].exists)
    let shown = try await fixture.must("key", environment: ["GEMINI_API_KEY": "other"])
    #expect(shown.stdout.contains("from GEMINI_API_KEY"))
    #expect(!shown.stdout.contains("other") && !shown.stdout.contains(secret))

    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
    let open = try await fixture.run(["key", "list"])
    #expect(open.status == 1 && open.stderr.contains("chmod 600"))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    let removed = try await fixture.must("key", "remove", "google", "--json").json()
    #expect(removed["removed"].bool == true)
    let none = try await fixture.must("key", "remove", "google", "--json").json()
    #expect(none["removed"].bool == false)
  }

  @Test func withoutXDGKeysStandInTheHomeFolder() async throws {
    let fixture = try CommandLineFixture()
    let stored = try await fixture.run(
      ["key", "set", "google", "--json"], stdin: "abc", environment: ["XDG_CONFIG_HOME": ""])
    #expect(try stored.json()["provider"].string == "google")
    let file = fixture.folder.appending(path: ".config/troupe/keys.json")
    #expect(FileManager.default.fileExists(atPath: file.path))
  }

  @Test(arguments: ["", "  \n", "two words\n", "señal\n", "abc\nwords\n"])
  func whatIsNoKeyIsRefused(_ text: String) async throws {
    let fixture = try CommandLineFixture()
    let answer = try await fixture.run(["key", "set", "google"], stdin: text)
    #expect(answer.status == 2)
    #expect(!answer.stderr.contains("words") && !answer.stderr.contains("señal"))
    let provider = try await fixture.run(["key", "set", "nobody"], stdin: "abc\n")
    #expect(provider.status == 2 && provider.stderr.contains("google"))
  }
}
