import Foundation
import TestSupport
import Testing
import TroupeImaging

@Suite struct FolderImportTests {
  /// A folder of small pictures, each of its own color.
  private func pictures(_ count: Int, in fixture: CommandLineFixture) throws -> String {
    let folder = fixture.folder.appending(path: "shoot")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for index in 0..<count {
      _ = try fixture.picture(
        "shoot/\(index).png", red: UInt8(index % 7) * 30, green: UInt8(index / 7 % 7) * 30,
        blue: UInt8(index / 49) * 30)
    }
    return folder.path
  }

  /// A folder whose last pictures take long enough to be interrupted.
  private func manyPictures(in fixture: CommandLineFixture) throws -> (folder: String, count: Int) {
    let folder = try pictures(120, in: fixture)
    for index in 0..<24 {
      let bytes = try Raster(
        width: 3000, height: 2000, filledWith: Color(hex: UInt32(index))
      ).encodedPNG()
      _ = try fixture.file("shoot/large-\(index).png", bytes)
    }
    return (folder, 144)
  }

  private func count(_ fixture: CommandLineFixture) async throws -> Int {
    try await fixture.must("reference", "list", "@kael", "--json").json()["references"].array.count
  }

  @Test(.enabled(if: SQLiteShell.isInstalled, SQLiteShell.advice))
  func aFolderStandsForItsPicturesInTheOrderPeopleCount() async throws {
    let fixture = try CommandLineFixture()
    try await fixture.must("init", "lib")
    let folder = try pictures(12, in: fixture)
    let below = fixture.folder.appending(path: "shoot/below")
    try FileManager.default.createDirectory(at: below, withIntermediateDirectories: true)
    _ = try fixture.picture("shoot/below/side.wrong", red: 255)
    _ = try fixture.picture("shoot/.hidden.png", red: 254)
    _ = try fixture.file("shoot/notes.txt", Data("buy ink".utf8))
    _ = try fixture.file("shoot/torn.png", Data("not one".utf8))
    try FileManager.default.createSymbolicLink(
      at: below.appending(path: "loop"), withDestinationURL: fixture.folder.appending(path: "shoot")
    )

    let answer = try await fixture.run(["add", "character", "kael", folder, "--json"])
    #expect(answer.status == 5)
    #expect(try answer.jsonError()["error"]["code"].string == "some_refused")
    let document = try answer.json()
    #expect(document["asset"]["handle"].string == "@kael")
    #expect(document["references"].array.count == 13)
    #expect(document["refused"].array.count == 1)
    #expect(document["refused"][0]["file"].string == "\(folder)/torn.png")
    #expect(document["refused"][0]["code"].string == "bad_image")
    #expect(
      document["passed_over"].array.compactMap(\.string).sorted()
        == ["\(folder)/below/loop", "\(folder)/notes.txt"].filter { !$0.hasSuffix("loop") })

    try FileManager.default.removeItem(atPath: "\(folder)/torn.png")
    let again = try await fixture.must("reference", "add", "@kael", folder)
    #expect(again.stderr.contains("0 added · 13 there already · 1 passed over"), "\(again.stderr)")
    let order = try await SQLiteShell.answer(
      to: """
        SELECT group_concat(file_name) FROM
        (SELECT s.file_name FROM reference r JOIN source s ON s.digest = r.source ORDER BY r.rank)
        """, in: fixture)
    #expect(
      order.stdout
        == (0..<12).map { "\($0).png" }.joined(separator: ",") + ",side.wrong\n")
  }

  @Test func aKilledImportGoesOnWhereItStopped() async throws {
    let (fixture, folder, all) = try await killedImport()
    let before = try await count(fixture)
    #expect(before > 0 && before.isMultiple(of: 24))
    let again = try await fixture.must("reference", "add", "@kael", folder)
    #expect(
      again.stderr.contains("\(all - before) added · \(before) there already"), "\(again.stderr)")
    #expect(try await count(fixture) == all)
    try await fixture.must("verify")
  }

  /// A library in the middle of an import. On a busy machine one may end before it is stopped.
  private func killedImport() async throws -> (CommandLineFixture, folder: String, all: Int) {
    for _ in 0..<10 {
      let fixture = try CommandLineFixture()
      try await fixture.must("init", "lib")
      let (folder, all) = try manyPictures(in: fixture)
      let run = try fixture.start(["add", "character", "kael", folder])
      // Three files a picture: by then, the first groups have their rows.
      let objects = fixture.library.appending(path: "objects").path
      while true {
        let names = FileManager.default.subpaths(atPath: objects) ?? []
        if names.count(where: { $0.contains("/") && !$0.contains("/.") }) > 80 { break }
        try await Task.sleep(for: .milliseconds(1))
      }
      run.signal(SIGKILL)
      if try await run.answer().status == 128 + SIGKILL { return (fixture, folder, all) }
    }
    throw CancellationError()
  }

  @Test func anInterruptionSaysHowToGoOn() async throws {
    let fixture = try CommandLineFixture()
    try await fixture.must("init", "lib")
    let (folder, _) = try manyPictures(in: fixture)
    let run = try fixture.start(["add", "character", "kael", folder])
    let objects = fixture.library.appending(path: "objects").path
    while (FileManager.default.subpaths(atPath: objects) ?? []).count < 12 {
      try await Task.sleep(for: .milliseconds(1))
    }
    run.signal(SIGINT)
    let answer = try await run.answer()
    #expect(answer.status == 130)
    #expect(
      answer.stderr.contains("To go on: troupe reference add @kael \(folder)"), "\(answer.stderr)")
    let left = FileManager.default.subpaths(atPath: objects)?.filter { $0.contains("/.") }
    #expect(left == [])
  }
}
