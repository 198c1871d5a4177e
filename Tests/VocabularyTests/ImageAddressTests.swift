import Foundation
import Testing
import TroupeVocabulary

@Suite struct ImageAddressTests {
  @Test(arguments: [
    ("https://example.com/a.png", "https://example.com/a.png", nil),
    ("https://example.com/a:image/png", "https://example.com/a", "image/png"),
    ("gs://bucket/a:IMAGE/WebP", "gs://bucket/a", "image/webp"),
    ("https://example.com:8443/a", "https://example.com:8443/a", nil),
    ("https://example.com:8443/image/png", "https://example.com:8443/image/png", nil),
    ("https://example.com/a:b", "https://example.com/a:b", nil),
    ("words", "words", nil),
  ])
  func aTypeMayStandBehindIt(typed: String, address: String, type: String?) throws {
    #expect(try ImageAddress(typed: typed) == ImageAddress(address, mediaType: type))
  }

  @Test(arguments: [
    ("https://example.com/a:pose", nil, PictureUse(.pose)),
    ("https://example.com/a:Identity", nil, PictureUse(.identity)),
    ("https://example.com/a:image/png:style", "image/png", PictureUse(.style)),
    ("https://example.com/a:object", nil, PictureUse(.identity, showing: .object)),
    ("https://example.com/a:place", nil, PictureUse(.identity, showing: .place)),
  ])
  func aRoleMayStandBehindIt(typed: String, type: String?, use: PictureUse) throws {
    let address = try ImageAddress(typed: typed)
    #expect(address == ImageAddress("https://example.com/a", mediaType: type, use: use))
    #expect(try ImageAddress(typed: "\(address)") == address)
    let written = try CanonicalJSON.encode([address])
    #expect(try CanonicalJSON.decode([ImageAddress].self, from: written) == [address])
  }

  @Test(arguments: [
    "gs://b/a:parent", "https://example.com/a:application/pdf", "https://example.com/a:text/html",
    "https://example.com/a:text/html:style",
    "https://example.com/a:idenity", "https://example.com/a:Objekt", "gs://b/a:styl",
  ])
  func aParentOrAnotherTypeIsRefused(typed: String) {
    let error = #expect(throws: TroupeError.self) { try ImageAddress(typed: typed) }
    #expect(error?.code == "invalid_value")
  }

  /// Records made before types could be said hold texts.
  @Test func itIsWrittenAsATextWhereNoTypeIsSaid() throws {
    let all = [
      ImageAddress("https://a.example/x"), ImageAddress("gs://b/y", mediaType: "image/png"),
    ]
    let json = try CanonicalJSON.text(all)
    #expect(json == #"["https://a.example/x",{"address":"gs://b/y","mime":"image/png"}]"#)
    #expect(try CanonicalJSON.decode([ImageAddress].self, from: Data(json.utf8)) == all)
    let part = Composition.Part.uri(all[1])
    let written = try CanonicalJSON.encode(part)
    #expect(try CanonicalJSON.decode(Composition.Part.self, from: written) == part)
  }
}
