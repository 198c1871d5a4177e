import Foundation
import Troupe

/// Something that an agent can do with a library.
struct Tool: Sendable {
  /// What it does to the library and to the month's bill.
  enum Effect: Sendable {
    /// It looks.
    case reads
    /// It changes the library, and costs nothing.
    case writes
    /// It may be billed.
    case spends
  }

  let name: String
  let title: String
  let about: String
  let effect: Effect
  let parameters: [Parameter]
  let shape: Shape
  let run: @Sendable (Call) async throws -> Outcome

  init(
    _ name: String, _ title: String, _ effect: Effect, _ about: String,
    _ parameters: [Parameter], gives shape: Shape,
    run: @escaping @Sendable (Call) async throws -> Outcome
  ) {
    (self.name, self.title, self.about, self.effect) = (name, title, about, effect)
    (self.parameters, self.shape, self.run) = (parameters, shape, run)
  }

  /// As `tools/list` tells it.
  var listing: JSON {
    [
      "name": .text(name), "title": .text(title), "description": .text(about),
      "inputSchema": [
        "type": "object",
        "properties": .object(
          Dictionary(parameters.map { ($0.name, $0.schema) }, uniquingKeysWith: { $1 })),
        "required": .list(parameters.filter(\.isRequired).map { .text($0.name) }),
        "additionalProperties": false,
      ],
      "outputSchema": shape.schema,
      "annotations": [
        "readOnlyHint": .flag(effect == .reads), "destructiveHint": false,
        "idempotentHint": .flag(effect == .reads), "openWorldHint": .flag(effect == .spends),
      ],
    ]
  }
}

/// What came of a call.
struct Outcome: Sendable {
  /// A document of the command line, of which the tool's shape is told.
  var document: JSON
  /// JPEGs to be looked at.
  var pictures: [Data] = []
  /// Images of the library that it is about.
  var images: [Output] = []
  /// What went wrong with some of it.
  var error: (any Error)?
  /// Whether something of it is perhaps billed though it has no answer.
  var isUnknown = false

  init(_ document: JSON) { self.document = document }

  init(encoding value: some Encodable) throws { document = try JSON(encoding: value) }
}
