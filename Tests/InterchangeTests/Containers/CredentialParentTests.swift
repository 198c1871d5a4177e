import Testing

@testable import TroupeInterchange

@Suite struct CredentialParentTests {
  /// A manifest of a claim with an identifier of its instance, and some ingredients.
  private func manifest(_ label: String, instance: String, _ ingredients: [UInt8]...) -> [UInt8] {
    let assertions = ingredients.enumerated().map { index, body in
      superbox("cbor", "c2pa.ingredient" + (index == 0 ? ".v3" : "__\(index)"), box("cbor", body))
    }
    let type = utf8("c2as") + [UInt8](repeating: 0, count: 12)
    let store = box(
      "jumb", box("jumd", type + [3] + utf8("c2pa.assertions\0")) + assertions.flatMap { $0 })
    let claim = cbor(
      ("claim_generator", cbor("Some_App/1.2 library/3.4")), ("instanceID", cbor(instance)))
    return superbox("c2ma", label, store, superbox("c2cl", "c2pa.claim.v2", box("cbor", claim)))
  }

  private func store(_ manifests: [UInt8]...) -> EmbeddedTexts {
    let type = utf8("c2pa") + [UInt8](repeating: 0, count: 12)
    return read(
      png(
        chunk(
          "caBX", box("jumb", box("jumd", type + [3] + utf8("c2pa\0")) + manifests.flatMap { $0 })))
    )
  }

  private let uuid = "813ee422-9736-4cdc-9be6-4e35ed8e41cb"

  @Test(
    "The parent of the active manifest is told with all that identifies it; components are no parents"
  )
  func parentOfTheActiveManifest() throws {
    let old = cbor(("relationship", cbor("parentOf")), ("dc:title", cbor("older.png")))
    let link = cbor(("url", cbor("self#jumbf=/c2pa/urn:uuid:1")), ("hash", [0x42, 0x0A, 0xFF]))
    let parent = cbor(
      ("relationship", cbor("parentOf")), ("dc:title", cbor("hat.png")),
      ("instanceID", cbor("xmp:iid:7")),
      ("documentID", cbor("xmp.did:8")), ("activeManifest", link))
    let part = cbor(("relationship", cbor("componentOf")), ("dc:title", cbor("part.png")))
    let found = store(
      manifest("urn:uuid:1", instance: "xmp:iid:7", old),
      manifest("urn:uuid:2", instance: "xmp:iid:9", part, parent))
    let told = try #require(found.parents.first)
    #expect(found.parents.count == 1)
    #expect((told.title, told.instanceID, told.documentID) == ("hat.png", "xmp:iid:7", "xmp.did:8"))
    #expect((told.manifest, told.manifestDigest, told.confidence) == ("urn:uuid:1", "0aff", 0.9))
    #expect(found.identifiers == ["urn:uuid:2", "xmp:iid:9"])
    #expect(found.notes == [])
  }

  @Test("What one picture is called by is what the next one names as its parent")
  func identifiersMeetParents() {
    let link = cbor(("url", cbor("self#jumbf=/c2pa/urn:uuid:1/c2pa.signature")))
    let first = manifest("urn:uuid:1", instance: "xmp:iid:7")
    let child = store(
      first,
      manifest(
        "urn:uuid:2", instance: "xmp:iid:9",
        cbor(("relationship", cbor("parentOf")), ("c2pa_manifest", link))))
    #expect(store(first).identifiers.first == child.parents.first?.manifest)
  }

  @Test("The identifier of an instance in XMP is one of the picture's own") func identifierInXMP() {
    let packet = xmp(#"xmlns:m="http://ns.adobe.com/xap/1.0/mm/" m:InstanceID="xmp.iid:3""#)
    #expect(read(webp(riffChunk("XMP ", packet))).identifiers == ["xmp.iid:3"])
  }

  @Test(
    "The less is told, the lower is the confidence",
    arguments: [
      ("instanceID", "xmp:iid:813ee422-9736-4cdc-9be6-4e35ed8e41cb", 0.6),
      ("documentID", "xmp.did:813ee422-9736-4cdc-9be6-4e35ed8e41cb", 0.5),
      ("dc:title", "hat.jpeg", 0.5),
      ("dc:title", "image.png", 0.1), ("dc:title", "Parent Test", 0.1),
      ("instanceID", "12345", 0.1),
    ])
  func confidence(_ name: String, _ value: String, _ expected: Double) {
    let ingredient = cbor(("relationship", cbor("parentOf")), (name, cbor(value)))
    let found = store(manifest("urn:uuid:1", instance: "1", ingredient))
    #expect(found.parents.map(\.confidence) == [expected])
  }

  @Test("An ingredient that is broken, too long or one of very many leaves the rest readable")
  func hostileIngredients() {
    let good = cbor(("relationship", cbor("parentOf")), ("dc:title", cbor("hat.png")))
    let long = [0x9A] + number(70_000, 4) + [UInt8](repeating: 0, count: 70_000)
    let found = store(manifest("a", instance: "1", [0xA1, 0x78], long, good))
    #expect(found.parents.map(\.title) == ["hat.png"] && found.notes == [])
    let many = (0..<200).map { index in
      superbox(
        "cbor", "c2pa.ingredient__\(index)",
        box("cbor", cbor(("relationship", cbor("parentOf")), ("dc:title", cbor("\(index).png")))))
    }
    #expect(store(superbox("c2ma", "a", many.flatMap { $0 })).parents.count == 16)
  }

  @Test("A record of Content Credentials names the program, the model and the parents")
  func record() throws {
    let made = read(
      png(chunk("caBX", credentials(generator: "Some_App/1.2 library/3.4", agent: "Model 1"))))
    var record = try #require(ForeignRecord.credentials(of: made))
    #expect((record.tool, record.model, record.prompt) == ("Some App", "Model 1", nil))
    #expect(record.notes.count == 1)
    let generic = cbor(("relationship", cbor("parentOf")), ("dc:title", cbor("image.png")))
    let named = cbor(("relationship", cbor("parentOf")), ("dc:title", cbor("hat.png")))
    let parents = store(manifest("a", instance: "1", generic, named)).parents
    record.addParents(parents)
    record.addParents(parents)
    #expect(record.parents == [.credential(parents[0]), .credential(parents[1]), .name("hat.png")])
  }

  @Test("Credentials that name no model as the maker give no record")
  func noRecord() {
    #expect(ForeignRecord.credentials(of: store(manifest("a", instance: "1"))) == nil)
    #expect(ForeignRecord.credentials(of: read(png())) == nil)
  }
}
