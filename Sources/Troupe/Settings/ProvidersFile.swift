internal import Foundation
internal import TOMLKit
internal import TroupeProviders

/// The providers that the user added: `providers.toml` in the configuration folder, one table each. Never a key.
///
/// ```toml
/// [12ai]
/// base_url = "https://cdn.12ai.org"
/// key_variables = ["AI12_API_KEY"]
/// key = "?key"                        # in the address; default: a header, x-goog-api-key
/// models = ["gemini-3-pro-image"]     # used as 12ai/gemini-3-pro-image
/// stream = true                       # answers in events; default: whole
/// limits = { images = 6 }             # in place of the model's own
/// ```
enum ProvidersFile {
  private static let names = [
    "base_url", "version", "dialect", "key", "key_variables", "models", "limits", "headers",
    "stream",
  ]

  /// Headers that belong to the transport.
  private static let reserved: Set = [
    "host", "content-length", "content-type", "expect", "transfer-encoding", "connection",
  ]
  /// What the names of headers have in them that carry keys, which no record may hold.
  private static let secrets = ["key", "token", "secret", "auth", "cookie", "password"]

  /// - Throws: `TroupeError.invalidValue` with the file, the table and the setting that is wrong;
  ///   `.unsafeAddress`.
  static func read(_ environment: [String: String]) throws -> [Gateway] {
    let file = UserFolders.configuration(environment).appending(path: "providers.toml").path
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return [] }
    let table: TOMLTable
    do {
      table = try TOMLTable(string: text)
    } catch {
      throw TroupeError.invalidValue(
        name: "providers", value: file, expected: "it is not TOML (\(error))")
    }
    return try table.keys.sorted().map { name in
      guard let entry = table[name]?.table else {
        throw fault(name, "", of: file, "a table such as [\(name)]")
      }
      return try gateway(name, entry, file)
    }
  }

  private static func gateway(_ name: String, _ table: TOMLTable, _ file: String) throws -> Gateway
  {
    guard name.wholeMatch(of: /[a-z0-9][a-z0-9-]{0,31}/) != nil, !Models.vendors.contains(name)
    else {
      throw fault(name, "", of: file, "a name of its own: lower-case letters, digits, hyphens")
    }
    for key in table.keys where !names.contains(key) {
      throw fault(name, key, of: file, "one of \(names.joined(separator: ", "))")
    }
    let dialects = Models.providers.filter(\.isRemote).map(\.id)
    if let dialect = table["dialect"], !dialects.contains(dialect.string ?? "") {
      throw fault(name, "dialect", of: file, dialects.joined(separator: " or "))
    }
    guard let address = table["base_url"]?.string else {
      throw fault(name, "base_url", of: file, "an address such as https://example.com")
    }
    var endpoint = try Endpoint(
      baseURL: address, version: table["version"]?.string ?? "v1beta")
    endpoint.keyPlace = try keyPlace(table, name, file)
    endpoint.keyVariables = try words("key_variables", table, name, file) ?? []
    endpoint.headers = try headers(table, name, file)
    if let stream = table["stream"] {
      guard let streams = stream.bool else {
        throw fault(name, "stream", of: file, "true or false")
      }
      endpoint.streams = streams
    }
    guard let models = try words("models", table, name, file), !models.isEmpty else {
      throw fault(name, "models", of: file, "a list such as [\"gemini-3-pro-image\"]")
    }
    return Gateway(
      name: name, endpoint: endpoint, models: models, limits: try limits(table, name, file))
  }

  private static func keyPlace(_ table: TOMLTable, _ name: String, _ file: String) throws
    -> KeyPlace?
  {
    guard let value = table["key"] else { return nil }
    guard let text = value.string, text.wholeMatch(of: /\??[A-Za-z][A-Za-z0-9_-]{0,63}/) != nil
    else {
      throw fault(
        name, "key", of: file, "a header such as Authorization, or a parameter such as ?key")
    }
    return KeyPlace(name: text)
  }

  private static func limits(
    _ table: TOMLTable, _ name: String, _ file: String
  ) throws -> [String: Int] {
    guard let value = table["limits"] else { return [:] }
    guard let limits = value.table else {
      throw fault(name, "limits", of: file, "a table such as { images = 6 }")
    }
    return try Dictionary(
      limits.keys.map { key in
        guard Gateway.limitNames.contains(key) else {
          let known = Gateway.limitNames.joined(separator: ", ")
          throw fault(name, "limits.\(key)", of: file, "one of \(known)")
        }
        guard let bound = limits[key]?.int, (1...1_000_000_000_000).contains(bound) else {
          throw fault(name, "limits.\(key)", of: file, "a whole number from 1 up")
        }
        return (key, bound)
      }, uniquingKeysWith: { first, _ in first })
  }

  private static func headers(
    _ table: TOMLTable, _ name: String, _ file: String
  ) throws -> [HTTPHeader] {
    guard let value = table["headers"] else { return [] }
    guard let headers = value.table else {
      throw fault(name, "headers", of: file, "a table such as { X-Team = \"comics\" }")
    }
    return try headers.keys.sorted().map { key in
      let folded = key.lowercased()
      guard !reserved.contains(folded), !secrets.contains(where: folded.contains),
        folded != table["key"]?.string?.lowercased()
      else {
        throw fault(
          name, "headers.\(key)", of: file,
          "no header for a key or of the transport; a key is named by 'key' and 'key_variables'")
      }
      guard let text = headers[key]?.string,
        key.wholeMatch(of: /[A-Za-z][A-Za-z0-9-]{0,63}/) != nil,
        text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value < 0x7F })
      else { throw fault(name, "headers", of: file, "names and plain values in quotes") }
      return HTTPHeader(key, text)
    }
  }

  private static func words(
    _ key: String, _ table: TOMLTable, _ name: String, _ file: String
  ) throws -> [String]? {
    guard let value = table[key] else { return nil }
    guard let array = value.array else { throw fault(name, key, of: file, "a list of words") }
    return try array.map { item in
      guard let word = item.string, !word.isEmpty else {
        throw fault(name, key, of: file, "a list of words")
      }
      return word
    }
  }

  private static func fault(
    _ entry: String, _ key: String, of file: String, _ expected: String
  ) -> TroupeError {
    .invalidValue(
      name: "provider", value: key.isEmpty ? entry : "\(entry).\(key)",
      expected: "\(file): \(expected)")
  }
}
