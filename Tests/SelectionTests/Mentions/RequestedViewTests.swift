import Testing
import TroupeVocabulary

@testable import TroupeSelection

struct RequestedViewTests {
  private static func error(_ wish: String) throws -> String? {
    let kael = Sample.candidates(try Sample.asset("kael"), [.front, "hero-pose"])
    do {
      try RequestedViews.check([ViewWish(wish)], of: [kael])
      return nil
    } catch TroupeError.invalidValue(_, _, let expected) {
      return expected
    }
  }

  @Test func standardViewsAndThoseOfPicturesAreKnown() throws {
    for wish in ["back", "@kael=profile", "hero pose", "@kael=hero-pose", "Full_Body"] {
      #expect(try Self.error(wish) == nil, "\(wish)")
    }
  }

  @Test(arguments: View.ofPlaces) func aPlaceIsSeenFromItsAngles(view: View) throws {
    let harbor = Sample.candidates(try Sample.asset("harbor", .place), [.wide])
    for handle in [nil, harbor.asset.handle] {
      try RequestedViews.check([ViewWish(view, of: handle)], of: [harbor])
    }
    guard view != .detail else { return }
    #expect(try Self.error(view.rawValue) != nil, "a character has no such view")
  }

  @Test func anUnknownViewNamesThoseThereAre() throws {
    let words = try #require(try Self.error("bakc"))
    #expect(words.contains("back") && words.contains("three-quarter, profile"))
    #expect(words.contains("hero-pose"))
  }

  @Test func whoIsNotMentionedIsNamed() throws {
    let words = try #require(try Self.error("@mira=back"))
    #expect(words.contains("does not mention @mira"))
    let none = #expect(throws: TroupeError.self) {
      try RequestedViews.check([ViewWish(.back)], of: [])
    }
    #expect(none?.code == "invalid_value")
  }
}
