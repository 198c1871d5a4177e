package import Foundation

/// One thing that a document has otherwise than its schema says, or that is wrong with a schema itself.
package struct SchemaFault: Error, Hashable, CustomStringConvertible {
  /// Where, as in `/generations/0/state`.
  package let path: String
  /// What is wrong there.
  package let reason: String
  /// Both.
  package var description: String { "\(path.isEmpty ? "/" : path): \(reason)" }
}

/// The schemas of a folder, `NAME.schema.json` each, which refer to one another by file name: the part of JSON Schema's draft
/// 2020-12 that they use. A keyword that is not known here is an error, so that no schema holds by a slip of spelling.
package struct JSONSchemas: Sendable {
  private static let ending = ".schema.json"
  private let schemas: [String: SchemaValue]

  /// The names of the schemas, without the ending, in order.
  package var names: [String] { schemas.keys.sorted() }

  /// Reads every schema of `folder`.
  /// - Throws: as `init(_:)`; errors of reading.
  package init(folder: URL) throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(Self.ending) }.map { ($0, folder.appending(path: $0)) }
    try self.init(
      Dictionary(
        try files.map { (String($0.dropLast(Self.ending.count)), try Data(contentsOf: $1)) },
        uniquingKeysWith: { first, _ in first }))
  }

  /// Reads schemas by their names.
  /// - Throws: `SchemaFault` for an unknown keyword, or a reference that leads nowhere.
  package init(_ texts: [String: Data]) throws {
    schemas = try texts.mapValues { try SchemaValue(json: $0) }
    for (name, schema) in schemas.sorted(by: { $0.key < $1.key }) {
      try SchemaForm(schemas: self, name: name).check(schema, at: "")
    }
  }

  /// What `document` has otherwise than the schema `name` says; empty where it holds.
  package func faults(of document: SchemaValue, against name: String) -> [SchemaFault] {
    guard let schema = schemas[name] else { return [.init(path: name, reason: "no such schema")] }
    return SchemaCheck(schemas: self, name: name).faults(of: document, by: schema, at: "")
  }

  /// The schema to which `reference` leads from the schema `name`, as `#/$defs/x` or `other.schema.json#/$defs/x`, with the
  /// name of the file in which it stands; `nil` where there is none.
  func resolve(_ reference: String, in name: String) -> (name: String, schema: SchemaValue)? {
    guard let hash = reference.firstIndex(of: "#") else { return nil }
    let file = hash == reference.startIndex ? name + Self.ending : String(reference[..<hash])
    let target = String(file.dropLast(Self.ending.count))
    let steps = reference[hash...].dropFirst().split(separator: "/").map(String.init)
    let found = steps.reduce(schemas[target]) { $0?[$1] }
    return file.hasSuffix(Self.ending) ? found.map { (target, $0) } : nil
  }
}
