import Foundation
import Testing
import Troupe

/// Where libraries, keys and profiles stand.
@Suite struct PlacesTests {
  private func environment(_ scratch: TemporaryLibrary) -> [String: String] {
    [
      "HOME": scratch.base.path, "XDG_CONFIG_HOME": scratch.base.appending(path: "config").path,
      "XDG_DATA_HOME": scratch.base.appending(path: "data").path,
    ]
  }

  @Test func aLibraryIsFoundAsGitFindsItsFolder() async throws {
    let scratch = try await TemporaryLibrary()
    var environment = environment(scratch)
    let lib = scratch.library.folder.standardizedFileURL.path
    try scratch.file("lib/shots/deep/a.txt", Data())
    let deep = scratch.library.folder.appending(path: "shots/deep").path
    let below = try LibraryLocation.find(named: nil, from: deep, environment: environment)
    #expect(below.folder.standardizedFileURL.path == lib && !below.isNamed)
    let named = try LibraryLocation.find(named: lib, from: "/", environment: environment)
    #expect(named.isNamed && named.folder.path == lib)
    #expect(throws: TroupeError.library(.noLibrary(searched: "/none"))) {
      try LibraryLocation.find(named: "/none", from: deep, environment: environment)
    }
    #expect(
      await code {
        _ = try LibraryLocation.find(named: nil, from: "/", environment: environment)
      } == "no_library")
    let usual = LibraryLocation.usualFolder(environment)
    #expect(usual.path == scratch.base.appending(path: "data/troupe").path)
    try await Library.make(at: usual).close()
    let found = try LibraryLocation.find(named: nil, from: "/", environment: environment)
    #expect(found.folder.path == usual.path && !found.isNamed)
    environment["TROUPE_LIBRARY"] = lib
    let set = try LibraryLocation.find(named: nil, from: "/", environment: environment)
    #expect(set.folder.path == lib && set.isNamed)
    environment["TROUPE_LIBRARY"] = ""
    #expect(try LibraryLocation.find(named: nil, from: "/", environment: environment) == found)
  }

  @Test func keysAreKeptForTheUserAlone() async throws {
    let scratch = try await TemporaryLibrary()
    let environment = environment(scratch)
    let store = KeyStore(environment: environment)
    #expect(try store.providers().isEmpty && store.key(of: "google") == nil)
    #expect(try store.remove("google") == false)
    try store.set(" k-123\n", for: "google")
    #expect(try store.key(of: "google") == "k-123" && store.providers() == ["google"])
    let file = scratch.base.appending(path: "config/troupe/keys.json")
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
    #expect((mode as? NSNumber)?.intValue == 0o600)
    for wrong in ["", " ", "two words", "鑰匙"] {
      #expect(await code { try store.set(wrong, for: "google") } == "invalid_value")
    }
    let status = try store.status(of: "Google", environment: environment)
    #expect(status.isStored && status.isKnown && status.variable == nil)
    let variable = try #require(status.variables.first)
    var set = environment
    set[variable] = "k-456"
    #expect(try store.status(of: "google", environment: set).variable == variable)
    #expect(
      try store.statuses(environment: environment).map(\.provider)
        == [
          "ark", "bfl", "dashscope", "fal", "google", "ideogram", "luma", "openai", "openrouter",
          "replicate", "runway", "vertex", "xai",
        ])
    #expect(
      await code { _ = try store.status(of: "troupe", environment: environment) }
        == "invalid_value")
    #expect(try store.remove("google") && store.providers().isEmpty)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
    #expect(await code { _ = try store.providers() } == "file")
    #expect(await code { _ = try store.key(of: "google") } == "file")
    try FileManager.default.removeItem(at: file)
    #expect(mkfifo(file.path, 0o600) == 0)
    #expect(await code { _ = try store.key(of: "google") } == "file")
  }

  @Test func modelsAreDataOfThreePlaces() async throws {
    let scratch = try await TemporaryLibrary()
    let environment = environment(scratch)
    let own = Models.all(environment: environment).map(\.id)
    #expect(own.contains("troupe/storyboard") && !own.contains("troupe/pocket"))
    let folder = scratch.library.folder
    let all = Models.all(libraryFolder: folder, environment: environment)
    #expect(all.map(\.id).contains("troupe/pocket"))
    let offline = try Models.profile(named: "OFFLINE", environment: environment)
    #expect(offline.profile.id == "troupe/storyboard" && offline.note == nil)
    let pocket = try Models.profile(
      named: "pocket", libraryFolder: folder, environment: environment)
    #expect(pocket.profile.limits.images.hard == 3)
    let fault = #expect(throws: TroupeError.self) {
      try Models.profile(named: "storybord", environment: environment)
    }
    guard case .request(.unknownModel("storybord", let nearest)) = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
    #expect(!nearest.isEmpty)
    try scratch.file("config/troupe/models/bad.json", Data("{".utf8))
    let problems = Models.problems(environment: environment)
    #expect(problems.map(\.code) == ["invalid_value"] && "\(problems)".contains("bad.json"))
    #expect(Models.all(environment: environment).map(\.id) == own)
  }
}
