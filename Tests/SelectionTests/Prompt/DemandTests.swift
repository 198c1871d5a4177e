import Foundation
import Testing
import TroupeVocabulary

@testable import TroupeSelection

struct DemandTests {
  /// What `words` ask of a character that they do not mention again.
  private func demand(_ words: String) throws -> Demand {
    let prompt = try ParsedPrompt("@kael. " + words, known: [Handle("kael"): []])
    let reading = PromptReading(
      prompt, lexicon: Lexicon.reading([words]), isSubject: { _ in true },
      isCharacter: { _ in true }, hasLooks: false)
    return Demand(reading, of: "kael")
  }

  @Test(arguments: [
    ("seen from behind", View.back, "seen from behind"), ("她的背影", .back, "背影"),
    ("in profile at dusk", .profile, "in profile"), ("侧面", .profile, "侧面"),
    ("a Close-Up!", .face, "close up"), ("脸部特写", .face, "脸部特写"),
    ("full-body shot", .fullBody, "full body shot"), ("全身像", .fullBody, "全身像"),
    ("three-quarter view", .threeQuarter, "three quarter view"),
    ("3/4 view", .threeQuarter, "3 4 view"),
    ("半侧面", .threeQuarter, "半侧面"), ("ＰＯＲＴＲＡＩＴ", .face, "portrait"),
  ])
  func findsTheView(words: String, view: View, phrase: String) throws {
    #expect(try demand(words).views == [view: phrase])
  }

  @Test(arguments: [
    ("furious", "angry", "furious"), ("愤怒地", "angry", "愤怒"), ("she is Smiling", "happy", "smiling"),
    ("微笑的", "happy", "微笑"), ("he runs", "running", "runs"), ("in tears", "sad", "in tears"),
  ])
  func findsTheCue(words: String, name: String, phrase: String) throws {
    #expect(try demand(words).cues.map(\.name) == [name])
    #expect(try demand(words).cues.map(\.phrase) == [phrase])
  }

  @Test(arguments: [
    "a surface", "profiled steel", "backpack", "", "facet", "un detailed", "走廊", "她的表情", "her face",
  ])
  func wholeWordsOnly(words: String) throws {
    #expect(try demand(words).views.isEmpty)
  }

  @Test(arguments: [
    "not in profile", "not seen from behind", "without smiling", "no close-up",
    "don't show the face",
    "never a portrait", "isn't smiling", "without smiling or laughing", "neither angry nor sad",
    "不要侧面", "不要从侧面", "没有笑", "不是背影", "没有生气的", "别哭", "避免特写", "instead of in profile",
  ])
  func whatIsDeniedIsNotAsked(words: String) throws {
    #expect(try demand(words).views.isEmpty, "\(words)")
  }

  @Test(arguments: [
    ("not in profile, from behind", [View.back]), ("not only in profile", [.profile]),
    ("there is nothing behind; close-up", [.face]), ("不要侧面，要背影", [.back]),
    ("no hat. In profile", [.profile]), ("without a hat he stands there in full body", [.fullBody]),
  ])
  func denialEndsWhereItsWordsEnd(words: String, views: [View]) throws {
    #expect(Set(try demand(words).views.keys) == Set(views))
  }

  @Test(arguments: Lexicon.languages)
  func everyPhraseOfEveryFileCanBeFound(code: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/CWords/Words")
    let file = try JSONDecoder().decode(
      LanguageFile.self, from: Data(contentsOf: folder.appending(path: "\(code).json")))
    #expect(file.language == code)
    let lexicon = Lexicon([file])
    for (view, phrases) in file.views {
      // Places have these two of their own.
      #expect(
        View.named.contains(View(rawValue: view)) || ["interior", "exterior"].contains(view),
        "\(view) is no named view")
      for phrase in phrases.flatMap({ LanguageFile.expanded($0) }) where !phrase.contains("@") {
        #expect(!lexicon.phrases.matches(in: TokenizedText(phrase)).isEmpty, "\(code): \(phrase)")
      }
    }
  }
}

struct PromptScopeTests {
  /// The views asked of `@a` and of `@b`.
  @Test(arguments: [
    ("@a from behind, @b in close-up", [View.back], [View.face]),
    ("@a and @b in profile", [.profile], [.profile]),
    ("@a, @b from behind", [.back], [.back]),
    ("@a和@b的侧面", [.profile], [.profile]),
    ("@a的背影，@b的特写", [.back], [.face]),
    ("from behind: @a greets @b", [.back], [.back]),
    ("@a from behind. All in full body. @b smiles", [.back, .fullBody], [.fullBody]),
    ("a portrait of @a, with @b from behind", [.face], [.back]),
    ("@a in @noir, from behind", [.back], []),
    ("in profile, a portrait of @b and @a", [.profile, .face], [.profile, .face]),
    ("@b nods\n@a in profile", [.profile], []),
  ])
  func saysOfWhom(prompt: String, first: [View], second: [View]) throws {
    let assets = [
      AssetCandidates(asset: try Sample.asset("a"), references: []),
      AssetCandidates(asset: try Sample.asset("b"), references: []),
      AssetCandidates(asset: try Sample.asset("noir", .style), references: []),
    ]
    let profile = try Sample.profile()
    let choices = try Sample.choices(
      SelectionInput(
        parsing: Request(prompt: prompt, model: profile.id), profile: profile, assets: assets))
    func asked(_ name: String) -> Set<View> {
      Set(choices.first { $0.asset.name == name }?.demand.views.keys.map(\.self) ?? [])
    }
    #expect(asked("a") == Set(first))
    if prompt.contains("@b") { #expect(asked("b") == Set(second)) }
    #expect(asked("noir").isEmpty)
  }
}
