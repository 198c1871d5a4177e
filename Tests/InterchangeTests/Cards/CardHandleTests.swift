import Foundation
import Testing

@testable import TroupeInterchange

@Suite struct CardHandleTests {
  private func handle(_ name: String, _ nickname: String = "") throws -> String? {
    let escaped = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return try readCard(cardJSON(3, name: escaped, #""nickname":"\#(nickname)""#))?.suggestedHandle
  }

  @Test(
    "a handle is made of a name in any script",
    arguments: [
      ("Ada", "Ada"), ("  Ada  Lovelace ", "Ada-Lovelace"), ("D'Artagnan", "DArtagnan"),
      ("Amanda || Rogue!", "Amanda-Rogue"), ("웨스티아", "웨스티아"), ("{{char}}", "char"),
      ("BeepBoop.exe", "BeepBoop.exe"), ("e\u{301}lan", "élan"), ("🦊 Fox", "🦊-Fox"),
      ("../../etc/passwd", "etc-passwd"), ("#1 *", "1"),
    ])
  func made(_ name: String, _ handle: String) throws {
    #expect(try self.handle(name) == handle)
  }

  @Test(
    "no handle is made where the rules leave nothing",
    arguments: ["!!!", "___", "last", "LAST", "ｌａｓｔ", "\u{301}", "—", "a!\u{200F}\u{64B}b"])
  func none(_ name: String) throws {
    #expect(try handle(name) == nil)
  }

  @Test("the nickname is taken where the name gives none")
  func nickname() throws {
    #expect(try handle("???", "Bo") == "Bo")
  }

  @Test("a long name is cut to 64 characters and ends with a letter")
  func long() throws {
    let name = String(repeating: "a", count: 63) + " " + String(repeating: "b", count: 63)
    #expect(try handle(name) == String(repeating: "a", count: 63))
    #expect(try handle(String(repeating: "🦊", count: 5000))?.count == 64)
  }
}
