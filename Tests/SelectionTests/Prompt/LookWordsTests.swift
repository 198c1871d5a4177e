import Testing

@testable import TroupeSelection

/// Looks are known by the words of their names, in any language.
struct LookWordsTests {
  @Test(arguments: [
    ("child", "child"), ("小时候", "child"), ("niña", "child"), ("old-man", "old"),
    ("winter-coat", nil),
  ])
  func agesAreKnown(name: String, age: String?) {
    #expect(LookWords.age(of: name) == age)
  }

  @Test(arguments: [
    ("winter-coat", ["coat", "winter"]), ("abrigo-de-invierno", ["coat", "winter"]),
    ("冬のコート", ["coat", "winter"]), ("Rüstung", ["armor"]),
  ])
  func clothesAreKnown(name: String, things: [String]) {
    #expect(LookWords.clothes(of: name) == Set(things))
  }

  @Test func otherNamesAndKindsAloneAreNot() {
    #expect(LookWords.clothes(of: "winter") == nil)
    #expect(LookWords.clothes(of: "coat-of-arms-2") == nil)
  }
}
