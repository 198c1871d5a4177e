import Testing
import TroupeProviders
import TroupeVocabulary

@Suite struct RunwayTagTests {
  /// Labels in any language stay as they are behind the tag.
  @Test func theHandleOfAnAssetIsItsTag() throws {
    let sender = try RunwaySender("gen4_image")
    let labels = ["Image 1: Kael, from the side.", "图2：灯。", "画像3：蛙。"]
    let request = sender.request(
      [
        .init(handle: "kael", label: labels[0]), .init(handle: "my.lamp-2", label: labels[1]),
        .init(handle: "蛙", label: labels[2]),
      ], words: labels.joined(separator: "\n") + "\nKael (image 1) at a@example.com")
    let body = try sender.body(request)
    #expect(
      body["promptText"] as? String
        == "@kael = \(labels[0])\n@my_lamp_2 = \(labels[1])\n@image_3 = \(labels[2])\nKael (image 1) at a@example.com"
    )
    let references = try #require(body["referenceImages"] as? [[String: String]])
    #expect(references.map { $0["tag"] } == ["kael", "my_lamp_2", "image_3"])
  }

  /// What the user wrote calls none of the references.
  @Test func noTagStandsInWordsOfTheUsers() throws {
    let sender = try RunwaySender("gen4_image")
    let request = sender.request(
      [.init(handle: "kael", label: "Image 1: Kael.")],
      words: "Image 1: Kael.\na sign that says @KAEL and @kael_2")
    let references = try #require(
      try sender.body(request)["referenceImages"] as? [[String: String]])
    #expect(references.map { $0["tag"] } == ["kael_3"])
  }

  @Test func sixteenPicturesOfOneNameHaveSixteenTags() throws {
    let sender = try RunwaySender("runway/gpt_image_2")
    let labels = (1...16).map { "Image \($0): one." }
    let request = sender.request(
      labels.map { .init(handle: "a_name_of_sixteen", label: $0) },
      words: labels.joined(separator: "\n"))
    let references = try #require(
      try sender.body(request)["referenceImages"] as? [[String: String]])
    let tags = references.compactMap { $0["tag"] }
    #expect(Set(tags).count == 16 && tags.allSatisfy { (3...16).contains($0.count) })
    #expect(tags[0] == "a_name_of_sixtee" && tags[15] == "a_name_of_six_16")
  }
}
