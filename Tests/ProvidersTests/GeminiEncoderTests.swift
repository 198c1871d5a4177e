import Foundation
import Testing
import TroupeProviders
import TroupeVocabulary

@Suite struct GeminiEncoderTests {
  @Test(arguments: [
    "\"quoted\" \\ back", "line\nbreak\ttab\r", "\u{0}\u{1}\u{1F}\u{7F}", "a/b</script>",
    "凯尔在咖啡馆 🎭👩‍👩‍👧", "e\u{301}\u{2028}\u{FEFF}\u{10FFFF}", "",
  ])
  func everyTextSurvivesTheWay(text: String) throws {
    let body = try WireSample.encode(WireSample.request([.text(text)])).request.body
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(WireSample.text(body).utf8)) as? [String: Any])
    let contents = json["contents"] as? [[String: Any]]
    let parts = contents?.first?["parts"] as? [[String: String]]
    let found = try #require(parts?.first?["text"])
    #expect(Array(found.unicodeScalars) == Array(text.unicodeScalars))
    #expect(!WireSample.text(body).contains("\\/"))
  }
}
