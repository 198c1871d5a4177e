import Foundation
import TestSupport
import Testing

/// A mistake, the status it ends with, and words that its sentence must hold.
struct Mistake: Sendable, CustomTestStringConvertible {
  let arguments: [String]
  let status: Int32
  let words: String

  init(_ arguments: String..., status: Int32, words: String) {
    self.arguments = arguments
    self.status = status
    self.words = words
  }

  var testDescription: String { arguments.joined(separator: " ").prefix(60).description }
}

@Suite struct BadInputTests {
  static let images = [
    Mistake("add", "character", "x", "note.png", status: 5, words: "is not an image"),
    Mistake("add", "character", "x", "cut.png", status: 5, words: "cut short"),
    Mistake("add", "character", "x", "bomb.jpg", status: 5, words: "are the most"),
    Mistake("add", "character", "x", "folder", status: 2, words: "holds no picture"),
    Mistake("add", "character", "x", "empty.png", status: 5, words: "is empty"),
    Mistake("add", "character", "x", "none.png", status: 3, words: "No file at none.png"),
    Mistake("add", "character", "x", "cut.png", "note.png", status: 5, words: "cut.png"),
    Mistake("reference", "add", "@kael", "empty.png", "cut.png", status: 5, words: "empty.png"),
    Mistake("edit", "note.png", "red", "-m", "offline", status: 5, words: "is not an image"),
    Mistake("edit", "cut.png", "red", "-m", "offline", status: 5, words: "cut.png is cut short"),
    Mistake("plan", "a", "-m", "offline", "--ref", "cut.png", status: 5, words: "cut short"),
    Mistake("add", "character", "x", "pipe", status: 5, words: "a device or a pipe"),
    Mistake("add", "character", "x", "/dev/zero", status: 5, words: "is not an image"),
  ]

  static let names = [
    Mistake("generate", "@kaell", "-m", "offline", status: 3, words: "Did you mean @kael"),
    Mistake("add", "object", "KAEL", status: 2, words: "@kael is a character already"),
    Mistake("add", "object", "last", status: 2, words: "newest generation"),
    Mistake("add", "object", "a b", status: 2, words: "is not a valid handle"),
    Mistake("add", "person", "x", status: 2, words: "character"),
    Mistake("show", "@nobody", status: 3, words: "No asset is called @nobody"),
    Mistake("show", "@kael/nope", status: 3, words: "@kael has no look 'nope'"),
    Mistake("set", "@kael/casual", "--name", "x", status: 2, words: "troupe set @kael"),
    Mistake(
      "set", "@kael/casual", "--trait", "x", "--tag", "x", "--alias", "x", status: 2,
      words: "--alias and --tag can be said of its asset"),
    Mistake("set", "@kael/", "--description", "x", status: 2, words: "names no look"),
    Mistake("set", "@kael/a b", "--trait", "x", status: 2, words: "is not a valid handle"),
    Mistake("set", "@kael/a/b", "--trait", "x", status: 2, words: "is not a valid handle"),
    Mistake("set", "@kaell/x", "--trait", "x", status: 3, words: "Did you mean @kael"),
    Mistake("set", "@kael/casual", status: 2, words: "Say what is to change"),
    Mistake("show", "01ZZZZZZ", status: 3, words: "No generation answers"),
    Mistake("edit", "@last", "red", status: 3, words: "No generation answers"),
    Mistake("reference", "retire", "abcdef", status: 3, words: "No reference"),
    Mistake("reference", "retire", "xyz", status: 2, words: "six or more digits"),
  ]

  static let requests = [
    Mistake("generate", "", "-m", "offline", status: 2, words: "prompt is empty"),
    Mistake("generate", " \n", "-m", "offline", status: 2, words: "prompt is empty"),
    Mistake("generate", "@kael", status: 2, words: "troupe/storyboard"),
    Mistake("generate", "@kael", "-m", "gemini-3-pro-imag", status: 3, words: "gemini-3-pro-image"),
    Mistake("generate", "a", "-m", "offline", "--aspect", "7:5", status: 2, words: "7:5"),
    Mistake("generate", "a", "-m", "offline", "--size", "9K", status: 2, words: "It has: "),
    Mistake("generate", "a", "-m", "offline", "--count", "0", status: 2, words: "1 to 100"),
    Mistake(
      "plan", "@kael", "-m", "offline", "--without", "kaell", status: 3, words: "Did you mean @kael"
    ),
    Mistake("generate", "a", "-m", "offline", "--out", "good.png", status: 1, words: "good.png"),
    Mistake("generate", "a", "-m", "gemini-3-pro-image", status: 2, words: "GEMINI_API_KEY"),
    Mistake(
      "generate", "a", "-m", "gemini-3-pro-image", "--max-cost", "0.01", status: 4,
      words: "--max-cost"),
    Mistake("generate", status: 2, words: "prompt"),
    Mistake("generate", "-dash", "-m", "offline", status: 2, words: "after --"),
    Mistake("frobnicate", status: 2, words: "frobnicate"),
    Mistake("list", "--limit", status: 2, words: "--limit"),
  ]

  @Test(arguments: [images, names, requests])
  func aMistakeIsExplainedAndChangesNothing(_ mistakes: [Mistake]) async throws {
    let fixture = try await Self.fixture()
    let before = try await fixture.snapshot()
    for mistake in mistakes {
      let answer = try await fixture.run(mistake.arguments)
      #expect(answer.status == mistake.status, "\(mistake): \(answer.stderr)")
      #expect(answer.stderr.contains(mistake.words), "\(mistake): \(answer.stderr)")
      #expect(answer.stderr.contains("Error: "), "\(mistake)")
      #expect(answer.stdout.isEmpty, "\(mistake)")
      let asJSON = try await fixture.run(["--json"] + mistake.arguments)
      #expect(asJSON.status == mistake.status, "\(mistake)")
      #expect(asJSON.stdout.isEmpty, "\(mistake)")
      let error = try asJSON.jsonError()["error"]
      #expect(error["exit_status"].int == Int(mistake.status), "\(mistake)")
      #expect(error.names == ["code", "message", "exit_status"], "\(mistake)")
    }
    let after = try await fixture.snapshot()
    #expect(after == before)
  }

  @Test func tooManyPicturesAreNamedAsSuch() async throws {
    let fixture = try await CommandLineFixture.withCast()
    var arguments = ["generate", "a crowd", "-m", "offline"]
    for number in 0..<15 {
      arguments += ["--ref", try fixture.picture("r\(number).png", red: UInt8(number))]
    }
    let answer = try await fixture.run(arguments)
    #expect(answer.status == 4)
    #expect(answer.stderr.contains("15 references were named"))
  }

  @Test func withoutALibraryTheWayToOneIsTold() async throws {
    let fixture = try CommandLineFixture()
    let answer = try await fixture.run(["list"])
    #expect(answer.status == 3)
    #expect(answer.stderr.contains("troupe init"))
    let named = try await fixture.run(["list", "--library", "elsewhere", "--json"])
    #expect(named.status == 3)
    #expect(try named.jsonError()["error"]["code"].string == "no_library")
    try await fixture.must("init", "lib")
    let twice = try await fixture.run(["init"])
    #expect(twice.status == 2 && twice.stderr.contains("holds a library already"))
  }

  @Test func aPictureOfTwoIsTakenAsThatOfTheOneMentioned() async throws {
    let fixture = try await CommandLineFixture.withCast()
    try await fixture.must(
      "add", "character", "anna", fixture.folder.appending(path: "kael.png").path)
    let list = try await fixture.must("reference", "list", "@anna", "--json").json()
    let digest = try #require(list["references"][0]["digest"].string)
    let unclear = try await fixture.run(["plan", "a crowd", "-m", "offline", "--ref", digest])
    #expect(unclear.status == 2 && unclear.stderr.contains("@anna, @kael"), "\(unclear.stderr)")
    let plan = try await fixture.must(
      "plan", "@kael runs", "-m", "offline", "--ref", digest, "--json")
    #expect(try plan.json()["selection"]["chosen"][0]["asset"].string == "@kael")
  }

  @Test func aBrokenProfileFileIsNamed() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let models = fixture.library.appending(path: "models")
    try FileManager.default.createDirectory(at: models, withIntermediateDirectories: true)
    _ = try fixture.file("lib/models/mine.json", Data("{".utf8))
    let broken = try await fixture.run(["models"])
    #expect(broken.status == 0 && broken.stderr.contains("mine.json"), "\(broken.stderr)")
    #expect(broken.stdout.contains("troupe/storyboard"))
    try FileManager.default.removeItem(at: models.appending(path: "mine.json"))
    try FileManager.default.createDirectory(
      at: models.appending(path: "dir.json"), withIntermediateDirectories: true)
    let folder = try await fixture.run(["models"])
    #expect(folder.status == 0 && folder.stderr.contains("dir.json"), "\(folder.stderr)")
  }

  @Test(.enabled(if: geteuid() != 0, "root may read every file: run the tests as another user"))
  func aFileThatMayNotBeReadIsNamed() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let path = try fixture.picture("secret.png")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    let answer = try await fixture.run(["add", "character", "x", path])
    #expect(answer.status == 5 && answer.stderr.contains("secret.png"))
  }

  private static func fixture() async throws -> CommandLineFixture {
    let fixture = try CommandLineFixture()
    try await fixture.must("init", "lib")
    try await fixture.must("add", "character", "kael", fixture.picture("kael.png"))
    let whole = SamplePicture.png(width: 64, height: 64)
    let hugeJPEG: [UInt8] = [
      0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0xFF, 0xDC, 0xFF, 0xDC, 3, 1, 0x11, 0, 2, 0x11, 0, 3,
      0x11, 0, 0xFF, 0xD9,
    ]
    let files: [String: Data] = [
      "note.png": Data("just words".utf8), "cut.png": whole.prefix(whole.count / 2),
      "bomb.jpg": Data(hugeJPEG), "empty.png": Data(), "good.png": whole,
    ]
    for (name, bytes) in files { _ = try fixture.file("lib/\(name)", bytes) }
    try FileManager.default.createDirectory(
      at: fixture.library.appending(path: "folder"), withIntermediateDirectories: true)
    #expect(mkfifo(fixture.library.appending(path: "pipe").path, 0o600) == 0)
    return fixture
  }
}
