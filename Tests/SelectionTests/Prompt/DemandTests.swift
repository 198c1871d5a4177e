import Foundation
import Testing
import TroupeVocabulary

@testable import TroupeSelection

struct DemandTests {
  @Test(arguments: [
    ("seen from behind", View.back, "seen from behind"), ("她的背影", .back, "背影"),
    ("in profile at dusk", .profile, "in profile"), ("侧面", .profile, "侧面"),
    ("a Close-Up!", .face, "close up"), ("脸部特写", .face, "脸部特写"),
    ("full-body shot", .fullBody, "full body"), ("全身像", .fullBody, "全身像"),
    ("three-quarter view", .threeQuarter, "three quarter view"),
    ("3/4 view", .threeQuarter, "3 4 view"),
    ("半侧面", .threeQuarter, "半侧面"), ("她的表情", .expression, "表情"), ("ＦＡＣＥ", .face, "face"),
  ])
  func findsTheView(words: String, view: View, phrase: String) {
    #expect(Demand(in: words).views == [view: phrase])
  }

  @Test(arguments: [
    ("furious", "angry", "furious"), ("愤怒地", "angry", "愤怒"), ("she is Smiling", "happy", "smiling"),
    ("微笑的", "happy", "微笑"), ("he runs", "running", "runs"), ("in tears", "sad", "in tears"),
  ])
  func findsTheCue(words: String, name: String, phrase: String) {
    #expect(Demand(in: words).cues.map(\.name) == [name])
    #expect(Demand(in: words).cues.map(\.phrase) == [phrase])
  }

  @Test(arguments: [
    "a surface", "profiled steel", "backpack", "", "facet", "un detailed", "close, up", "走廊",
  ])
  func wholeWordsOnly(words: String) {
    #expect(Demand(in: words) == .nothing)
  }

  @Test(arguments: [
    "not in profile", "not seen from behind", "without smiling", "no close-up",
    "don't show the face",
    "never a portrait", "isn't smiling", "without smiling or laughing", "neither angry nor sad",
    "不要侧面", "不要从侧面", "没有笑", "不是背影", "没有生气的", "别哭", "避免特写", "instead of in profile",
  ])
  func whatIsDeniedIsNotAsked(words: String) {
    #expect(Demand(in: words) == .nothing, "\(words)")
  }

  @Test(arguments: [
    ("not in profile, from behind", [View.back]), ("not only in profile", [.profile]),
    ("there is nothing behind; close-up", [.face]), ("不要侧面，要背影", [.back]),
    ("no hat. In profile", [.profile]), ("without a hat he stands there in full body", [.fullBody]),
  ])
  func denialEndsWhereItsWordsEnd(words: String, views: [View]) {
    #expect(Set(Demand(in: words).views.keys) == Set(views))
  }

  @Test func everyPhraseOfTheFileCanBeFound() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/Selection/Words/demand.json")
    let words = try JSONDecoder().decode(Lexicon.File.self, from: Data(contentsOf: file))
    #expect(words.views.count == View.named.count)
    for (view, phrases) in words.views {
      #expect(View.named.contains(View(rawValue: view)), "\(view) is no named view")
      for phrase in phrases {
        #expect(Demand(in: "a \(phrase) b").views[View(rawValue: view)] != nil, "\(phrase)")
      }
    }
    for (name, phrases) in words.expressions.merging(words.postures, uniquingKeysWith: { $1 }) {
      for phrase in phrases {
        #expect(Demand(in: "a \(phrase) b").cues.map(\.name) == [name], "\(phrase)")
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
