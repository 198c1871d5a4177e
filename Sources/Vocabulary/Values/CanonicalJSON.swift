package import Foundation

/// The one JSON form of records and of `--json`: snake_case names, sorted keys, dates in UTC to the millisecond.
package enum CanonicalJSON {
  /// `value` in that form; `pretty` breaks lines for people.
  package static func encode(_ value: some Encodable, pretty: Bool = false) throws -> Data {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
    encoder.dateEncodingStrategy = .custom { date, encoder in
      var container = encoder.singleValueContainer()
      try container.encode(date.formatted(dateStyle))
    }
    return try encoder.encode(value)
  }

  /// The same as text.
  package static func text(_ value: some Encodable) throws -> String {
    String(decoding: try encode(value), as: UTF8.self)
  }

  /// Reads what `encode` wrote, for types whose property names survive the way to snake_case and back.
  package static func decode<Value: Decodable>(
    _ type: Value.Type, from data: some DataProtocol
  ) throws -> Value {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    decoder.dateDecodingStrategy = .custom { decoder in
      try Date(decoder.singleValueContainer().decode(String.self), strategy: dateStyle)
    }
    return try decoder.decode(type, from: Data(data))
  }

  private static let dateStyle = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
}
