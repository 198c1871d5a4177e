import Foundation
import TestSupport
import Testing

/// The judge of the documents: what it takes, what it refuses, and that it says where.
@Suite struct SchemaCheckTests {
  /// What `document` has otherwise than a schema with these `keywords`.
  private func faults(_ document: String, _ keywords: String, defs: String = "{}") throws
    -> [String]
  {
    let schemas = try JSONSchemas(["a": Data(#"{"$defs": \#(defs), \#(keywords)}"#.utf8)])
    return schemas.faults(of: try SchemaValue(json: Data(document.utf8)), against: "a").map(\.path)
  }

  @Test(
    "A value of the wrong kind, size or form is refused, a right one taken",
    arguments: [
      (#""type": "integer""#, "1", "1.5"), (#""type": ["string", "null"]"#, "null", "1"),
      (#""type": "number""#, "1", #""1""#), (#""type": "boolean""#, "true", "1"),
      (#""enum": ["a", null]"#, "null", #""b""#), (#""const": 1"#, "1.0", "true"),
      (#""pattern": "^a+$""#, #""aa""#, #""ab""#), (#""minLength": 1"#, #""é""#, #""""#),
      (#""minimum": 0"#, "0", "-1"), (#""maximum": 2"#, "2", "2.5"),
      (#""minItems": 1, "maxItems": 2"#, "[1]", "[]"), (#""maxItems": 2"#, "[1, 2]", "[1, 2, 3]"),
      (#""format": "date-time""#, #""2026-11-30T18:10:13.440Z""#, #""2026-13-30T18:10:13.440Z""#),
      (#""format": "date-time""#, #""2026-11-30T18:10:13Z""#, #""yesterday""#),
      (#""required": ["x"]"#, #"{"x": null}"#, "{}"),
      (#""anyOf": [{"type": "null"}, {"type": "string"}]"#, #""a""#, "1"),
      (#""oneOf": [{"type": "number"}, {"minimum": 3}]"#, "2", "4"),
      (#""allOf": [{"type": "number"}, {"minimum": 3}]"#, "4", "2"),
    ])
  func keywords(_ keywords: String, right: String, wrong: String) throws {
    #expect(try faults(right, keywords) == [])
    #expect(try !faults(wrong, keywords).isEmpty)
  }

  @Test("Members and items are looked at, and the place of a fault is told")
  func places() throws {
    let keywords =
      ##""properties": {"a": {"items": {"$ref": "#/$defs/b"}}}, "additionalProperties": false"##
    let defs = #"{"b": {"type": "object", "properties": {"c": {"type": "string"}}}}"#
    #expect(try faults(#"{"a": [{"c": "x"}, {"c": 1}]}"#, keywords, defs: defs) == ["/a/1/c"])
    #expect(try faults(#"{"b": 1}"#, keywords, defs: defs) == ["/b"])
    #expect(try faults("[1, 2]", #""prefixItems": [{"type": "number"}], "items": false"#) == ["/1"])
    #expect(try faults(#"{"n": "x"}"#, #""additionalProperties": {"type": "number"}"#) == ["/n"])
  }

  @Test("Of several forms the one is told that fits furthest in")
  func nearestForm() throws {
    let forms = #""anyOf": [{"type": "null"}, {"properties": {"a": {"type": "string"}}}]"#
    #expect(try faults(#"{"a": 1}"#, forms) == ["/a"])
  }

  @Test("A reference leads to another file, and a ring of references ends")
  func references() throws {
    let schemas = try JSONSchemas([
      "a": Data(##"{"$ref": "b.schema.json#/$defs/x"}"##.utf8),
      "b": Data(
        ##"{"$defs": {"x": {"$ref": "#/$defs/y"}, "y": {"type": "null"}}}"##
          .utf8),
      "c": Data(
        ##"{"$defs": {"x": {"$ref": "#/$defs/x"}}, "$ref": "#/$defs/x"}"##
          .utf8),
    ])
    #expect(schemas.faults(of: .null, against: "a").isEmpty)
    #expect(schemas.faults(of: .bool(true), against: "a").count == 1)
    #expect(!schemas.faults(of: .null, against: "c").isEmpty)
    #expect(!schemas.faults(of: .null, against: "nix").isEmpty)
  }

  @Test(
    "A slip in a schema is an error",
    arguments: [
      #""requird": ["a"]"#, ##""$ref": "#/$defs/none""##, #""$ref": "none.schema.json#/$defs/a""#,
      #""format": "date""#, #""items": {"typ": "string"}"#, #""properties": {"a": 1}"#,
      #""required": ["b"], "properties": {}, "additionalProperties": false"#,
    ])
  func slips(_ keywords: String) {
    #expect(throws: SchemaFault.self) {
      try JSONSchemas(["a": Data("{\(keywords)}".utf8)])
    }
  }
}
