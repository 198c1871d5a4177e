import Foundation
import Testing

@Suite struct DocumentationTests {
  @Test func everyPublicDeclarationHasADocComment() throws {
    let files = try Repository.swiftFiles(in: "Sources", "Schema")
    var found = 0
    for file in files {
      for line in PublicDeclarations.lines(of: file) {
        found += 1
        if PublicDeclarations.isDocumented(line, in: file) { continue }
        let words = file.lines[line].trimmingCharacters(in: .whitespaces)
        Issue.record("\(file.path):\(line + 1): write a '///' comment directly above: \(words)")
      }
    }
    #expect(found > 100, "the scanner finds no public declarations: fix PublicDeclarations")
  }

  @Test func scannerSeesWhatIsPublic() {
    let file = SwiftFile(
      path: "Sources/Vocabulary/Sample.swift",
      text: """
        public import Foundation
        /// Documented.
        @frozen
        public enum Fruit {
          case apple
          /// Round.
          case orange
          public var size: Int { switch self { case .apple: 1; case .orange: 2 } }
          func eat() { switch self {
            case .apple: break
            case .orange: break
          } }
        }
        public protocol Peel {
          func peel()
        }
        let text = "public var notCode"  // public var neither
        """)
    let lines = PublicDeclarations.lines(of: file).map { $0 + 1 }
    #expect(lines == [4, 5, 7, 8, 14, 15])
    let bare = lines.filter { !PublicDeclarations.isDocumented($0 - 1, in: file) }
    #expect(bare == [5, 8, 14, 15])
  }
}

/// Finds what a module promises to its users, line by line.
enum PublicDeclarations {
  private enum Body { case enumeration, requirements, other }

  /// Numbers, from 0, of the lines where a public declaration begins; the cases of a public enum
  /// and the requirements of a public protocol are public too.
  static func lines(of file: SwiftFile) -> [Int] {
    var found: [Int] = []
    var bodies: [Body] = []
    // Most files show nothing to others, and words are slow to find.
    guard file.code.contains(where: { $0.contains("public ") || $0.contains("open ") }) else {
      return []
    }
    for (number, line) in file.code.enumerated() {
      let words = words(of: line)
      let isPublic = words.contains("public") || words.prefix(2) == ["open", "class"]
      if isPublic && !words.contains("import") && !words.contains("extension") {
        found.append(number)
      } else if let body = bodies.last, let first = words.first {
        if body == .enumeration && (first == "case" || words.prefix(2) == ["indirect", "case"]) {
          found.append(number)
        }
        let starts: Set = [
          "func", "var", "init", "static", "associatedtype", "subscript", "mutating",
        ]
        if body == .requirements && starts.contains(first) { found.append(number) }
      }
      var next: Body =
        !isPublic
        ? .other
        : words.contains("enum")
          ? .enumeration : words.contains("protocol") ? .requirements : .other
      for character in line {
        if character == "{" {
          bodies.append(next)
          next = .other
        }
        if character == "}" { _ = bodies.popLast() }
      }
    }
    return found
  }

  /// Whether a doc comment ends directly above, attributes aside.
  static func isDocumented(_ line: Int, in file: SwiftFile) -> Bool {
    for above in file.lines[..<line].reversed() {
      let text = above.trimmingCharacters(in: .whitespaces)
      if text.hasPrefix("@") { continue }
      return text.hasPrefix("///")
    }
    return false
  }

  /// The words before a declaration's name, its attributes left out; none for a statement.
  private static func words(of line: String) -> [String] {
    let text = line.contains("@") ? line.replacing(/@\w+(\([^)]*\))?\s*/, with: "") : line
    let head = text.prefix { $0.isLetter || $0.isWhitespace || $0 == "(" || $0 == ")" || $0 == "_" }
    return head.split(separator: " ").map { String($0.prefix { $0 != "(" }) }
  }
}
