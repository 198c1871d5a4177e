import Foundation
import Testing

@testable import TroupeInterchange

@Suite struct ParametersTextTests {
  private let facts = [("Steps", "20"), ("Sampler", "Euler a"), ("Seed", "42")]

  private func record(_ text: ParametersText) -> ForeignRecord? {
    ForeignRecord.read([EmbeddedText(.png, "parameters", text.text)], fileName: "a.png")
  }

  @Test("prompt, negative prompt and facts stand on lines of their own")
  func form() {
    let text = ParametersText(
      prompt: "a cat,\non a mat", negative: "dog", facts: facts + [("Size", "1024x1024")])
    #expect(
      text.text == """
        a cat,
        on a mat
        Negative prompt: dog
        Steps: 20, Sampler: Euler a, Seed: 42, Size: 1024x1024
        """)
    #expect(text.notes == [])
    let read = record(text)
    #expect(read?.prompt == "a cat,\non a mat")
    #expect(read?.negativePrompt == "dog")
    #expect(read?.seed == "42")
  }

  @Test("a part that is empty or nil has no line")
  func parts() {
    #expect(ParametersText(prompt: "a", negative: nil, facts: []).text == "a")
    #expect(ParametersText(prompt: "a", negative: " ", facts: []).text == "a")
    #expect(ParametersText(prompt: "", negative: "b", facts: []).text == "Negative prompt: b")
    #expect(
      ParametersText(prompt: " ", negative: nil, facts: facts).text
        == "Steps: 20, Sampler: Euler a, Seed: 42")
  }

  @Test(
    "any value is read back as it is",
    arguments: [
      "a, b", "a: b", "a\nb", "\"a\"", "a\"b", " a ", "a\\b", "\\", "[1, 2]", "{\"a\": 1}", "[a",
      "a\r\nb", "a\u{1}b", "猫: é", "x", "a, \"b\", c: \\\"d",
    ])
  func values(_ value: String) throws {
    let text = ParametersText(
      prompt: "p", negative: nil, facts: facts + [("Other", value), ("Last", "1")])
    let line = try #require(text.text.split(separator: "\n").last)
    #expect(PairLine(line).values["Other"] == value)
    #expect(PairLine(line).values["Last"] == "1")
    #expect(PairLine(line).count == 5)
  }

  @Test("values are quoted only where they hold what the form needs")
  func quotes() {
    let text = ParametersText(
      prompt: "p", negative: nil,
      facts: facts + [("Lora hashes", "a: 1é"), ("Empty", ""), ("Plain", "a (b) [c]")])
    #expect(text.text.hasSuffix(#", Lora hashes: "a: 1é", Empty: "", Plain: a (b) [c]"#))
  }

  @Test("a line of a prompt that looks like a title is written small, and that is said")
  func titles() {
    let text = ParametersText(
      prompt: "a\n Negative prompt: b\nTemplate: c", negative: "d\nNegative prompt: e", facts: facts
    )
    let read = record(text)
    #expect(read?.prompt == "a\nnegative prompt: b\ntemplate: c")
    #expect(read?.negativePrompt == "d\nnegative prompt: e")
    #expect(text.notes.count == 3)
    let accented = ParametersText(prompt: "\u{1F}Negative prompt:\u{301}", negative: nil, facts: [])
    #expect(accented.text == "negative prompt:\u{301}")
    let first = ParametersText(prompt: "a", negative: "Negative prompt: b", facts: facts)
    #expect(record(first)?.negativePrompt == "Negative prompt: b")
    #expect(first.notes == [])
  }

  @Test("a last line that looks like facts stays part of the prompt")
  func lookAlikes() {
    let line = "Steps: 1, Seed: 2, Sampler: 3"
    #expect(record(ParametersText(prompt: "a\n\(line)", negative: nil, facts: facts))?.seed == "42")
    for text in [
      ParametersText(prompt: "a\n\(line)", negative: nil, facts: []),
      ParametersText(prompt: "a\n\(line)", negative: line, facts: []),
    ] {
      #expect(record(text)?.prompt == "a\n\(line)")
      #expect(record(text)?.seed == nil)
      #expect(text.text.hasSuffix("\nNegative prompt:"))
    }
  }

  @Test("fewer than three facts are found too, and that one stands more than once is said")
  func fewFacts() {
    let text = ParametersText(prompt: "a, b", negative: nil, facts: [("Seed", "7")])
    #expect(text.text == "a, b\nSeed: 7, Seed: 7, Seed: 7")
    #expect(record(text)?.prompt == "a, b")
    #expect(record(text)?.seed == "7")
    #expect(text.notes.count == 1)
  }

  @Test("names that the form does not know are changed or left out, and that is said")
  func names() {
    let text = ParametersText(
      prompt: "a", negative: nil,
      facts: facts + [("a:b, c", "1"), ("x", "2"), (":", "3"), ("-Größe", "4")])
    #expect(text.text == "a\nSteps: 20, Sampler: Euler a, Seed: 42, a-b- c: 1, Größe: 4")
    #expect(text.notes.count == 4)
    let unknown = ParametersText(
      prompt: "a", negative: nil, facts: [("Aa", "1"), ("Bb", "2"), ("Cc", "3")])
    #expect(unknown.notes.count == 1)
  }

  @Test(
    "a text put into each kind of file is read back as the same record", arguments: CopySamples.rich
  )
  func throughFiles(_ file: Data) throws {
    let text = ParametersText(prompt: "eine Kätze, 猫", negative: "ein Hund", facts: facts)
    let copy = try CopySamples.embed(file, text.text)
    let texts = EmbeddedTexts(reading: copy.bytes, inflate: inflateStored).texts
    let read = ForeignRecord.read(texts, fileName: "a.png")
    #expect(read?.prompt == "eine Kätze, 猫")
    #expect(read?.negativePrompt == "ein Hund")
    #expect(read?.parameters["Sampler"] == "Euler a")
  }
}
