import Testing

@testable import TroupeInterchange

struct MidjourneyTests {
  @Test func midjourney() throws {
    let text =
      "https://s.mj.run/abc/cat.png?x=1 a café -- by night, 8k --no dogs, rain --ar 4:3 "
      + "--seed 42 --v 5.2 Job ID: 0b2f1c9e-1111-2222-3333-444455556666"
    let record = try #require(
      readPNG([
        "Description": text, "Author": "jo", "Creation Time": "Mon, 6 Mar 2023 17:43:41 GMT",
      ]))
    #expect(record.tool == "Midjourney")
    #expect(record.prompt == "a café -- by night, 8k")
    #expect(record.negativePrompt == "dogs, rain")
    #expect((record.model, record.seed) == ("v5.2", "42"))
    #expect(record.parameters["ar"] == "4:3")
    #expect(record.parameters["Job ID"] == "0b2f1c9e-1111-2222-3333-444455556666")
    #expect(record.createdAt == "2023-03-06T17:43:41Z")
    #expect(record.parents == [.name("cat.png")])
    #expect(readPNG(["Description": "a plain description"]) == nil)
  }

  @Test func midjourneyFileNames() throws {
    let name = "jo_a_red_hat_on_a_table_0b2f1c9e-1111-2222-3333-444455556666.png"
    let record = try #require(ForeignRecord.read([], fileName: name))
    #expect((record.tool, record.prompt) == ("Midjourney", "a red hat on a table"))
    #expect(record.seed == nil)
    #expect(record.notes.contains { $0.contains("approximate") })
    #expect(ForeignRecord.read([], fileName: "0b2f1c9e-1111-2222-3333-444455556666.png") == nil)
    #expect(ForeignRecord.read([], fileName: "IMG_2020.png") == nil)
    #expect(readPNG(["parameters": GenerationTextTests.plain])?.tool == "AUTOMATIC1111")
    let both = ForeignRecord.read(
      [EmbeddedText(.png, "parameters", GenerationTextTests.plain)], fileName: name)
    #expect(both?.tool == "AUTOMATIC1111")
  }
}
