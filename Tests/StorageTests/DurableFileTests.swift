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

  /// As several answers with the same image are.
  @Test func theSameFileIsWrittenByManyAtOnce() async throws {
    let path = library.folder.appending(path: "page.png").path
    await withTaskGroup { group in
      for _ in 0..<8 {
        group.addTask {
          for _ in 0..<200 {
            #expect(throws: Never.self) {
              try DurableFile.write(Data("image".utf8), to: path)
            }
          }
        }
      }
    }
    #expect(try library.state().keys.sorted() == ["page.png"])
  }

  @Test func objectsAreWrittenByManyAtOnce() async throws {
    let objects = ObjectStore(folder: library.folder.appending(path: "objects"))
    await withTaskGroup { group in
      for writer in 0..<8 {
        group.addTask {
          for round in 0..<50 {
            let bytes = Data("image \(writer * round)".utf8)
            #expect(throws: Never.self) {
              let piecewise = try ObjectWriter(in: objects)
              try bytes.withUnsafeBytes { try piecewise.write($0) }
              let made = try piecewise.finish(fileExtension: "png")
              #expect(try objects.put(bytes, fileExtension: "png") == made)
              #expect(try objects.read(made, fileExtension: "png") == bytes)
            }
          }
        }
      }
    }
    #expect(try objects.removeLeftovers(changedBefore: .distantFuture) == 0)
  }
}
