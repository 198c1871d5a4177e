import Foundation
import Testing
import TroupeVocabulary

@testable import TroupeSelection

struct LabelLanguageTests {
  @Test(arguments: LabelLanguage.allCases)
  func everyFileIsReadAndWhole(language: LabelLanguage) throws {
    let phrases = try JSONDecoder().decode(LabelPhrases.self, from: language.resource)
    #expect(
      Set(phrases.roles.keys)
        == Set(Role.allCases.map(\.rawValue) + Subject.allCases.map(\.rawValue)))
    #expect(Set(phrases.identity.keys) == ["character", "creature", "object", "place", "style"])
    #expect(Set(phrases.lent.keys) == ["style", "pose", "composition", "background"])
    #expect(Set((phrases.times ?? [:]).keys) == Set(TimeOfDay.allCases.map(\.rawValue)))
    #expect(View.ofPlaces.allSatisfy { phrases.views[$0.rawValue] != nil })
    #expect(View.named.allSatisfy { phrases.views[$0.rawValue] != nil })
    #expect(phrases.cast.counts.count == 9 && phrases.identity["style"]?.none != nil)
    let character = phrases.identity["character"]
    #expect(character?.ruleWithoutHair != nil && character?.ruleOfGrownAge != nil)
    #expect(character?.ruleWithoutHairColor != nil && character?.ruleWithoutHairstyle != nil)
    #expect(phrases.identity["object"]?.ruleOfChange != nil && !phrases.creatures.isEmpty)
    #expect(phrases.identity["place"]?.ruleWithoutLight != nil && !phrases.lights.isEmpty)
    #expect(!phrases.others.isEmpty && !phrases.places.isEmpty)
    #expect(!language.isWrittenWithoutSpaces || !phrases.images.after.contains(" "))
  }

  @Test(arguments: [
    ("a man waits in the rain", "en"), ("portrait, 8k, cinematic", "en"), ("night", "en"),
    ("@x", "en"), ("dos amigos corren por la calle", "es"), ("en la playa, de noche", "es"),
    ("¡corre!", "es"), ("con su perro y un café", "es"), ("sous la pluie", "fr"),
    ("portrait de trois quarts", "fr"), ("elle court dans la rue", "fr"), ("im Regen", "de"),
    ("und ihr Hund", "de"), ("Nahaufnahme von hinten", "de"), ("na praia com o gato", "pt"),
    ("não sorri", "pt"), ("sulla spiaggia", "it"), ("con gli amici e il cane", "it"),
    ("op het strand met een hond", "en"), ("på stranden och havet", "en"),
    ("di pantai dengan anjing", "en"), ("在咖啡馆", "zh"), ("在這裡等她", "zh-Hant"),
    ("猫", "zh"), ("港で待つ", "ja"), ("東京駅", "ja"), ("항구에서 기다린다", "ko"),
    ("под дождём", "ru"), ("під дощем іде", "en"),
    ("a neon sign reads “酒吧营业中” over the door", "en"),
    ("霓虹灯牌写着“BAR OPEN ALL NIGHT”", "zh"),
  ])
  func theLanguageIsThatOfThePromptsOwnWords(text: String, language: String) throws {
    let kael = try Sample.asset("凯尔")
    let x = try Sample.asset("x")
    let known = [kael, x].map { AssetCandidates(asset: $0, references: []) }.known
    for prompt in [text, "@凯尔 " + text] {
      let parsed = try ParsedPrompt(prompt, known: known)
      let isBare = !parsed.textWithoutMentions.contains(where: \.isLetter)
      guard !isBare || prompt == text else { continue }
      #expect(LabelLanguage(of: parsed).rawValue == language, "\(prompt)")
    }
  }

  @Test func labelsAreInALanguageOfTheModelOrInEnglish() throws {
    let kael = try Sample.asset("kael", name: "Kael")
    func label(_ prompt: String, _ languages: [String]) throws -> String? {
      try ComposerTests.compose(
        prompt, [Sample.candidates(kael, [.front])], profile: Sample.profile(languages: languages)
      ).labels[1]
    }
    #expect(try label("@kael在咖啡馆", ["en", "zh"]) == "图1：Kael，正面")
    #expect(try label("@kael在這裡等她", ["zh"]) == "圖1：Kael，正面")
    #expect(try label("@kael在咖啡馆", ["en"]) == "Image 1: Kael, front view")
    #expect(try label("@kael en la playa, de noche", []) == "Image 1: Kael, front view")
  }
}
