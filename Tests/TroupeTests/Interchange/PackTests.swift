import Foundation
import TestSupport
import Testing
import Troupe

/// Assets that travel between libraries.
@Suite struct PackTests {
  private let scratch: TemporaryLibrary
  private var library: Library { scratch.library }
  private var file: URL { scratch.base.appending(path: "kael.troupe") }

  /// A character with looks, aliases, a JPEG and a PNG, and a picture that was made here.
  init() async throws {
    scratch = try await TemporaryLibrary()
    try await library.add(
      .character, "kael",
      images: [
        .file(scratch.file("kael-front.png", SamplePicture.noise(width: 40, height: 48, seed: 1)))
      ],
      AssetDetails(
        name: "Kael the Elder", aliases: ["凯尔", "old wolf"], description: "A hunter.\nGray.",
        traits: ["scar over the left eye", "red scarf"], traitStarts: ["red scarf": 12],
        tags: ["lead", "hunter"], likeness: .fictional),
      reference: ReferenceDetails(
        view: .front, caption: "The anchor", tags: ["a", "b"], isPinned: true))
    try await library.addReferences(
      to: "kael", images: [.file(scratch.picture("kael-winter.png", red: 200))],
      ReferenceDetails(view: .profile, look: "winter"))
    try await library.setLook(
      "winter", of: "kael",
      LookDetails(
        description: "In furs", traits: ["white coat"], droppedTraits: ["red scarf"], fromShot: 20))
    _ = try await scratch.shot("@kael on a roof")
    try await library.addReferences(
      to: "kael", images: [.last()], ReferenceDetails(view: .action))
  }

  private func bytes(_ url: URL) throws -> Data { try Data(contentsOf: url) }

  @Test("pack, unpack and pack again gives the same bytes, with generations too")
  func aRoundTripGivesTheSameBytes() async throws {
    let report = try await library.pack(["kael"], with: "with:@kael", to: file)
    #expect(report.assets.map(\.references) == [3] && report.generations == 1)
    let other = try await TemporaryLibrary()
    let unpacked = try await other.library.unpack(file)
    #expect(unpacked.assets.map(\.outcome) == [.added] && unpacked.generations == 1)
    let asset = try await other.library.asset("kael")
    #expect(asset == (try await library.asset("kael")))
    let made = try #require(try await other.library.references(of: "kael").last)
    #expect(made.origin == (try await library.references(of: "kael").last?.origin))
    let again = scratch.base.appending(path: "again.troupe")
    try await other.library.pack(["kael"], with: "with:@kael", to: again)
    #expect(try bytes(again) == bytes(file))
    #expect(try await other.library.verify().problems.isEmpty)
    let shown = try await other.library.search("with:@kael").generations
    #expect(shown.map(\.prompt) == ["@kael on a roof"] && shown.first?.outputs.count == 1)
    let plan = try await other.library.plan("@kael seen from the side", .offline)
    #expect(!plan.selection.chosen.isEmpty)
  }

  @Test("a second unpacking changes nothing")
  func aSecondUnpackingChangesNothing() async throws {
    try await library.pack(["kael"], to: file)
    let other = try await TemporaryLibrary()
    try await other.library.unpack(file)
    let again = try await other.library.unpack(file)
    #expect(again.assets.map(\.outcome) == [.known])
    #expect(try await other.library.references(of: "kael").count == 3)
    #expect(try await library.contents(ofPack: file).assets.first?.isKnown == true)
  }

  @Test("an asset is known again under another handle")
  func anAssetIsKnownByItsID() async throws {
    try await library.pack(["kael"], to: file)
    let other = try await TemporaryLibrary()
    try await other.library.unpack(file)
    _ = try await other.library.rename("kael", to: "wolf")
    let again = try await other.library.unpack(file)
    #expect(again.assets.map(\.outcome) == [.known] && again.assets[0].arrived == "wolf")
    _ = try await other.library.set("wolf", AssetDetails(description: "changed"))
    #expect(await code { _ = try await other.library.unpack(file) } == "pack_conflict")
    let merged = try await other.library.unpack(file, conflicts: .replace)
    #expect(merged.assets.map(\.arrived) == ["wolf"])
    #expect(try await other.library.assets().count == 1)
  }

  @Test("a handle that is taken is settled as was said, and not without")
  func conflictsAreSettled() async throws {
    try await library.pack(["kael"], to: file)
    let other = try await TemporaryLibrary()
    try await other.library.add(
      .character, "kael", images: [.file(other.picture("mine.png", green: 200))],
      AssetDetails(description: "Mine", traits: ["bald"]))
    #expect(await code { _ = try await other.library.unpack(file) } == "pack_conflict")
    #expect(try await other.library.contents(ofPack: file).assets.map(\.conflict) == ["kael"])
    #expect(try await other.library.unpack(file, conflicts: .keep).assets.map(\.outcome) == [.left])
    let renamed = try await other.library.unpack(file, conflicts: .rename)
    #expect(renamed.assets.map(\.arrived) == ["kael-2"])
    let merged = try await other.library.unpack(file, settling: ["kael": .merge])
    #expect(merged.assets.map(\.outcome) == [.merged] && merged.assets[0].added == 3)
    let mine = try await other.library.asset("kael")
    #expect(mine.description == "Mine" && mine.traits == ["bald"] && mine.looks.count == 1)
    #expect(try await other.library.references(of: "kael").count == 4)
    let replaced = try await other.library.unpack(file, conflicts: .replace)
    #expect(replaced.assets.map(\.outcome) == [.replaced] && replaced.assets[0].known == 3)
    let theirs = try await other.library.asset("kael")
    #expect(
      theirs.traits == ["scar over the left eye", "red scarf"] && theirs.name == "Kael the Elder")
    #expect(try await other.library.references(of: "kael").count == 4)
    #expect(try await other.library.verify().problems.isEmpty)
  }

  @Test("a damaged pack is refused and nothing of it stays")
  func aDamagedPackIsRefused() async throws {
    try await library.add(.object, "lamp", images: [.file(scratch.picture("lamp.png", blue: 200))])
    try await library.pack(["kael", "lamp"], to: file)
    let whole = try bytes(file)
    let other = try await TemporaryLibrary()
    for place in [whole.count / 3, whole.count / 2, whole.count * 2 / 3] {
      var damaged = whole
      damaged[damaged.startIndex + place] ^= 0x55
      let bad = try scratch.file("bad.troupe", damaged)
      let error = await code { _ = try await other.library.unpack(bad) }
      #expect(["pack_refused", "not_a_pack"].contains(error), "\(error ?? "none") at \(place)")
    }
    for (name, bytes) in [
      ("short", whole.prefix(whole.count / 2)), ("text", Data("hello".utf8)), ("none", Data()),
    ] {
      let bad = try scratch.file("\(name).troupe", Data(bytes))
      #expect(await code { _ = try await other.library.unpack(bad) } != nil, "\(name)")
    }
    #expect(try await other.library.assets().isEmpty)
    #expect(try await other.library.verify().problems.isEmpty)
    let objects = other.library.folder.appending(path: "objects").path
    let left = FileManager.default.enumerator(atPath: objects)?.allObjects as? [String] ?? []
    #expect(left.filter { $0.contains(".png") }.isEmpty)
  }

  @Test("assets of one pack that have one name are refused before the first is written")
  func namesWithinAPackAreTheirOwn() async throws {
    try await library.add(.character, "mira", AssetDetails(aliases: ["wolf"]))
    try await library.pack(["kael", "mira"], to: file)
    // The same bytes, with another handle of the same length, under a checksum of their own.
    let other = try await TemporaryLibrary()
    try await other.library.add(.character, "mira")
    try await other.library.remove("mira")
    let error = await code { _ = try await other.library.unpack(file, conflicts: .merge) }
    #expect(error == "asset_removed")
    #expect(try await other.library.assets().isEmpty)
    #expect(try await other.library.verify().problems.isEmpty)
  }

  @Test("all images of an answer travel, in their order")
  func allImagesTravel() async throws {
    let pictures = [UInt8](1...3).map { SamplePicture.png(width: 8, height: 8, red: $0) }
    for (index, picture) in pictures.enumerated() { try scratch.file("\(index).png", picture) }
    let line = #"{"prompt": "three foxes", "image": ["2.png", "0.png", "1.png"], "cast": ["kael"]}"#
    let report = try await library.importGenerations(data: Data(line.utf8), folder: scratch.base)
    #expect(report.imported == 1 && report.refused.isEmpty)
    let report2 = try await library.importGenerations(
      data: Data(#"{"prompt": "x", "image": ["0.png", "9.png"]}"#.utf8), folder: scratch.base)
    #expect(report2.refused.map(\.value) == ["9.png"])
    try await library.pack(["kael"], with: "foxes", to: file)
    let other = try await TemporaryLibrary()
    let unpacked = try await other.library.unpack(file)
    #expect(unpacked.generations == 1 && unpacked.notes.isEmpty, "\(unpacked)")
    let came = try #require(try await other.library.search("foxes").generations.first)
    let digests = [2, 0, 1].map { Digest(hashing: pictures[$0]) }
    #expect(came.outputs.map(\.digest) == digests)
    let again = other.base.appending(path: "again.troupe")
    try await other.library.pack(["kael"], with: "foxes", to: again)
    #expect(try Data(contentsOf: again) == Data(contentsOf: file))
    #expect(try await library.unpack(again).knownGenerations == 1)
  }

  @Test("a pack at home adds nothing, and no pack says what it wants of generations that are here")
  func generationsAreKnownAgain() async throws {
    try await library.pack(["kael"], with: "with:@kael", to: file)
    let home = try await library.unpack(file)
    #expect(home.generations == 0 && home.knownGenerations == 1 && home.notes.isEmpty)
    let other = try await TemporaryLibrary()
    try await other.library.unpack(file)
    _ = try await other.library.tag([.last()], "changed")
    let again = try await other.library.unpack(file)
    #expect(again.generations == 0 && again.knownGenerations == 1, "\(again)")
  }

  @Test("nothing is written over, and what is missing is told")
  func faultsOfPacking() async throws {
    try await library.pack(["kael"], to: file)
    #expect(await code { try await library.pack(["kael"], to: file) } == "file")
    try await library.pack(["kael"], to: file, replacing: true)
    #expect(
      await code { try await library.pack(["mira"], to: file, replacing: true) } == "unknown_asset")
    #expect(await code { try await library.pack([], to: file, replacing: true) } == "invalid_value")
    let picture = try #require(try await library.references(of: "kael").first)
    let path = library.folder.appending(
      path: "objects/\(picture.digest.hex.prefix(2))/\(picture.digest.hex.dropFirst(2))."
        + picture.image.type.fileExtension)
    try Data("other".utf8).write(to: path)
    let error = await code { try await library.pack(["kael"], to: file, replacing: true) }
    #expect(error == "damaged_file")
  }

  @Test("a release travels with the person who signed it")
  func aReleaseTravels() async throws {
    let release = try scratch.file("signed.pdf", Data("%PDF-1.4 agreed".utf8))
    try await library.set("kael", AssetDetails(likeness: .real))
    try await library.setRelease(release, of: "kael")
    try await library.pack(["kael"], to: file)
    let other = try await TemporaryLibrary()
    try await other.library.unpack(file)
    let asset = try await other.library.asset("kael")
    #expect(asset.likeness == .real && asset.release?.fileName == "signed.pdf")
    let kept = try #require(asset.release?.path)
    #expect(try bytes(other.library.folder.appending(path: kept)) == bytes(release))
  }

  @Test("a card of SillyTavern becomes a character, and one of Omnichar goes both ways")
  func characterFilesOfOtherPrograms() async throws {
    let json = """
      {"spec": "chara_card_v2", "spec_version": "2.0", "data": {"name": "Seraphina Vale",
       "description": "A guardian of the glade.", "tags": ["fantasy"], "creator": "ann"}}
      """
    let picture = SamplePicture.noise(width: 20, height: 30, seed: 8)
    let card = SamplePicture.png(
      picture, saying: Data(json.utf8).base64EncodedString(), as: "chara")
    let file = try scratch.file("s.png", card)
    let told = try await library.card(in: file, as: "sera")
    #expect(told.asset == "sera" && told.references == 1)
    #expect(try await library.assets(.character).count == 1)
    let added = try await library.addCard(file)
    #expect(added.format == "SillyTavern V2" && added.asset == "Seraphina-Vale")
    let asset = try await library.asset(added.asset)
    #expect(asset.name == "Seraphina Vale" && asset.tags == ["fantasy"])
    #expect(asset.description == "A guardian of the glade." && added.references == 1)
    let char = scratch.base.appending(path: "kael.char")
    let written = try await library.writeOmnichar(of: "kael", to: char)
    #expect(written.assets.map(\.references) == [3])
    let other = try await TemporaryLibrary()
    let read = try await other.library.addCard(char, as: "wolf")
    #expect(read.format == "Omnichar" && read.asset == "wolf" && read.references == 3)
    #expect(try await other.library.asset("wolf").name == "Kael the Elder")
    let plain = try scratch.file("plain.png", picture)
    #expect(await code { try await library.addCard(plain) } == "not_a_pack")
    #expect(
      await code { try await library.addCard(scratch.base.appending(path: "x")) } == "no_file")
  }
}
