internal import TOMLKit
internal import TroupeProviders

/// One table of `providers.toml`.
struct GatewayEntry {
  let name: String
  /// `nil` for what is no table.
  let table: TOMLTable?
  let file: String
  let lines: TOMLLines

  private static let names = [
    "base_url", "version", "dialect", "key", "key_command", "key_variables", "models", "price",
    "prices", "limits", "headers", "stream", "result_hosts",
  ]
  /// What the names of headers have in them that carry keys, which no record may hold.
  private static let secrets = ["key", "token", "secret", "auth", "cookie", "password"]

  /// The gateway that it describes.
  /// - Throws: `TroupeError.invalidValue` with the file, the line, the table and the setting that is wrong.
  func gateway() throws(TroupeError) -> Gateway {
    guard let table else { throw fault("", "a table such as [\(name)]") }
    guard name.wholeMatch(of: /[a-z0-9][a-z0-9-]{0,31}/) != nil, !Models.vendors.contains(name)
    else { throw fault("", "a name of its own: lower-case letters, digits, hyphens") }
    for key in table.keys.sorted() where !Self.names.contains(key) {
      throw fault(key, "one of \(Self.names.joined(separator: ", "))")
    }
    let dialects = Models.providers.filter(\.isRemote).map(\.id)
    if let dialect = table["dialect"], !dialects.contains(dialect.string ?? "") {
      throw fault("dialect", dialects.joined(separator: " or "))
    }
    guard let models = try words("models", of: table), !models.isEmpty else {
      throw fault("models", "a list such as [\"gemini-3-pro-image\"]")
    }
    let prices = GatewayPrices(models: models, fault: fault)
    return Gateway(
      name: name, endpoint: try endpoint(table), dialect: table["dialect"]?.string,
      resultHosts: try resultHosts(table), models: models, limits: try limits(table),
      prices: try prices.read(table["prices"]), price: try prices.readUsual(table["price"]))
  }

  private func resultHosts(_ table: TOMLTable) throws(TroupeError) -> [String] {
    let hosts = try words("result_hosts", of: table) ?? []
    for host in hosts
    where host.wholeMatch(of: /(?:\*\.)?(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,}/) == nil {
      throw fault("result_hosts", "hosts in lower case such as img.example.com or *.example.com")
    }
    return hosts
  }

  /// What the paths of its dialect begin with.
  private func usualVersion(_ table: TOMLTable) -> String {
    let provider = Models.providers.first { $0.id == table["dialect"]?.string }
    return (try? provider?.endpoint(environment: [:]).version) ?? "v1beta"
  }

  private func endpoint(_ table: TOMLTable) throws(TroupeError) -> Endpoint {
    guard let address = table["base_url"]?.string else {
      throw fault("base_url", "an address such as https://example.com")
    }
    var version = usualVersion(table)
    if let value = table["version"] {
      guard let word = value.string else { throw fault("version", "a word such as v1beta") }
      version = word
    }
    var endpoint: Endpoint
    do {
      endpoint = try Endpoint(baseURL: address, version: version)
    } catch TroupeError.provider(.unsafeAddress) {
      throw fault(
        "base_url",
        "no key may be sent to \(address.prefix(200)): use https://, or http:// to this machine alone"
      )
    }
    if let value = table["key"] {
      guard let place = value.string, KeyNames.canCarryKey(place) else {
        throw fault(
          "key",
          "a header such as Authorization, or a parameter such as ?key; none that HTTP sets itself")
      }
      endpoint.keyPlace = KeyPlace(name: place)
    }
    endpoint.keyVariables = try words("key_variables", of: table) ?? []
    for variable in endpoint.keyVariables ?? [] where !KeyNames.canHoldKey(variable: variable) {
      throw fault("key_variables", "\(variable.prefix(60)) holds no key; name a variable that does")
    }
    if let command = try words("key_command", of: table) {
      guard !command.isEmpty, !command.contains(where: { $0.contains("\0") }) else {
        throw fault("key_command", "the words of a command that prints the key, in a list")
      }
      endpoint.keyMaker = KeyMaker("key_command", .command(command))
    }
    endpoint.headers = try headers(table)
    if let stream = table["stream"] {
      guard let streams = stream.bool else { throw fault("stream", "true or false") }
      endpoint.streams = streams
    }
    return endpoint
  }

  private func limits(_ table: TOMLTable) throws(TroupeError) -> [String: Int] {
    guard let value = table["limits"] else { return [:] }
    guard let table = value.table else { throw fault("limits", "a table such as { images = 6 }") }
    var limits: [String: Int] = [:]
    for key in table.keys {
      guard Gateway.limitNames.contains(key) else {
        throw fault("limits.\(key)", "one of \(Gateway.limitNames.joined(separator: ", "))")
      }
      guard let bound = table[key]?.int, (1...1_000_000_000_000).contains(bound) else {
        throw fault("limits.\(key)", "a whole number from 1 up")
      }
      limits[key] = bound
    }
    return limits
  }

  private func headers(_ table: TOMLTable) throws(TroupeError) -> [HTTPHeader] {
    guard let value = table["headers"] else { return [] }
    guard let entries = value.table else {
      throw fault("headers", "a table such as { X-Team = \"comics\" }")
    }
    var headers: [HTTPHeader] = []
    for key in entries.keys.sorted() {
      let folded = key.lowercased()
      guard !KeyNames.isTransport(header: key), !Self.secrets.contains(where: folded.contains),
        folded != table["key"]?.string?.lowercased()
      else {
        throw fault(
          "headers.\(key)",
          "no header for a key or of the transport; a key is named by 'key' and 'key_variables'")
      }
      guard let text = entries[key]?.string,
        key.wholeMatch(of: /[A-Za-z][A-Za-z0-9-]{0,63}/) != nil,
        text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value < 0x7F })
      else { throw fault("headers", "names and plain values in quotes") }
      headers.append(HTTPHeader(key, text))
    }
    return headers
  }

  private func words(_ key: String, of table: TOMLTable) throws(TroupeError) -> [String]? {
    guard let value = table[key] else { return nil }
    let words = value.array?.map { $0.string ?? "" }
    guard let words, !words.contains("") else { throw fault(key, "a list of words") }
    return words
  }

  private func fault(_ key: String, _ expected: String) -> TroupeError {
    let line = lines.place(of: key.split(separator: ".").first.map(String.init) ?? name, in: name)
    return .invalidValue(
      name: "provider", value: key.isEmpty ? name : "\(name).\(key)",
      expected: "\(line) of \(file): \(expected)")
  }
}
