import Foundation
import Testing

@testable import TroupeInterchange

@Suite struct HostilePackTests {
  private let sample = SamplePack()

  /// The fault of the sample whose `pack.json` has one text in the place of another.
  private func fault(_ old: String, _ new: String) throws -> PackFault? {
    let manifest = try sample.manifest { text in
      #expect(text.contains(old), "the sample has no \(old)")
      return text.replacing(old, with: new)
    }
    return try packFault(sample.archive(manifest))
  }

  @Test("the sample itself is sound")
  func sound() throws {
    #expect(try packFault(sample.archive(sample.manifest())) == nil)
  }

  @Test("an archive without pack.json, and one of another format, is no pack")
  func otherArchives() throws {
    let other = RawZip(RawZip.Entry("readme.txt")).bytes
    #expect(packFault(other) == PackFault(.notPack, at: "pack.json"))
    #expect(try fault("troupe-pack", "other-pack") == PackFault(.notPack, at: "format"))
    #expect(packFault(Data("text".utf8))?.reason == .archive(.notArchive))
  }

  @Test("another version is refused by its number, whatever else it says", arguments: [0, 2, 99])
  func versions(_ version: Int) throws {
    let json = #"{"format":"troupe-pack","version":\#(version),"cast":{}}"#
    let archive = RawZip(RawZip.Entry("pack.json", json)).bytes
    #expect(packFault(archive) == PackFault(.version(version), at: "version"))
  }

  @Test(
    "pack.json that is no JSON in UTF-8, or nested too deeply, is refused before it is parsed",
    arguments: [
      ("", .notJSON), ("[]", .notJSON), ("{", .notJSON), ("{\"a\":\"", .notJSON),
      ("{\"a\":\0}", .notJSON), ("{\"format\":}", .notJSON),
      ("{\"a\":" + String(repeating: "[", count: 32), .nestedTooDeeply),
      ("{\"a\":[" + String(repeating: "1,", count: 1_000_000), .tooManyValues),
    ] as [(String, PackFault.Reason)])
  func badJSON(_ json: String, _ reason: PackFault.Reason) {
    let archive = RawZip(RawZip.Entry("pack.json", json)).bytes
    #expect(packFault(archive) == PackFault(reason, at: "pack.json"))
  }

  @Test("UTF-16 is refused, though parsers would guess it")
  func utf16() {
    let text: [UInt8] = [0x7B, 0, 0x7D, 0]
    let archive = RawZip(RawZip.Entry(Array("pack.json".utf8), data: text)).bytes
    #expect(packFault(archive)?.reason == .notJSON)
  }

  @Test("members that are absent or of another type are told by their place")
  func members() throws {
    #expect(try fault(#""handle":"kael","#, "") == PackFault(.missing, at: "assets[0].handle"))
    #expect(
      try fault(#""width":640"#, #""width":"640""#)
        == PackFault(.wrongType, at: "assets[0].references[0].width"))
    #expect(try fault(#""version":1"#, #""version":"1""#)?.reason == .wrongType)
  }

  @Test(
    "numbers that are no whole numbers, or too large for one, are refused",
    arguments: ["1.5", "1e99", "99999999999999999999"])
  func numbers(_ number: String) throws {
    // Decoders of different systems tell it in different ways.
    let reasons: [PackFault.Reason] = [.wrongType, .notJSON]
    let fault = try fault(#""width":640"#, #""width":\#(number)"#)
    #expect(fault.map { reasons.contains($0.reason) } == true)
  }

  @Test("members of the same version that are not known are left out and noted once")
  func unknownMembers() throws {
    let manifest = try sample.manifest {
      $0.replacing(#""handle":"#, with: #""mood":{"x":1},"handle":"#)
        .replacing(#""width":"#, with: #""stars":5,"unset":null,"width":"#)
    }
    let reader = try PackReader(
      bytes: sample.archive(manifest), totalBytes: 1 << 20, sha256: sampleDigest)
    #expect(
      reader.notes == [
        .unknownMember("assets[].mood"), .unknownMember("assets[].references[].stars"),
      ])
    #expect(
      try reader.pack
        == PackReader(
          bytes: sample.written(), totalBytes: 1 << 20, sha256: sampleDigest
        ).pack)
  }

  @Test(
    "texts that lack their form are refused where they stand",
    arguments: [
      (#""handle":"kael""#, #""handle":"ka el""#, "handle", .handle),
      (#""handle":"kael""#, #""handle":"@kael""#, "handle", .handle),
      (#""handle":"kael""#, #""handle":"last""#, "handle", .handle),
      (#""handle":"kael""#, #""handle":"../kael""#, "handle", .handle),
      (#""handle":"kael""#, #""handle":"e\u0301a""#, "handle", .handle),
      (#""id":"01"#, #""id":"81"#, "id", .ulid),
      (#""kind":"character""#, #""kind":"villain""#, "kind", .kind),
      (#""likeness":"real""#, #""likeness":"Real""#, "likeness", .likeness),
      ("the ferryman", "the/ferryman", "aliases[0]", .alias),
      (#""winter","tags"#, #"".winter","tags"#, "looks[0].name", .handle),
      ("three-quarter", "Three Quarter", "references[0].view", .view),
      (#""snow""#, #""sn\u0007ow""#, "references[0].tags[1]", .words),
      (#""crew""#, #""""#, "tags[0]", .words),
      ("kael.jpg", "../kael.jpg", "references[0].source.file_name", .fileName),
      ("kael.jpg", "C:\\\\kael.jpg", "references[0].source.file_name", .fileName),
      ("0000/1", "0000/0", "references[0].origin", .output),
      ("0000/1", "0000", "references[0].origin", .output),
      (#""weight":0.8"#, #""weight":2.5"#, "adapters[0].weight", .weight),
      ("kael man", "kael\\nman", "adapters[0].trigger_words", .adapterName),
      ("abababab", "ABABABAB", "adapters[0].sha256", .digest),
      ("He hums.", "\\u0000", "description", .words),
    ] as [(String, String, String, PackForm)])
  func forms(_ old: String, _ new: String, _ place: String, _ form: PackForm) throws {
    #expect(try fault(old, new) == PackFault(.form(form), at: "assets[0].\(place)"))
  }

  @Test(
    "moments are those of a calendar, in UTC and to the millisecond",
    arguments: [
      ("2024-02-29T23:59:59.999Z", true), ("2026-02-29T00:00:00.000Z", false),
      ("2026-13-01T00:00:00.000Z", false), ("2026-01-31T24:00:00.000Z", false),
      ("2026-01-31T12:00:00Z", false), ("2026-01-31T12:00:00.000+01:00", false),
      ("1969-12-31T23:59:59.999Z", false), ("2026-04-31T00:00:00.000Z", false),
    ])
  func moments(_ text: String, _ isMoment: Bool) {
    #expect(PackForm.moment.holds(text) == isMoment)
  }

  @Test("numbers out of their range are refused")
  func ranges() throws {
    #expect(try fault(#""from_shot":12"#, #""from_shot":0"#)?.reason == .range(0))
    #expect(try fault(#""width":640"#, #""width":-1"#)?.reason == .range(-1))
    #expect(try fault(#"chin":20"#, #"chin":100001"#)?.reason == .range(100_001))
    #expect(
      try fault(#"chin":20"#, #"nose":20"#)
        == PackFault(.unknownTrait, at: "assets[0].trait_starts"))
  }

  @Test("a look that the asset has not is refused")
  func looks() throws {
    #expect(
      try fault(#""look":"winter""#, #""look":"summer""#)
        == PackFault(.unknownLook, at: "assets[0].references[0].look"))
  }

  @Test("assets, looks and references are there once")
  func duplicates() throws {
    var content = sample.content
    content.assets.append(sample.asset)
    #expect(try writingFault(content) == PackFault(.duplicate, at: "assets[1].id"))
    content.assets[1].id = "01JJ0000000000000000000001"
    content.assets[1].handle = "ＫＡＥＬ"
    #expect(try writingFault(content) == PackFault(.duplicate, at: "assets[1].handle"))
    content = sample.content
    content.assets[0].looks.append(PackLook(name: "Winter"))
    #expect(try writingFault(content)?.reason == .duplicate)
    content = sample.content
    content.assets[0].references.append(content.assets[0].references[0])
    #expect(try writingFault(content)?.place == "assets[0].references[1].sha256")
  }
}
