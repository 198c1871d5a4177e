import Foundation
import Testing

@testable import TroupeInterchange

@Suite struct TavernCardTests {
  @Test("a card of version 1 has its fields at the top")
  func versionOne() throws {
    let card = try #require(
      try readCard(#"{"name":"Ada","description":"{{char}} is tall.","first_mes":"<b>Hi</b>"}"#))
    #expect(card.form == .tavernV1)
    #expect(card.name == "Ada")
    #expect(card.description == "{{char}} is tall.")
    #expect(card.details == ["first_mes": "<b>Hi</b>"])
    #expect(card.notes.isEmpty)
    #expect(card.images.isEmpty)
  }

  @Test("a file of Pygmalion is read by its own names")
  func pygmalion() throws {
    let card = try #require(
      try readCard(#"{"char_name":"Ada","char_persona":"tall","world_scenario":"a ship"}"#))
    #expect(card.form == .tavernV1)
    #expect([card.name, card.description] == ["Ada", "tall"])
    #expect(card.details == ["world_scenario": "a ship"])
  }

  @Test("other JSON with a name and a description is no card")
  func noCard() throws {
    #expect(try readCard(#"{"name":"left-pad","description":"pads","version":"1"}"#) == nil)
    #expect(try readCard("[1]") == nil)
    #expect(try readCard("Ada is tall.") == nil)
    #expect(try readCard("") == nil)
    #expect(try readCard(pictureFile(textChunk("Comment", "chara"))) == nil)
  }

  @Test("a card of version 2 in a PNG shows the character itself")
  func versionTwo() throws {
    let fields =
      #""description":"tall","tags":["a"," b ","a"],"creator":"Bo","character_version":"1.2","creator_notes":"n","#
      + #""character_book":{"entries":[{"keys":["k"],"enabled":true,"insertion_order":10}]}"#
    let file = pictureFile(textChunk("chara", base64(cardJSON(2, fields))))
    let card = try #require(try readCard(file))
    #expect(card.form == .tavernV2)
    #expect(card.tags == ["a", "b"])
    #expect([card.creator, card.version, card.creatorNotes] == ["Bo", "1.2", "n"])
    #expect(
      card.details == [
        "character_book.entries.0.keys.0": "k", "character_book.entries.0.enabled": "true",
        "character_book.entries.0.insertion_order": "10",
      ])
    #expect(card.images == [CardImage(source: .wholeFile, role: .icon, name: "main")])
  }

  @Test("of both chunks ccv3 counts, wherever it stands")
  func bothChunks() throws {
    let old = textChunk("chara", base64(cardJSON(2, name: "Old")))
    let new = textChunk("ccv3", base64(cardJSON(3, name: "New", #""nickname":"N""#)))
    for file in [pictureFile(old, new), pictureFile(new, old)] {
      let card = try #require(try readCard(file))
      #expect(card.form == .tavernV3)
      #expect(card.name == "New")
      #expect(card.aliases == ["N"])
    }
  }

  @Test("a broken ccv3 gives way to chara, and a note says why")
  func brokenOfTwo() throws {
    let file = pictureFile(
      textChunk("ccv3", "e$$"), textChunk("chara", base64(cardJSON(2, name: "Old"))))
    let card = try #require(try readCard(file))
    #expect(card.name == "Old")
    #expect(
      card.notes == [
        "The chunk “ccv3” was passed over. The chunk “ccv3” is not valid base64 at byte 1."
      ])
  }

  @Test("base64 is read with blanks, without padding and in the alphabet of URLs")
  func looseBase64() throws {
    let text = base64(cardJSON(2, name: "Ada??>", #""tags":["~~"]"#))
    let bare = text.replacing("=", with: "").replacing("/", with: "_").replacing("+", with: "-")
    let broken = bare.enumerated().map { $0 % 20 == 0 ? "\n \($1)" : String($1) }.joined()
    let card = try #require(try readCard(pictureFile(textChunk("chara", broken))))
    #expect(card.name == "Ada??>")
  }

  @Test("broken base64 is a fault with its place")
  func brokenBase64() {
    for (text, offset) in [("eyJh!", 4), ("eyJ=hI", 4), ("e", 1)] {
      #expect(throws: CardFault.invalidBase64("The chunk “chara”", offset: offset)) {
        try readCard(pictureFile(textChunk("chara", text)))
      }
    }
  }

  @Test("a chunk that holds no card is a fault")
  func emptyChunk() {
    #expect(throws: CardFault.noCard("The chunk “chara”")) {
      try readCard(pictureFile(textChunk("chara", base64("{}"))))
    }
  }

  @Test("a compressed or international chunk and a repeated one are read")
  func otherChunks() throws {
    let text = Data(base64(cardJSON(2)).utf8)
    let zipped = cardChunk("zTXt", Data("Chara\0\0".utf8) + [0x78, 0x01] + text)
    let international = cardChunk("iTXt", Data("chara\0\0\0\0\0".utf8) + text)
    #expect(try readCard(pictureFile(zipped))?.name == "Ada")
    #expect(try readCard(pictureFile(international))?.name == "Ada")
    let second = textChunk("chara", base64(cardJSON(2, name: "Bo")))
    let card = try readCard(pictureFile(international, second))
    #expect(card?.name == "Ada")
    #expect(card?.notes == ["There is more than one chunk “chara”; the first was read."])
  }

  @Test("a PNG that is cut off keeps the card before the cut")
  func cutOff() throws {
    let file = pictureFile(textChunk("chara", base64(cardJSON(2)))).dropLast(6)
    let card = try readCard(Data(file))
    #expect(card?.name == "Ada")
    #expect(card?.notes == ["The PNG is cut off."])
  }

  @Test("every beginning of a card's file is read or refused")
  func beginnings() {
    let file = pictureFile(textChunk("chara", base64(cardJSON(2))))
    for length in 0...file.count {
      _ = try? readCard(Data(file.prefix(length)))
    }
    let json = Data(cardJSON(3, #""tags":["\u00e9\ud83d\ude00"]"#).utf8)
    for length in 1..<json.count {
      #expect(throws: CardFault.self) { try readCard(Data(json.prefix(length))) }
    }
  }

  @Test("what the versions say and what they are is told")
  func lyingVersions() throws {
    let newer = #"{"spec":"chara_card_v4","spec_version":"4.0","data":{"name":"A"}}"#
    #expect(
      try readCard(newer)?.notes
        == ["The card says “chara_card_v4”, which is not known; it was read as one of version 3."])
    let other = #"{"spec":"chara_card_v2","spec_version":"3.0","data":{"name":"A"}}"#
    #expect(try readCard(other)?.form == .tavernV2)
    #expect(try readCard(other)?.notes == ["The card says “chara_card_v2”, but version 3.0."])
    let flat = #"{"spec":"chara_card_v3","spec_version":"3.0","name":"A","description":"d"}"#
    #expect(try readCard(flat)?.description == "d")
    #expect(
      try readCard(flat)?.notes
        == ["The card says “chara_card_v3”, but has no “data”; its fields stand at the top."])
    let silent = #"{"data":{"name":"A","first_mes":"hi"}}"#
    #expect(try readCard(silent)?.form == .tavernV2)
    #expect(try readCard(silent)?.notes == ["The card does not tell its version."])
  }

  @Test("an empty name is said and gives no handle")
  func emptyName() throws {
    let card = try #require(try readCard(cardJSON(2, name: " ")))
    #expect(card.name.isEmpty)
    #expect(card.suggestedHandle == nil)
    #expect(card.notes == ["The card has no name."])
  }

  @Test("fields of wrong kinds are left out or read as texts")
  func wrongKinds() throws {
    let fields = #""description":["x"],"tags":"a, b","creator":7,"creator_notes":null,"assets":5"#
    let card = try #require(try readCard(cardJSON(3, fields)))
    #expect(card.description.isEmpty)
    #expect(card.tags == ["a", "b"])
    #expect(card.creator == "7")
    #expect(card.notes == ["“description” was left out: it is not a text."])
  }

  @Test("what programs keep for making pictures becomes traits")
  func traits() throws {
    let fields =
      #""extensions":{"sd_character_prompt":{"positive":"1girl, (green eyes, long:1.2), red hair"},"#
      + #""agnai":{"appearance":"red hair\nfreckles"}}"#
    let card = try #require(try readCard(cardJSON(2, fields)))
    #expect(card.traits == ["1girl", "(green eyes, long:1.2)", "red hair", "freckles"])
  }

  @Test("outer fields that repeat inner ones are left out, others kept")
  func outerFields() throws {
    let json =
      #"{"spec":"chara_card_v2","name":"Old","fav":true,"data":{"name":"Ada","scenario":"s"},"scenario":"o"}"#
    let card = try #require(try readCard(json))
    #expect(card.name == "Ada")
    #expect(card.details == ["scenario": "s", "fav": "true"])
  }

  @Test("notes in several languages are read in English first")
  func languages() throws {
    let fields = #""creator_notes":"","creator_notes_multilingual":{"de":"Hallo","en":"Hello"}"#
    let card = try #require(try readCard(cardJSON(3, fields)))
    #expect(card.creatorNotes == "Hello")
    #expect(card.details["creator_notes_multilingual.de"] == "Hallo")
  }
}
