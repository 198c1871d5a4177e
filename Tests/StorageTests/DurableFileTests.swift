import Foundation
import Testing
import TroupeStorage
import TroupeVocabulary

struct DurableFileTests {
  private let library: TestLibrary

  init() throws { library = try TestLibrary() }

  @Test func replacesWholeOrNotAtAll() throws {
    let path = library.folder.appending(path: "settings.toml").path
    try DurableFile.write(Data("old".utf8), to: path)
    try DurableFile.write(Data("new".utf8), to: path, mode: 0o640)
    #expect(try library.bytes(path) == Data("new".utf8))
    #expect(try library.state().keys.sorted() == ["settings.toml"])
    let facts = try FileManager.default.attributesOfItem(atPath: path)
    #expect(facts[.posixPermissions] as? Int == 0o640)
  }

  @Test func aFailureLeavesNothingBehind() throws {
    let folder = library.folder.appending(path: "taken")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    #expect(throws: TroupeError.self) { try DurableFile.write(Data("a".utf8), to: folder.path) }
    #expect(try library.files().keys.sorted() == ["taken"])
    let missing = library.folder.appending(path: "missing/file").path
    #expect(throws: TroupeError.self) { try DurableFile.write(Data("a".utf8), to: missing) }
  }
}
