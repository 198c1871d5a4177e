import Foundation
import Testing
import TroupeStorage
import TroupeVocabulary

struct StagingTests {
  private let bytes = Data("a picture".utf8)

  @Test func aStagedFileIsNoObjectUntilPublished() throws {
    let library = try TestLibrary()
    let store = ObjectStore(folder: library.folder.appending(path: "objects"))
    let staged = try store.stage(bytes, fileExtension: "bin")
    #expect(staged.digest == Digest(hashing: bytes) && staged.byteCount == bytes.count)
    #expect(try store.all().isEmpty)
    try store.publish(staged)
    #expect(try store.all().map(\.digest) == [staged.digest])
    #expect(store.check(staged.digest, fileExtension: "bin") == nil)
    #expect(try store.removeLeftovers(changedBefore: .distantFuture) == 0)
  }

  @Test func aDiscardedFileLeavesNothing() throws {
    let library = try TestLibrary()
    let store = ObjectStore(folder: library.folder.appending(path: "objects"))
    store.discard(try store.stage(bytes, fileExtension: "bin"))
    #expect(try store.all().isEmpty)
    #expect(try store.removeLeftovers(changedBefore: .distantFuture) == 0)
  }

  @Test func theSameBytesTwiceAreOneObject() throws {
    let library = try TestLibrary()
    let store = ObjectStore(folder: library.folder.appending(path: "objects"))
    for staged in try [
      store.stage(bytes, fileExtension: "bin"), store.stage(bytes, fileExtension: "bin"),
    ] {
      try store.publish(staged)
    }
    #expect(try store.all().count == 1)
  }
}
