import Testing
import TroupeVocabulary

@testable import TroupeSelection

/// A description without what does not hold.
struct DescriptionPartsTests {
  @Test(arguments: [
    ("A pilot in a red coat.", "coat", "A pilot."),
    (
      "A pilot with a black braid and round glasses, in a red coat", "coat",
      "A pilot with a black braid and round glasses"
    ),
    (
      "A pilot with a black braid and round glasses, in a red coat", "braid",
      "A pilot with round glasses, in a red coat"
    ),
    (
      "A pilot with a black braid and round glasses, in a red coat", "glasses",
      "A pilot with a black braid, in a red coat"
    ),
    (
      "A pilot, tall and thin, wearing a red coat, boots and a hat. She limps.", "boots",
      "A pilot, tall and thin, wearing a red coat and a hat. She limps."
    ),
    (
      "A pilot, tall and thin, wearing a red coat, boots and a hat. She limps.", "coat",
      "A pilot, tall and thin, wearing boots and a hat. She limps."
    ),
    ("Gray hair, red scarf.", "hair", "Red scarf."),
    ("In a red coat.", "coat", ""),
    ("She limps. A red coat!", "coat", "She limps."),
    ("高个子飞行员，黑色长发，红色大衣。", "大衣", "高个子飞行员，黑色长发。"),
    (
      "Eine Geigenbauerin mit grauem Haar und in einem roten Mantel.", "Mantel",
      "Eine Geigenbauerin mit grauem Haar."
    ),
    (
      "Un facteur avec une barbe grise et un manteau bleu", "barbe",
      "Un facteur avec un manteau bleu"
    ),
  ])
  func leavesOutAPart(description: String, word: String, rest: String) {
    var parts = DescriptionParts(description)
    #expect(parts.leaveOut { $0.contains(word) } == rest)
  }

  @Test(arguments: ["", "A pilot.", "  \n ", ",,, and", "with", "…"])
  func nothingToLeaveOutChangesNothing(description: String) {
    var parts = DescriptionParts(description)
    #expect(parts.leaveOut { _ in false } == nil)
  }

  @Test(arguments: [
    ("child", true), ("Mira-as-a-child", true), ("小时候", true), ("子供時代", true), ("old", true),
    ("old-man", true), ("young", true), ("teen-years", true), ("winter-coat", false),
    ("old-coat", false), ("casual", false), ("kind", true), ("child", true), ("冬装", false),
    ("goldene-rüstung", false),
  ])
  func aLookIsAnotherAge(name: String, isAge: Bool) {
    #expect(LookAge.standard.isAge(name) == isAge)
  }

  @Test func anAgeTakesItsPrepositionAlong() {
    var parts = DescriptionParts("A cellist in her early thirties, tall and calm, from Gothenburg.")
    #expect(
      parts.leaveOut { $0.contains("thirties") } == "A cellist, tall and calm, from Gothenburg.")
  }

  @Test func theFileOfWordFormsIsRead() {
    let forms = WordForms.standard
    #expect(forms.endings.contains("ing") && forms.articles.contains("der"))
    #expect(forms.sibilants == ["s", "x", "z", "ß"])
  }
}
