import Foundation
import Testing
import TroupeStorage
import TroupeVocabulary

@testable import TroupeCatalog
@testable import TroupeImaging

/// What pictures are sought by is what their fingerprints say, whatever becomes of those.
struct HashBlockTests {
  private let test: TestCatalog

  init() throws { test = try TestCatalog() }

  private func fingerprint(_ number: UInt64) -> Fingerprint {
    let hash = PictureHash(
      frequencies: number &* 0x9E37_79B9_7F4A_7C15, gradients: number &* 0xC2B2_AE3D_27D4_EB4F)
    return Fingerprint(
      hash: hash, mirrored: PictureHash(frequencies: ~number, gradients: number), aspect: 1,
      meanColor: .white, palette: [], sharpness: 1)
  }

  private func digest(_ number: UInt64) -> Digest { Digest(hashing: Data("\(number)".utf8)) }

  private func add(_ numbers: Range<UInt64>) async throws {
    try await test.database.write { connection in
      for number in numbers {
        let digest = digest(number)
        try connection.nameObject(digest, fileExtension: "png", byteCount: 1, at: Date())
        try fingerprint(number).keep(of: digest, in: connection)
      }
    }
  }

  private func areSound() async throws -> Bool {
    try await test.database.read { try HashBlocks($0).areSound() }
  }

  private func found(_ number: UInt64, by catalog: Catalog? = nil) async throws -> [Digest] {
    let query = PictureQuery(digest(0), fingerprint(number))
    return try await (catalog ?? test.catalog).find(query, within: 0).map(\.digest)
  }

  @Test func theyFollowWhatComesAndGoes() async throws {
    try await add(1..<501)
    #expect(try await test.count("fingerprint_block") == 4)
    #expect(try await areSound())
    for number: UInt64 in [1, 160, 161, 500] {
      #expect(try await found(number) == [digest(number)])
    }
    let gone = (100..<330).map(digest)
    try await test.database.write { connection in
      try HashBlocks(connection).forget(gone)
      for digest in gone {
        try connection.deleteDigested(from: "fingerprint", where: "digest = ?", digest)
      }
    }
    #expect(try await test.count("fingerprint_block") == 2)
    #expect(try await areSound())
    #expect(try await found(200).isEmpty)
    #expect(try await found(99) == [digest(99)])
    #expect(try await found(500) == [digest(500)])
    try await add(100..<120)
    #expect(try await areSound())
    #expect(try await found(119) == [digest(119)])
  }

  @Test func anOpenCatalogueSeesWhatAnotherProgramAdds() async throws {
    try await add(1..<10)
    #expect(try await found(3) == [digest(3)])
    let other = try TestCatalog(in: test.folder)
    #expect(try await found(3, by: other.catalog) == [digest(3)])
    try await add(10..<200)
    #expect(try await found(199, by: other.catalog) == [digest(199)])
    try await test.database.write { connection in
      try HashBlocks(connection).forget([digest(199), digest(3)])
      for number: UInt64 in [199, 3] {
        try connection.deleteDigested(
          from: "fingerprint", where: "digest = ?", digest(number))
      }
    }
    #expect(try await found(199, by: other.catalog).isEmpty)
    #expect(try await found(198, by: other.catalog) == [digest(198)])
    try other.database.close()
  }

  @Test func aFingerprintThatChangesTakesTheOldOnesPlace() async throws {
    try await add(1..<5)
    try await test.database.write { connection in
      // Another way of taking it must not undo that of a reference.
      try fingerprint(9).keep(of: digest(2), in: connection)
      try fingerprint(8).keep(of: digest(3), over: .again, in: connection)
    }
    #expect(try await found(2) == [digest(2)])
    #expect(try await found(9).isEmpty)
    #expect(try await found(8) == [digest(3)])
    #expect(try await found(3).isEmpty)
    #expect(try await areSound())
    #expect(try await test.count("fingerprint") == 4)
  }

  @Test func whatNoFingerprintConfirmsIsNotFound() async throws {
    try await add(1..<5)
    try await test.database.write { connection in
      try HashBlocks(connection).append(fingerprint(7).hash, of: digest(7))
      try connection.execute(
        "UPDATE fingerprint SET gradients = gradients + 1 WHERE digest = ?", digest(4))
    }
    #expect(try await !areSound())
    #expect(try await found(7).isEmpty)
    #expect(try await found(4).isEmpty)
    try await test.database.write { connection in
      try HashBlocks(connection).rebuild()
      try connection.sumAgain("fingerprint")
    }
    #expect(try await areSound())
    #expect(try await found(1) == [digest(1)])
  }

  @Test func imagesWithoutAFingerprintWait() async throws {
    try await test.database.write { connection in
      for number: UInt64 in [1, 2] {
        try connection.nameObject(
          digest(number), fileExtension: "png", byteCount: 1, at: Date())
        try Fingerprint.wait(for: digest(number), in: connection)
        try Fingerprint.wait(for: digest(number), in: connection)
      }
    }
    #expect(try await test.catalog.waitingCount() == 2)
    try await add(1..<2)
    #expect(try await test.catalog.waitingCount() == 1)
    try await test.database.write { try Fingerprint.wait(for: digest(1), in: $0) }
    #expect(try await test.catalog.waitingCount() == 1)
  }

  @Test func whatIsAskedOfAMillionPicturesIsAskedOfIndexes() async throws {
    try await test.database.read { connection in
      for (sql, arguments) in [
        (Catalog.ownersStatement, ["[]"] as [any SQLValue]), (HashBlocks.newerStatement, [0]),
        (HashBlocks.lastStatement, []), (Catalog.beginningStatement, ["a", "b"]),
      ] {
        let steps = try connection.rows("EXPLAIN QUERY PLAN " + sql, arguments: arguments).map {
          try $0.text("detail")
        }
        let scans = steps.filter {
          $0.hasPrefix("SCAN") && $0 != "SCAN fingerprint_block" && !$0.contains("json_each")
        }
        #expect(scans.isEmpty, "\(sql): \(steps)")
        if sql == HashBlocks.newerStatement {
          #expect(steps.contains { $0.contains("fingerprint_block_stamp") }, "\(steps)")
        }
      }
    }
  }
}
