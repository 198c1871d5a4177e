import Foundation
import Testing
import TroupeVocabulary

/// Names of images and generations as people type them.
@Suite struct ImageNameTests {
  private static let letters = "01M7XT4R9B1XDQGVNGZRJ21PZ0"

  @Test func readsEachForm() throws {
    let id = try #require(ULID(Self.letters))
    #expect(ImageName("@last") == .last() && ImageName("last~3") == .last(back: 3))
    #expect(ImageName("\(id)/2") == .output(OutputID(generation: id, position: 2)))
    #expect(
      ImageName("\(id)".lowercased() + "/1") == .output(OutputID(generation: id, position: 1)))
    for text in ["3fa1c2d4", "01M7XT", "01M7XT/2", "\(id)", "@last/2", "@last~x", "@last~-1", ""] {
      #expect(ImageName(text) == .prefix(text), "\(text)")
    }
    for path in ["kael.png", "cast/kael", "./kael", "/pictures/kael", "cast/1/a", "last.png", "."] {
      #expect(ImageName(path) == .file(URL(filePath: path)), "\(path)")
    }
  }

  @Test func aLiteralReadsTheSame() {
    let names: [ImageName] = ["@last~1", "pose.png", "3fa1c2d4"]
    #expect(names == [.last(back: 1), .file(URL(filePath: "pose.png")), .prefix("3fa1c2d4")])
  }

  @Test func isWrittenAsItIsTyped() throws {
    let id = try #require(ULID(Self.letters))
    let names: [ImageName] = [
      .last(), .last(back: 2), .output(OutputID(generation: id, position: 3)), .prefix("01M7XT/2"),
      .file(URL(filePath: "/pictures/kael.png")),
    ]
    for name in names { #expect(ImageName("\(name)") == name, "\(name)") }
    #expect("\(ImageName.reference("3fa1c2d4"))" == "3fa1c2d4")
    #expect("\(names[0])" == "@last" && "\(names[1])" == "@last~2")
  }

  @Test func generationsAreNamedTheSameWay() throws {
    let id = try #require(ULID(Self.letters))
    #expect(GenerationName("@last") == .last() && GenerationName("@last~4/2") == .last(back: 4))
    #expect(GenerationName("\(id)/2") == .id(id) && GenerationName("01m7xt") == .prefix("01m7xt"))
    #expect(GenerationName("@last~-1") == .prefix("@last~-1"))
    #expect(GenerationName("/") == .prefix("/") && GenerationName("") == .prefix(""))
    let names: [GenerationName] = ["@last", "@last~2", .id(id), "01M7"]
    for name in names { #expect(GenerationName("\(name)") == name) }
  }

  @Test func aRoleStandsBehindAnImage() {
    #expect(
      NamedInput("pose.png:pose") == NamedInput(.file(URL(filePath: "pose.png")), role: .pose))
    #expect(NamedInput("@last:style") == NamedInput(.last(), role: .style))
    #expect(NamedInput("3fa1c2d4").role == .identity)
    // A parent is named by editing it, and an unknown role is part of the name.
    #expect(NamedInput("a.png:parent").image == .file(URL(filePath: "a.png:parent")))
    #expect(NamedInput("a.png:hat") == NamedInput(.file(URL(filePath: "a.png:hat"))))
    #expect(NamedInput("@last:place") == NamedInput(.last(), subject: .place))
    #expect(NamedInput("3fa1c2d4:character").subject == .character)
    let literal: NamedInput = "a.png:composition"
    #expect(literal.role == .composition)
  }

  @Test func aWishNamesAViewAndPerhapsAnAsset() throws {
    #expect(try ViewWish("Three Quarter") == ViewWish(.threeQuarter))
    let wish = try ViewWish("@kael=profile")
    #expect(wish == ViewWish(.profile, of: "kael") && "\(wish)" == "@kael=profile")
    #expect("\(ViewWish(View(rawValue: "close-up")))" == "close-up")
    for text in ["", "@kael=", "-", "="] {
      #expect(throws: TroupeError.self, "\(text)") { try ViewWish(text) }
    }
    #expect(throws: TroupeError.self) { try ViewWish("a b=profile") }
  }

  @Test func handlesAreWrittenInCode() {
    let handles: Set<Handle> = ["kael", "@Kael", "ｋａｅｌ", "凯尔"]
    #expect(handles.count == 2 && Handle("@凯尔").text == "凯尔" && Handle("Kael").key == "kael")
  }
}
