import Foundation
import Testing

/// What holds for every public function of the library's face.
@Suite struct FaceTests {
  private func functions() throws -> [PublicFunction] {
    let all = try Repository.swiftFiles(in: "Sources/Troupe").flatMap(PublicFunction.all)
    #expect(all.count > 40, "the scanner finds no public functions: correct PublicFunction")
    return all
  }

  @Test func eachIsCalledInItsTests() throws {
    let code = try Repository.swiftFiles(in: "Tests/TroupeTests").flatMap(\.code)
      .joined(separator: "\n")
    for function in try functions() where !code.contains(".\(function.name)(") {
      Issue.record("\(function.place): call '\(function.name)' in Tests/TroupeTests.")
    }
  }

  @Test func eachThatThrowsSaysWhat() throws {
    for function in try functions() where function.throwsErrors {
      #expect(
        function.documentation.contains("- Throws:"),
        "\(function.place): '\(function.name)' throws: say what in a '- Throws:' line.")
    }
  }

  /// Otherwise a caller on the main actor would be blocked by it.
  @Test func eachThatWaitsLeavesItsCallersActor() throws {
    for function in try functions() where function.isAsync {
      #expect(
        function.attributes.contains("@concurrent"),
        "\(function.place): '\(function.name)' runs on the actor of its caller: add '@concurrent'.")
    }
  }

  @Test func scannerSeesFunctions() {
    let file = SwiftFile(
      path: "Sources/Troupe/Sample.swift",
      text: """
        extension Library {
          /// Reads.
          /// - Throws: `Fault`.
          @discardableResult
          @concurrent public func read(
            _ name: String, then: () async throws -> Void
          ) async throws -> Int { 0 }
          /// Names.
          public static func name(of work: @Sendable () throws -> Void) -> String { "public func x" }
          func hidden() throws {}
        }
        """)
    let found = PublicFunction.all(of: file)
    #expect(found.map(\.name) == ["read", "name"])
    #expect(found.map(\.throwsErrors) == [true, false] && found.map(\.isAsync) == [true, false])
    #expect(
      found[0].attributes.contains("@concurrent") && found[0].documentation.contains("Throws"))
    #expect(found[1].documentation == "/// Names.")
  }
}

/// A public function or a public throwing initializer, as its file writes it.
struct PublicFunction: Sendable {
  let name: String
  /// File and line, for people.
  let place: String
  let attributes: String
  let documentation: String
  let isAsync: Bool
  let throwsErrors: Bool

  /// Those of `file`.
  static func all(of file: SwiftFile) -> [PublicFunction] {
    file.code.indices.compactMap { PublicFunction(at: $0, of: file) }
  }

  private init?(at line: Int, of file: SwiftFile) {
    guard let match = file.code[line].firstMatch(of: /\bpublic (?:\w+ )*func (\w+)/) else {
      return nil
    }
    name = String(match.1)
    place = "\(file.path):\(line + 1)"
    let above = file.lines[..<line].reversed().map { $0.trimmingCharacters(in: .whitespaces) }
    let marks = above.prefix { $0.hasPrefix("@") }
    attributes = marks.joined(separator: " ") + file.code[line]
    documentation = above.dropFirst(marks.count).prefix { $0.hasPrefix("///") }.reversed()
      .joined(separator: "\n")
    let effects = Self.effects(file.code[line...].joined(separator: " "))
    isAsync = effects.contains("async")
    throwsErrors = effects.contains("throws")
  }

  /// The words between the parameters and the result or the body.
  private static func effects(_ declaration: String) -> [Substring] {
    var depth = 0
    guard let open = declaration.firstIndex(of: "(") else { return [] }
    for index in declaration[open...].indices {
      if declaration[index] == "(" { depth += 1 }
      if declaration[index] == ")" { depth -= 1 }
      if depth > 0 { continue }
      let rest = declaration[declaration.index(after: index)...]
      return rest.prefix { $0 != "{" && $0 != "-" }.split(separator: " ")
    }
    return []
  }
}
