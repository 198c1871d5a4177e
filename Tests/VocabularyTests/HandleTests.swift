import Testing
import TroupeVocabulary

struct HandleTests {
  @Test(arguments: [
    ("kael", "kael"), ("@kael", "kael"), ("＠kael", "kael"), ("凯尔", "凯尔"), ("ミラ", "ミラ"),
    ("미라", "미라"), ("😀", "😀"), ("🗡️剑", "🗡️剑"), ("kael👩‍🚀", "kael👩‍🚀"),
    ("Rene\u{301}", "René"), ("a.b-c_d", "a.b-c_d"), ("7", "7"), ("lasting", "lasting"),
    (String(repeating: "凯", count: 64), String(repeating: "凯", count: 64)),
  ])
  func reads(written: String, text: String) throws {
    let handle = try Handle(written)
    #expect(handle.text == text)
    #expect(handle.description == "@\(text)")
  }

  @Test(arguments: [
    "", "@", "@@kael", "a b", "a/b", "-a", "a-", ".a", "a.", "_a", "a_", "last", "@LAST", "ｌａｓｔ",
    "a@b",
    "a*", "#", "\u{301}a", "@\u{93E}a", "a b😀", "a\u{0}b", "a\nb",
    String(repeating: "a", count: 65),
  ])
  func refuses(written: String) {
    let error = #expect(throws: TroupeError.self) { try Handle(written) }
    #expect(error?.code == "invalid_handle")
  }

  @Test func widthCaseAndFormMakeNoDifference() throws {
    let same = [Handle("Kael"), Handle("ｋａｅｌ"), Handle("@KAEL")]
    #expect(Set(same).count == 1)
    #expect(Handle("René") == Handle("rene\u{301}"))
    #expect(Handle("kael") != Handle("kaela"))
    #expect(Handle("🗡") == Handle("🗡\u{FE0F}"))
  }

  @Test func writtenWithItsAt() throws {
    let handle = Handle("凯尔")
    #expect(try CanonicalJSON.text([handle]) == "[\"@凯尔\"]")
    #expect(try CanonicalJSON.decode([Handle].self, from: Array("[\"@凯尔\"]".utf8)) == [handle])
    #expect(throws: (any Error).self) {
      try CanonicalJSON.decode([Handle].self, from: Array("[\"@a b\"]".utf8))
    }
  }
}
