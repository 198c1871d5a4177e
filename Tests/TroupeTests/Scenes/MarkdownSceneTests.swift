import Foundation
import Testing
import Troupe

/// Scenes as people write them down by hand.
@Suite struct MarkdownSceneTests {
  private func read(_ text: String) throws -> Scene { try SampleScene.read(text, .markdown) }

  private func fault(_ text: String) -> SceneError? {
    do {
      _ = try read(text)
      return nil
    } catch TroupeError.scene(let error) { return error } catch { return nil }
  }

  @Test func keysAboveTheFirstShotHoldForAll() throws {
    let scene = try read(
      """
      # The burnt map

      Twelve pages, for print: two panels each.

      model: troupe/storyboard
      Takes: 2
      look.mira: "raincoat"

      cast.mira: "@mira#5"

      ## Shot 1: The pier
      @mira walks

      ## 2
      takes: 1

      @mira runs
      """)
    #expect(scene.title == "The burnt map" && scene.cast.map(\.name.description) == ["@mira#5"])
    #expect(scene.cast.map(\.line) == [9])
    #expect(scene.shots.map(\.options.model) == ["troupe/storyboard", "troupe/storyboard"])
    #expect(scene.shots.map(\.takes) == [2, 1])
    #expect(
      scene.shots.map { $0.looks.map(\.description) } == [["@mira/raincoat"], ["@mira/raincoat"]])
    #expect(fault("model: x\nmodle: y\n## 1\na") != nil, "a key that is none after one that is")
    #expect(try read("Note: of the roof.\nmodel: x\n## 1\na").shots[0].options.model == nil)
  }

  @Test func pagesEndAShotAndLeaveNothingInIt() throws {
    let scene = try read(
      """
      # Book
      # Page 1
      ## 1
      the roof
      # Page 2
      Rain on this page.
      ## 2
      the bridge, #noir
      #hashtag
      """)
    #expect(scene.title == "Book")
    #expect(scene.shots.map(\.prompt) == ["the roof", "the bridge, #noir\n#hashtag"])
    for mark in ["###", "####", "######"] {
      let error = fault("## 1\nthe roof\n\n\(mark) Notes\nnot sent\n")
      guard case .badValue(let place, "heading", let value, _) = error else {
        Issue.record("\(mark): \(String(describing: error))")
        continue
      }
      #expect(place.line == 4 && value == "\(mark) Notes")
    }
  }

  @Test(arguments: [
    ("Shot roof: The roof", "roof", "The roof"), ("Shot roof", "roof", nil),
    ("Shot 9. Nine", "9", "Nine"), ("shot s7k2 – At dawn", "s7k2", "At dawn"),
    ("Shot 屋顶: 雨", "屋顶", "雨"), ("Shot 3b", "3b", nil), ("12", "12", nil),
  ])
  func aHeadingMayNameTheShot(heading: String, id: String, title: String?) throws {
    let shot = try read("## \(heading)\na roof\n").shots[0]
    #expect(shot.id == id && shot.title == title)
  }

  @Test func aTitleIsNoIDAndHelpsToFindIt() throws {
    let shots = try read("## Shot of the roof\na\n\n## The bridge\nb\n").shots
    #expect(shots.map(\.title) == ["Shot of the roof", "The bridge"])
    let text = "## The bridge\nb\n\n## 2\nafter: the bridge\n\nc\n"
    guard case .unknownShot(let place, "the bridge", let nearest) = fault(text) else {
      Issue.record("it was found")
      return
    }
    let id = try read("## The bridge\nb\n").shots[0].id
    #expect(place.line == 5 && nearest == [id])
  }

  @Test func keysMayBeWrittenLargeAndValuesQuoted() throws {
    let scene = try read(
      "## 1\nTakes: 2\nLook.mira: 'winter'\nRoof: of tin\n\n@mira\n\n## 2\nafter: \"1\"\n\nrain\n")
    #expect(
      scene.shots[0].takes == 2 && scene.shots[0].looks.map(\.description) == ["@mira/winter"])
    #expect(scene.shots[0].prompt == "Roof: of tin\n\n@mira")
    #expect(scene.shots[1].after == [ShotInput("1")])
    guard case .badValue(let place, "takes", "3", _) = fault("## 1\ntakes: 2\nTakes: 3\n\na\n")
    else {
      Issue.record("it was said twice")
      return
    }
    #expect(place.line == 3)
  }

  @Test func aHandleInYAMLIsToStandInQuotes() {
    let head = "---\nmodel: x\nwith: @ink\n---\n## 1\na\n"
    guard case .malformed(let place, _, let reason) = fault(head) else {
      Issue.record("it was taken")
      return
    }
    #expect(place.line == 3 && reason.contains("quotes"), "\(reason)")
  }

  @Test func aShotMayShowAVersionOfItsOwn() throws {
    let scene = try read(
      "cast.mira: \"@mira#5\"\n\n## 1\nas: @mira#2, @tao#1\n\n@mira\n\n## 2\n@mira\n")
    #expect(scene.shots[0].options.versions.map(\.description) == ["@mira#2", "@tao#1"])
    #expect(scene.shots[1].options.versions.isEmpty && scene.cast.count == 1)
  }
}
