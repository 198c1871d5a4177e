import Foundation
import Testing

@testable import TroupeCLI

/// Texts that lead to files.
@Suite struct LinkTests {
  private let file = URL(filePath: "/comic/夜 1.png")

  @Test("a link leaves the text, its width and its tint as they are")
  func linksAreMarks() {
    let id: SafeText = "\("01K8", .strong)"
    let linked: SafeText = "a \(id, file: file) b"
    #expect(linked.plain == "a 01K8 b")
    #expect(linked.unlinked == ("a \(id) b" as SafeText).marked)
    #expect(linked.marked.contains("file://"))
    #expect(linked.marked.contains("/comic/%E5%A4%9C%201.png\u{1B}\\"))
    var table = Table(["A", "B"])
    table.add(.init("01K8", .strong, file: file), "x")
    table.add("longer name", "y")
    let lines = table.text().plain.split(separator: "\n")
    #expect(lines.map(\.count) == [14, 14, 14])
  }

  @Test("nothing in a text can end or begin a link")
  func textsStayInTheirLinks() {
    let hostile = "x\u{1B}]8;;http://evil\u{1B}\\y"
    let linked: SafeText = "\(SafeText(hostile), file: URL(filePath: "/a\u{1B}\u{7}b"))"
    #expect(linked.marked.count { $0 == "\u{1B}" } == 4, "\(linked.marked.debugDescription)")
    #expect(linked.plain.contains("\\u{1B}]8;;"))
  }
}
