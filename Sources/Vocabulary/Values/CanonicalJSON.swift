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
      try container.encode(text(of: date))
    }
    return try encoder.encode(value)
  }

  /// The same as text.
  package static func text(_ value: some Encodable) throws -> String {
    String(decoding: try encode(value), as: UTF8.self)
  }

  /// A moment as it is written, in UTC to the nearest millisecond.
  package static func text(of date: Date) -> String {
    // The style cuts what is below a millisecond, and many a moment lies just below its own.
    let milliseconds = (date.timeIntervalSince1970 * 1000).rounded() + 0.1
    return Date(timeIntervalSince1970: milliseconds / 1000).formatted(dateStyle)
  }

  /// The moment that `text` writes.
  /// - Throws: where it writes none.
  package static func moment(_ text: String) throws -> Date {
    try Date(text, strategy: dateStyle)
  }

  /// Reads what `encode` wrote, for types whose property names survive the way to snake_case and back.
  package static func decode<Value: Decodable>(
    _ type: Value.Type, from data: some DataProtocol
  ) throws -> Value {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    decoder.dateDecodingStrategy = .custom { decoder in
      try moment(decoder.singleValueContainer().decode(String.self))
    }
    return try decoder.decode(type, from: Data(data))
  }

  private static let dateStyle = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
}
