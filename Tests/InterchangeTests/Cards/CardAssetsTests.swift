import Foundation
import Testing

@testable import TroupeInterchange

@Suite struct CardAssetsTests {
  private let smile = pictureFile()

  private func asset(_ type: String, _ uri: String, _ name: String, _ ending: String = "png")
    -> String
  {
    #"{"type":"\#(type)","uri":"\#(uri)","name":"\#(name)","ext":"\#(ending)"}"#
  }

  private func json(_ assets: String...) -> String {
    cardJSON(3, #""assets":[\#(assets.joined(separator: ","))]"#)
  }

  @Test("a data URI gives its bytes, and other kinds of files are left out")
  func dataURI() throws {
    let card = try #require(
      try readCard(
        json(
          asset("emotion", "data:image/png;base64,\(smile.base64EncodedString())", "happy"),
          asset("other", "data:audio/mpeg;base64,SUQz", "voice", "mp3"),
          asset("icon", "data:image/png,abc", "plain"))))
    #expect(
      card.images == [CardImage(source: .embedded(smile), role: .expression, name: "happy")])
    #expect(
      card.notes == [
        "“voice” was left out: it is not a picture.", "“plain” was left out: it is not in base64.",
      ])
  }

  @Test("an address of the web or of this machine is noted and not fetched")
  func outside() throws {
    let card = try #require(
      try readCard(
        json(
          asset("icon", "https://example.com/a.png", "main"),
          asset("icon", "file:///a.png", "own"))))
    #expect(card.images.isEmpty)
    #expect(
      card.notes == [
        "“main” was left out: https://example.com/a.png lies outside of the file and is not fetched.",
        "“own” was left out: file:///a.png lies outside of the file and is not fetched.",
      ])
  }

  @Test("the default icon of a PNG is the file, in its place among the others")
  func defaultIcon() throws {
    let text = json(
      asset("background", "ccdefault:", "main"), asset("icon", "ccdefault:", "main"),
      asset("emotion", "__asset:7", "sad"))
    let file = pictureFile(
      textChunk("ccv3", base64(text)),
      textChunk("chara-ext-asset_:7", smile.base64EncodedString()))
    let card = try #require(try readCard(file))
    #expect(
      card.images == [
        CardImage(source: .wholeFile, role: .icon, name: "main"),
        CardImage(source: .embedded(smile), role: .expression, name: "sad"),
      ])
    #expect(card.notes.isEmpty)
  }

  @Test("a CHARX gives its entries by name, the misspelt scheme or not")
  func charx() throws {
    let text = json(
      asset("icon", "embeded://assets/icon/images/a.png", "main"),
      asset("emotion", "embedded://assets/emotion/images/joy.webp", "joy", "webp"),
      asset("user_icon", "embeded:///assets/u.png", "me"),
      asset("x_song", "embeded://assets/song.mp3", "song", "mp3"),
      asset("background", "embeded://assets/none.png", "lost"))
    let card = try #require(
      try readArchive([
        "card.json": Data(text.utf8), "assets/icon/images/a.png": smile,
        "assets/emotion/images/joy.webp": smile, "assets/u.png": smile, "assets/song.mp3": smile,
      ]))
    #expect(card.form == .charx)
    #expect(
      card.images == [
        CardImage(source: .entry("assets/icon/images/a.png"), role: .icon, name: "main"),
        CardImage(
          source: .entry("assets/emotion/images/joy.webp"), role: .expression, name: "joy"),
        CardImage(source: .entry("assets/u.png"), role: .userIcon, name: "me"),
      ])
    #expect(
      card.notes == [
        "“song” was left out: it is not a picture.",
        "“lost” was left out: the file has no “assets/none.png”.",
      ])
  }

  @Test("a path that climbs is only a name to look up")
  func climbing() throws {
    let text = json(
      asset("icon", "embeded://../../secret.png", "a"), asset("icon", "embeded:///root.png", "b"))
    var asked: [String] = []
    let archive = CardArchive(names: ["card.json", "../odd.png"]) { name in
      asked.append(name)
      return Data(text.utf8)
    }
    let card = try #require(try readCard(Data("PK".utf8), archive))
    #expect(asked == ["card.json"])
    #expect(card.images.isEmpty)
    #expect(card.notes.count == 2)
  }

  @Test("an archive without a card is none, and one with a broken card is a fault")
  func otherArchives() throws {
    #expect(try readArchive(["word/document.xml": Data()]) == nil)
    #expect(throws: CardFault.noCard("The entry card.json")) {
      try readArchive(["card.json": Data("{}".utf8)])
    }
    let unreadable = CardArchive(names: ["card.json"]) { _ in nil }
    #expect(throws: CardFault.unreadable("The entry card.json")) {
      try readCard(Data("PK".utf8), unreadable)
    }
  }

  @Test("a picture with an archive after it is the icon of the card")
  func pictureArchive() throws {
    let text = Data(json(asset("icon", "ccdefault:", "main")).utf8)
    let archive = CardArchive(names: ["card.json"]) { _ in text }
    let card = try #require(try readCard(Data([0xFF, 0xD8, 0xFF, 0xE0]), archive))
    #expect(card.form == .charx)
    #expect(card.images == [CardImage(source: .wholeFile, role: .icon, name: "main")])
  }

  @Test("the pictures that RisuAI keeps in a card of version 2 are found")
  func risu() throws {
    let bare = smile.base64EncodedString()
    let fields =
      #""extensions":{"risuai":{"emotions":[["joy","__asset:0"],["rage","\#(bare)"]],"#
      + #""additionalAssets":[["hat","__asset:1","png"]],"x":1}}"#
    let file = pictureFile(
      textChunk("chara", base64(cardJSON(2, fields))), textChunk("chara-ext-asset_0", bare))
    let card = try #require(try readCard(file))
    #expect(card.images.map(\.name) == ["main", "joy", "rage"])
    #expect(card.images.map(\.role) == [.icon, .expression, .expression])
    #expect(card.details == ["extensions.risuai.x": "1"])
    #expect(card.notes == ["“hat” was left out: the file has no “1”."])
  }

  @Test("a chunk that is named very often is decoded only up to a bound")
  func repeatedChunk() throws {
    let base64 = Data(smile.base64EncodedString().utf8)
    let assets = CardAssets(
      isPicture: false, chunks: ["0": base64], mostBytes: base64.count * 2 + 1)
    var draft = CardDraft(.tavernV3)
    let named = (0..<4).map {
      CardAssets.Asset(type: "emotion", uri: "__asset:0", name: "e\($0)", ending: nil)
    }
    assets.resolve(named, into: &draft)
    #expect(draft.images.map(\.name) == ["e0", "e1"])
    #expect(
      draft.notes == [
        "“e2” was left out: its base64 is broken or too large.",
        "“e3” was left out: its base64 is broken or too large.",
      ])
  }
}
