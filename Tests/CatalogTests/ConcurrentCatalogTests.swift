import Foundation
import Testing
import TroupeCatalog
import TroupeVocabulary

struct ConcurrentCatalogTests {
  @Test func oneOfManyGetsTheHandle() async throws {
    let test = try TestCatalog()
    let outcomes = await withTaskGroup(of: TroupeError?.self) { group in
      for color in UInt32(0)..<12 {
        group.addTask {
          do {
            try await test.character("kael", .plain(color))
            return nil
          } catch { return error as? TroupeError }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.count { $0 == nil } == 1)
    #expect(outcomes.count { $0 == .catalog(.handleTaken("kael", kind: .character)) } == 11)
    #expect(try await test.count("reference") == 1)
  }

  @Test func severalProcessesAddToOneAsset() async throws {
    let test = try TestCatalog()
    try await test.character("kael")
    let folder = test.folder
    await withTaskGroup(of: Void.self) { group in
      for process in UInt32(0)..<4 {
        group.addTask {
          await #expect(processExitsWith: .success) {
            [folder = folder as URL, process = process as UInt32] in
            let other = try TestCatalog(in: folder)
            for color in UInt32(0)..<6 {
              _ = try await other.catalog.addReferences(
                to: Handle("kael"),
                [.plain(process * 1000 + color, look: "look\(color)"), .plain(0xFFFFFF)])
            }
            // The folder is the parent's to remove.
            exit(0)
          }
        }
      }
    }
    let references = try await test.catalog.references(of: Handle("kael"), includeRetired: false)
    #expect(references.count == 25)
    #expect(references.map(\.rank) == Array(0..<25))
    #expect(try await test.catalog.asset(Handle("kael")).looks.count == 6)
  }
}
