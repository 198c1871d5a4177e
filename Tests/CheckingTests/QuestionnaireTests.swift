import Foundation
import Testing
import TroupeChecking
import TroupeVocabulary

/// What is asked of an image, in one call.
@Suite struct QuestionnaireTests {
  @Test func everyTraitPersonAndReferenceIsAskedOnce() throws {
    let questions = try Questionnaire(Sample.picture()).questions
    let ids = questions.map(\.id)
    #expect(
      ids == [
        "trait-1", "trait-2", "trait-3", "presence-1", "presence-2", "identity-1", "identity-2",
        "copy-1", "copy-2", "people",
      ])
    #expect(questions[0].trait == "scar over the left eye")
    #expect(questions[0].allowed == ["kept", "changed", "not_visible"])
    #expect(questions[5].allowed == ["@kael", "@mira", "blend", "absent"])
    #expect(questions[7].reference == Sample.image(1).digest)
    #expect(questions[9].allowed.count == 22)
  }

  @Test func thePictureComesLastAndEachReferenceOnce() throws {
    let inputs =
      (1...5).map { Sample.input($0, "kael") } + [Sample.input(6, "kael", byte: 1)]
      + [Sample.input(7, nil, role: .parent), Sample.input(8, "mira")]
    let parts = try Questionnaire(Sample.picture(inputs: inputs)).parts
    let images = parts.compactMap { part -> StoredImage? in
      if case .image(let image) = part { image } else { nil }
    }
    let bytes: [UInt8] = [1, 2, 3, 8, 7, 200]
    #expect(images == bytes.map(Sample.image), "three of Kael, one of Mira, the parent, the image")
  }

  @Test func wordsFromOutsideAreNoTemplates() throws {
    let parts = try Questionnaire(Sample.picture()).parts
    guard case .text(let text)? = parts.last else {
      Issue.record("no words at the end")
      return
    }
    #expect(text.contains("\"gray hair {id}\""))
    #expect(text.contains("\ntrait-2: "))
    #expect(text.contains("@mira is the character called 米拉"))
  }

  @Test func theSchemaNamesEveryQuestionAndAnswer() throws {
    let questionnaire = try Questionnaire(Sample.picture())
    let json = try JSONSerialization.jsonObject(with: questionnaire.schema) as? [String: Any]
    let answers = (json?["properties"] as? [String: Any])?["answers"] as? [String: Any]
    #expect(answers?["minItems"] as? Int == 10 && answers?["maxItems"] as? Int == 10)
    let entry = (answers?["items"] as? [String: Any])?["properties"] as? [String: Any]
    let ids = (entry?["id"] as? [String: Any])?["enum"] as? [String]
    #expect(ids == questionnaire.questions.map(\.id))
    let values = (entry?["answer"] as? [String: Any])?["enum"] as? [String] ?? []
    #expect(Set(values).count == values.count)
    #expect(Set(questionnaire.questions.flatMap(\.allowed)) == Set(values))
  }

  @Test func theSameRecordAsksTheSame() throws {
    let (one, other) = (try Questionnaire(Sample.picture()), try Questionnaire(Sample.picture()))
    #expect(one.parts == other.parts)
    #expect(one.schema == other.schema)
  }

  @Test func withoutACastThereIsNothingToAsk() throws {
    let picture = CheckedPicture(
      id: Sample.picture().id, image: Sample.image(1), cast: [], inputs: [Sample.input(1, nil)])
    #expect(try Questionnaire(picture).questions.isEmpty)
    #expect(try Questionnaire(picture).parts.isEmpty)
  }

  /// `@kael/winter` sends the winter coat's traits and not the summer shirt's.
  @Test func traitsAreThoseOfTheLookThatWasSent() {
    let winter = Look(name: "winter", traits: ["fur collar"], droppedTraits: ["Bare arms"])
    let gala = Look(name: "gala", traits: ["red sash"])
    let asset = Asset(
      id: Sample.kael, handle: "kael", kind: .character, name: "Kael",
      traits: ["scar", "bare arms", "gray hair"], createdAt: .distantPast)
    let worn = CheckedPicture.Member(
      asset, look: "winter", looks: [winter, gala], without: ["gray hair"])
    #expect(worn.traits == ["scar", "fur collar"])
    let usual = CheckedPicture.Member(asset, look: nil, looks: [], without: [])
    #expect(usual.traits == ["scar", "bare arms", "gray hair"])
  }
}
