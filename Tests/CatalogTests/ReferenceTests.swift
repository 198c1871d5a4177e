import Foundation
import Testing
import TroupeCatalog
import TroupeImaging
import TroupeStorage
import TroupeVocabulary

struct ReferenceTests {
  private let test: TestCatalog
  private var catalog: Catalog { test.catalog }
  private let kael: Handle

  init() throws {
    test = try TestCatalog(normalization: Normalization(longEdge: 200))
    kael = Handle("kael")
  }

  @Test func aReferenceIsKeptWithAllThatIsSaid() async throws {
    let new = try NewReference.plain(
      0x336699, width: 400, height: 300, look: "Casual", view: .threeQuarter, caption: "在屋顶",
      tags: ["雨", "night", "night"], isPinned: true)
    try await test.character("kael", new)
    let asset = try await catalog.asset(kael)
    #expect(asset.looks == [Look(name: "Casual")])
    let reference = try #require(
      try await catalog.references(of: kael, includeRetired: false).first)
    #expect(reference.asset == kael)
    #expect(reference.kind == .character)
    #expect(reference.view == .threeQuarter)
    #expect(reference.look == "Casual")
    #expect(reference.caption == "在屋顶")
    #expect(reference.tags == ["night", "雨"])
    #expect(reference.isPinned)
    #expect(reference.rank == 0)
    #expect((reference.width, reference.height) == (200, 150))
    #expect(reference.image.type == .png)
    #expect(reference.retiredAt == nil)
  }

  @Test func sourceReferenceAndThumbnailAreFiles() async throws {
    let new = try NewReference.plain(0x336699, width: 400, height: 300)
    try await test.character("kael", new)
    let reference = try #require(
      try await catalog.references(of: kael, includeRetired: false).first)
    #expect(try reference.source == Digest(hashing: new.read()))
    #expect(try test.objects.read(reference.source, fileExtension: "png") == new.read())
    let bytes = try test.objects.read(reference.digest, fileExtension: "png")
    #expect(bytes.count == reference.image.byteCount)
    #expect(try Normalization().apply(to: bytes).width == 200)
    let (source, thumbnail) = try await test.database.read { connection in
      (
        try connection.row("SELECT * FROM source")?.text("file_name"),
        try connection.row("SELECT thumbnail FROM thumbnail WHERE digest = ?", reference.digest)?
          .digest(0)
      )
    }
    #expect(source == "3368601.png", "the name without the folder")
    #expect(test.objects.check(try #require(thumbnail), fileExtension: "png") == nil)
    let named = try await test.database.read { connection in
      try connection.rows("SELECT digest, extension, byte_count FROM object").map {
        (try $0.digest(0), try $0.text(1), try $0.int(2))
      }
    }
    #expect(named.map(\.0).sorted() == (try test.objects.all()).map(\.digest))
    for (digest, fileExtension, byteCount) in named {
      #expect(test.objects.check(digest, fileExtension: fileExtension) == nil)
      #expect(try test.objects.read(digest, fileExtension: fileExtension).count == byteCount)
    }
  }

  @Test func theSamePictureIsNotDoubled() async throws {
    let picture = try NewReference.plain(0x336699)
    try await test.character("kael", picture)
    let again = try await catalog.addReferences(to: kael, [picture, .plain(0x996633)]).references
    #expect(again.map(\.isNew) == [false, true])
    #expect(again[0].notes == ["the same picture is there already"])
    #expect(try await catalog.references(of: kael, includeRetired: true).map(\.rank) == [0, 1])
    let twice = try await catalog.addReferences(to: kael, [.plain(0x1), .plain(0x1)]).references
    #expect(twice.map(\.isNew) == [true, false])
  }

  @Test func twoAssetsMayShareAPicture() async throws {
    let picture = try NewReference.plain(0x336699)
    try await test.character("kael", picture)
    try await test.character("anna", picture)
    let prefix = try #require(
      try await catalog.references(of: kael, includeRetired: false).first?.digest.short)
    let fault = await #expect(throws: TroupeError.self) {
      try await catalog.reference(prefix: prefix, of: nil)
    }
    #expect(fault == .catalog(.sharedReference(prefix, assets: ["@anna", "@kael"])))
    #expect(try await catalog.reference(prefix: prefix, of: kael).asset == kael)
    #expect(try await test.count("source") == 1)
  }

  @Test func retiringIsUndoneAndDatedOnce() async throws {
    try await test.character("kael", .plain(0x1), .plain(0x2))
    let first = try await catalog.references(of: kael, includeRetired: false)[0]
    let retired = try await catalog.retire(first, true)
    #expect(retired.retiredAt != nil)
    #expect(try await catalog.retire(first, true).retiredAt == retired.retiredAt)
    #expect(try await catalog.references(of: kael, includeRetired: false).map(\.rank) == [1])
    #expect(try await catalog.references(of: kael, includeRetired: true).count == 2)
    #expect(try await catalog.retire(first, false) == first)
  }

  @Test func aRetiredPictureAddedAgainComesBack() async throws {
    let picture = try NewReference.plain(0x1)
    try await test.character("kael", picture)
    let reference = try await catalog.references(of: kael, includeRetired: false)[0]
    _ = try await catalog.retire(reference, true)
    let again = try await catalog.addReferences(to: kael, [picture]).references
    #expect(again[0].isNew == false)
    #expect(again[0].reference == reference)
    #expect(again[0].notes == ["the same picture was retired and is in use again"])
  }

  @Test func whatIsSaidOfAReferenceDetails() async throws {
    try await test.character("kael", .plain(0x1, look: "red", view: .front))
    let reference = try await catalog.references(of: kael, includeRetired: false)[0]
    let pinned = try await catalog.setReferences([
      (reference, ReferenceDetails(isPinned: true))
    ])[0]
    #expect(pinned.isPinned)
    #expect(pinned.view == .front)
    let changed = try await catalog.setReferences([
      (
        reference,
        ReferenceDetails(
          view: .back, look: "夏装", caption: "背影", tags: ["b", "a"], isPinned: false)
      )
    ])[0]
    #expect(changed.view == .back)
    #expect(changed.look == "夏装")
    #expect(changed.caption == "背影")
    #expect(changed.tags == ["a", "b"])
    #expect(!changed.isPinned)
    #expect(try await catalog.asset(kael).looks.map(\.name) == ["red", "夏装"])
    let usual = try await catalog.setReferences([
      (reference, ReferenceDetails(view: View(rawValue: ""), look: ""))
    ])[0]
    #expect(usual.look == nil)
    #expect(usual.view == nil)
    #expect(usual.caption == "背影")
  }

  @Test("a reference takes the place it is given, and those that are not in use stand behind")
  func order() async throws {
    try await test.character("kael", .plain(0x1), .plain(0x2), .plain(0x3), .plain(0x4))
    func digests() async throws -> [Digest] {
      try await catalog.references(of: kael, includeRetired: false).map(\.digest)
    }
    let all = try await catalog.references(of: kael, includeRetired: false)
    let first = all.map(\.digest)
    func move(_ index: Int, to order: Int) async throws {
      _ = try await catalog.setReferences([(all[index], ReferenceDetails(order: order))])
    }
    try await move(3, to: 1)
    #expect(try await digests() == [first[3], first[0], first[1], first[2]])
    try await move(3, to: 99)
    #expect(try await digests() == first)
    _ = try await catalog.retire(all[0], true)
    try await move(3, to: 2)
    #expect(try await digests() == [first[1], first[3], first[2]])
    for order in [0, -1] {
      await #expect(throws: TroupeError.self) { try await move(1, to: order) }
    }
    #expect(try await digests() == [first[1], first[3], first[2]])
  }

  @Test func looksAreOneInAnySpelling() async throws {
    try await test.character(
      "kael", .plain(0x1, look: "Casual"), .plain(0x2, look: "CASUAL"), .plain(0x3, look: "冬"))
    #expect(try await catalog.asset(kael).looks.map(\.name) == ["Casual", "冬"])
    #expect(
      try await catalog.references(of: kael, includeRetired: false).map(\.look)
        == ["Casual", "Casual", "冬"])
    await #expect(throws: TroupeError.self) {
      try await catalog.addReferences(to: kael, [.plain(0x4, look: "not a handle")])
    }
    #expect(try await catalog.references(of: kael, includeRetired: true).count == 3)
  }

  @Test func aPrefixNamesOneReference() async throws {
    try await test.character("kael", .plain(0x1), .plain(0x2))
    let reference = try await catalog.references(of: kael, includeRetired: false)[1]
    let hex = reference.digest.hex
    for text in [
      String(hex.prefix(6)), hex.uppercased(), reference.digest.description, String(hex.prefix(12)),
    ] { #expect(try await catalog.reference(prefix: text, of: nil) == reference) }
    for text in [String(hex.prefix(5)), "", "zzzzzz", "%%%%%%%"] {
      let fault = await #expect(throws: TroupeError.self) {
        try await catalog.reference(prefix: text, of: nil)
      }
      #expect(fault?.code == "invalid_value")
    }
    let other = hex.hasPrefix("0") ? "ffffff" : "000000"
    await #expect(throws: TroupeError.catalog(.unknownReference(other))) {
      try await catalog.reference(prefix: other, of: kael)
    }
    await #expect(throws: TroupeError.self) {
      try await catalog.reference(prefix: hex + "0", of: kael)
    }
  }

  @Test func anOutputThatBecomesAReferenceKeepsThatEdge() async throws {
    let generation = ULID(at: Date(timeIntervalSince1970: 1), entropy: 7)
    try await test.database.write { connection in
      try connection.insertDigested(
        into: "model_profile", ["digest": "sha256:0", "profile_json": "{}"])
      try connection.insertDigested(
        into: "generation",
        [
          "id": generation, "created_at": 1, "prompt": "", "prompt_sent": "",
          "model": "m", "profile": "m", "profile_digest": "sha256:0", "provider": "p",
          "request_json": "{}", "sent_json": "{}", "composition_json": "{}",
          "excluded_json": "[]", "adjustments_json": "[]", "request_key": "k",
        ])
    }
    var new = try NewReference.plain(0x1)
    new.origin = OutputID(generation: generation, position: 2)
    let imported = try await catalog.add(
      .character, handle: kael, name: nil, description: "", traits: [], tags: [],
      references: [new]
    ).references
    #expect(imported.first?.reference.origin == new.origin)
  }
}
