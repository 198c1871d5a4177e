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
    "https://example.com/a:pose", "https://example.com/a.png:Identity", "gs://b/a:parent",
    "https://example.com/a:image/png:style", "https://example.com/a:application/pdf",
    "https://example.com/a:text/html",
  ])
  func aRoleOrAnotherTypeIsRefused(typed: String) {
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
