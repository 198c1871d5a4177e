import Foundation

/// Holds a document against a schema.
struct SchemaCheck {
  let schemas: JSONSchemas
  /// The schema in whose file it looks.
  let name: String
  /// How many references and members lead here.
  var depth = 0

  /// A ring of references ends.
  private static let deepest = 256

  func faults(of value: SchemaValue, by schema: SchemaValue, at path: String) -> [SchemaFault] {
    if depth > Self.deepest || schema == .bool(false) {
      return [SchemaFault(path: path, reason: "must not be there")]
    }
    return reasons(value, schema).map { SchemaFault(path: path, reason: $0) }
      + memberFaults(value, schema, path) + itemFaults(value, schema, path)
      + partFaults(value, schema, path)
  }

  private func inner(_ name: String? = nil) -> SchemaCheck {
    SchemaCheck(schemas: schemas, name: name ?? self.name, depth: depth + 1)
  }

  private func memberFaults(_ value: SchemaValue, _ schema: SchemaValue, _ path: String)
    -> [SchemaFault]
  {
    guard case .object(let members) = value else { return [] }
    let required = schema["required"]?.items?.compactMap(\.string) ?? []
    let lacking = required.filter { members[$0] == nil }
    return lacking.map { SchemaFault(path: path, reason: "lacks '\($0)'") }
      + members.sorted { $0.key < $1.key }.flatMap { name, member -> [SchemaFault] in
        let part = schema["properties"]?[name] ?? schema["additionalProperties"]
        return part.map { inner().faults(of: member, by: $0, at: "\(path)/\(name)") } ?? []
      }
  }

  private func itemFaults(_ value: SchemaValue, _ schema: SchemaValue, _ path: String)
    -> [SchemaFault]
  {
    let first = schema["prefixItems"]?.items ?? []
    return (value.items ?? []).enumerated().flatMap { index, item -> [SchemaFault] in
      let part = index < first.count ? first[index] : schema["items"]
      return part.map { inner().faults(of: item, by: $0, at: "\(path)/\(index)") } ?? []
    }
  }

  private func partFaults(_ value: SchemaValue, _ schema: SchemaValue, _ path: String)
    -> [SchemaFault]
  {
    var faults: [SchemaFault] = []
    if let target = schema["$ref"]?.string.flatMap({ schemas.resolve($0, in: name) }) {
      faults = inner(target.name).faults(of: value, by: target.schema, at: path)
    }
    for part in schema["allOf"]?.items ?? [] {
      faults += inner().faults(of: value, by: part, at: path)
    }
    for keyword in ["anyOf", "oneOf"] {
      let results = (schema[keyword]?.items ?? []).map {
        inner().faults(of: value, by: $0, at: path)
      }
      let count = results.count(where: \.isEmpty)
      // Of forms of which none fits, the one that fits furthest in.
      func reach(_ faults: [SchemaFault]) -> Int { faults.map(\.path.count).max() ?? 0 }
      if count == 0 { faults += results.max { reach($0) < reach($1) } ?? [] }
      if count > 1, keyword == "oneOf" {
        faults.append(SchemaFault(path: path, reason: "\(count) forms fit, not one"))
      }
    }
    return faults
  }

  private func reasons(_ value: SchemaValue, _ schema: SchemaValue) -> [String] {
    var reasons: [String] = []
    let types = schema["type"].map { $0.items ?? [$0] }?.compactMap(\.string)
    if let types, !value.types.contains(where: types.contains) {
      reasons.append("is \(value.types[0]), not \(types.joined(separator: " or "))")
    }
    if let allowed = schema["enum"]?.items ?? schema["const"].map({ [$0] }),
      !allowed.contains(value)
    {
      reasons.append("\(value) is none of the values")
    }
    let length = value.string.map { Double($0.unicodeScalars.count) }
    let count = value.items.map { Double($0.count) }
    for (least, most, measure) in [
      ("minimum", "maximum", value.number), ("minLength", "", length),
      ("minItems", "maxItems", count),
    ] {
      guard let measure else { continue }
      if let bound = schema[least]?.number, measure < bound {
        reasons.append("\(measure) is too few")
      }
      if let bound = schema[most]?.number, measure > bound {
        reasons.append("\(measure) is too much")
      }
    }
    if let text = value.string {
      if let pattern = schema["pattern"]?.string, !Self.matches(text, pattern) {
        reasons.append("'\(text.prefix(80))' is not of the form \(pattern)")
      }
      if schema["format"] != nil, !Self.isMoment(text) { reasons.append("'\(text)' is no moment") }
    }
    return reasons
  }

  private static func matches(_ text: String, _ pattern: String) -> Bool {
    (try? Regex(pattern).firstMatch(in: text)).flatMap(\.self) != nil
  }

  private static func isMoment(_ text: String) -> Bool {
    [true, false].contains { hasFractions in
      let style = Date.ISO8601FormatStyle(includingFractionalSeconds: hasFractions)
      return (try? Date(text, strategy: style)) != nil
    }
  }
}
