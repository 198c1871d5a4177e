import Foundation
import Testing
import Troupe

/// Importing many pictures, and saying things of many.
@Suite struct ShootTests {
  @Test func namesSayWhatPicturesShow() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await library.add(.character, "mira")
    for (index, name) in ["winter/left side.png", "back 2.png", "mira front.png"].enumerated() {
      try scratch.picture("shoot/\(name)", red: UInt8(60 * index))
    }
    try scratch.file("shoot/back 2.txt", Data("a man".utf8))
    let shoot: [ImageName] = [.file(scratch.base.appending(path: "shoot"))]
    let read = try await library.readNames(of: shoot, for: "kael")
    #expect(read.newLooks == ["winter"])
    #expect(read.passedOver.map { URL(filePath: $0).lastPathComponent } == ["back 2.txt"])
    #expect(read.pictures.map(\.view) == ["back", "front", "profile-left"])
    #expect(read.pictures.map(\.other) == [nil, "mira", nil])
    #expect(try await library.assets().count == 1)

    let added = try await library.add(.character, "kael", images: shoot, readsNames: true)
    #expect(added.references.map(\.reference.view) == read.pictures.map(\.view))
    #expect(added.references.map(\.reference.look) == [nil, nil, "winter"])
    #expect(
      added.references.map(\.reference.fileName) == [
        "back 2.png", "mira front.png", "left side.png",
      ])
    #expect(added.references[1].notes.contains("by its name it shows @mira"))
    #expect(added.references[2].notes.contains("new look winter"))
    // What is said counts more, and a name that is not asked for says nothing.
    let side = try scratch.picture("side.png", red: 7)
    let other = try await library.addReferences(
      to: "kael", images: [.file(side)], ReferenceDetails(view: .front), readsNames: true)
    #expect(other.references.map(\.reference.view) == [.front])
    let plain = try scratch.picture("face.png", red: 9)
    let unread = try await library.addReferences(to: "kael", images: [.file(plain)])
    #expect(unread.references.map(\.reference.view) == [nil])
  }

  @Test func manyReferencesAreSetAtOnceOrNone() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    let images = try (0..<3).map {
      try ImageName.file(scratch.picture("\($0).png", blue: UInt8(9 * $0)))
    }
    let added = try await library.addReferences(to: "kael", images: images).references
    let digests = added.map { String($0.reference.digest.hex.prefix(8)) }

    let csv =
      "reference;view;look;caption;pin\r\n\(digests[0]);back;winter;\"a coat;\n\"\"red\"\"\";yes\r\n\r\n1.png;face;;;\n"
    let file = try scratch.file("table.csv", Data(csv.utf8))
    let changed = try await library.setReferences(
      ReferenceTable(contentsOf: file, of: "kael").changes)
    #expect(changed.map(\.view) == ["back", "face"] && changed.map(\.look) == ["winter", nil])
    #expect(changed[0].caption == "a coat;\n\"red\"" && changed[0].isPinned && !changed[1].isPinned)
    let cleared = try ReferenceTable(
      csv: Data("file,look,pin\n0.png,-,no".utf8), name: "t", of: "kael")
    #expect(try await library.setReferences(cleared.changes)[0].look == nil)
    #expect(
      try await library.references(of: "kael").first { $0.fileName == "0.png" }?.view == "back")

    let tagged = try ReferenceTable(
      csv: Data("file,tags\n0.png,night; 雨".utf8), name: "t", of: "kael")
    #expect(try await library.setReferences(tagged.changes)[0].tags == ["night", "雨"])

    let faults = [
      ("reference,view\n\(digests[2]),pose\n\(digests[2].prefix(7)),front", "t, line 3"),
      ("reference,view\n\(digests[2]),pose\nffffff,front", "t, line 3"),
      ("reference,view\n\(digests[2]),pose\nnone.png,front", "t, line 3"),
      ("reference,look\n\(digests[2]),winter\n\(digests[1]),a b", "t, line 3"),
      ("reference,size\n\(digests[2]),3", "t, line 1"), ("view\nfront", "t, line 1"),
      ("reference,pin\n\n\(digests[2]),perhaps", "t, line 3"),
      ("reference,view\n\(digests[2]),a,b", "t, line 2"), ("reference,view\n\"a,b", "t, line 2"),
      ("", "table"),
    ]
    for (csv, place) in faults {
      let fault = await #expect(throws: TroupeError.self) {
        try await library.setReferences(ReferenceTable(csv: Data(csv.utf8), name: "t").changes)
      }
      guard case .invalidValue(let name, _, _) = fault else {
        Issue.record("\(csv): \(String(describing: fault))")
        continue
      }
      #expect(name == place, "\(csv)")
    }
    #expect(try await library.references(of: "kael").first { $0.fileName == "2.png" }?.view == nil)
    #expect(
      await code {
        try await library.setReferences([ReferenceChange("0.png", of: "米拉", ReferenceDetails())])
      }
        == "unknown_reference")
  }
}
