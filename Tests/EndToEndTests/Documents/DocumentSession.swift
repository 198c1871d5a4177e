import Foundation
import TestSupport
import Testing

/// Commands that follow one another in one library, each document of which is held against its schema.
final class DocumentSession {
  private let fixture: CommandLineFixture
  private let servers: DocumentServers
  private let schemas: JSONSchemas
  private var values: [String: String]
  /// How many documents were held against a schema so far.
  private(set) var count = 0

  init() throws {
    fixture = try CommandLineFixture()
    servers = try DocumentServers()
    schemas = try SchemaFolder.schemas()
    values = ["files": fixture.folder.path, "library": fixture.library.path]
    try DocumentFiles.write(to: fixture)
  }

  /// Runs `steps` in order.
  func run(_ steps: [DocumentStep]) async throws {
    for step in steps { try await run(step) }
  }

  private func run(_ step: DocumentStep) async throws {
    let arguments = step.arguments(values)
    let answer = try await fixture.run(
      arguments + ["--json"], stdin: step.stdin, environment: environment(for: step))
    if let status = step.status {
      #expect(answer.status == status, "\(arguments): \(answer.stderr)")
    }
    for line in answer.stderr.split(separator: "\n") {
      let value = try SchemaValue(json: Data(line.utf8))
      hold(value, value["warning"] == nil ? "error" : "warning", arguments)
    }
    if step.schema == "error" { return try #require(!answer.stderr.isEmpty, "\(arguments)") }
    let texts =
      step.isLines ? answer.stdout.split(separator: "\n").map(String.init) : [answer.stdout]
    for text in texts {
      #expect(text.split(separator: "\n").count == 1, "\(arguments): one line is one document")
      let value = try SchemaValue(json: Data(text.utf8))
      hold(value, step.schema, arguments)
      for (name, place) in step.kept { values[name] = try Self.text(at: place, of: value) }
    }
  }

  private func environment(for step: DocumentStep) -> [String: String] {
    let path = "\(fixture.folder.path)/bin:/usr/bin:/bin"
    return servers.environment(for: step).merging(["PATH": path]) { one, _ in one }
  }

  private func hold(_ value: SchemaValue, _ schema: String, _ arguments: [String]) {
    count += 1
    let faults = schemas.faults(of: value, against: schema)
    #expect(faults == [], "\(schema): troupe \(arguments.joined(separator: " "))")
  }

  /// The text at `place`; of a digest the digits alone, as people type them.
  private static func text(at place: String, of value: SchemaValue) throws -> String {
    let found = place.split(separator: "/").reduce(Optional(value)) { value, step in
      guard let index = Int(step) else { return value?[String(step)] }
      return value?.items.flatMap { $0.indices.contains(index) ? $0[index] : nil }
    }
    return try #require(found?.string, "nothing at \(place)").replacing("sha256:", with: "")
  }
}

/// Where the schemas stand.
enum SchemaFolder {
  static let url = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Schema/json").standardized

  static func schemas() throws -> JSONSchemas { try read.get() }

  private static let read = Result { try JSONSchemas(folder: url) }
}
