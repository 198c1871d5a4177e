import Foundation
import TroupeProviders
import TroupeVocabulary

/// What a provider promises of the requests that it writes.
enum RequestChecks {
  static let all = [
    ContractCheck("profiles name their provider", profiles),
    ContractCheck("golden requests are written as they stand", golden),
    ContractCheck("the same request is the same bytes", pure),
    ContractCheck("every image is sent in its own bytes, and the length is known", rebuildable),
    ContractCheck("what is not sent as asked is an adjustment with a reason", adjustments),
    ContractCheck("no key stands in a message", keyless),
    ContractCheck("another address moves the address alone", readdressed),
  ]

  /// Each case that is written, with what is written for it.
  static func written(
    _ subject: ProviderUnderTest
  ) throws -> [(GoldenRequest, ProviderRequest, Encoded)] {
    try subject.cases(GoldenRequest.self, in: "requests").filter { $0.refused == nil }.map { one in
      let request = try one.request(for: subject)
      return (one, request, try subject.provider.encode(request, for: endpoint(of: one, subject)))
    }
  }

  static func endpoint(of one: GoldenRequest, _ subject: ProviderUnderTest) throws -> Endpoint {
    try subject.endpoint(at: one.baseURL)
  }

  /// Profiles are found by the id of their provider, and a registry takes them.
  private static func profiles(_ subject: ProviderUnderTest) throws {
    var findings = Findings()
    for profile in subject.models.profiles {
      findings.require(
        profile.dialect == subject.provider.id,
        "\(profile.id) names \(profile.dialect), not \(subject.provider.id)")
    }
    findings.require(!subject.models.profiles.isEmpty, "it has no model")
    try findings.close()
  }

  /// Method, address, headers, body, parameters and adjustments are those of the data.
  private static func golden(_ subject: ProviderUnderTest) throws {
    var findings = Findings()
    for (one, _, encoded) in try written(subject) {
      guard let expected = one.expect else {
        findings.require(false, "\(one.name): its case expects nothing")
        continue
      }
      for difference in try expected.differences(to: encoded) {
        findings.require(false, "\(one.name): \(difference)")
      }
    }
    try findings.close()
  }

  /// Encoding is pure.
  private static func pure(_ subject: ProviderUnderTest) throws {
    var findings = Findings()
    for (one, request, encoded) in try written(subject) {
      let again = try subject.provider.encode(request, for: endpoint(of: one, subject))
      findings.require(
        again.request == encoded.request && again.sent == encoded.sent
          && again.adjustments == encoded.adjustments,
        "\(one.name): written otherwise when repeated")
    }
    try findings.close()
  }

  /// The body can be built again from its runs of text and the files that it names (D5).
  private static func rebuildable(_ subject: ProviderUnderTest) throws {
    var findings = Findings()
    for (one, request, encoded) in try written(subject) {
      let body = encoded.request.body
      guard let bytes = WrittenBody(body: body).bytes else {
        findings.require(false, "\(one.name): the body names a file that was not given")
        continue
      }
      findings.require(
        bytes.count == body.byteCount,
        "\(one.name): \(bytes.count) bytes, and \(body.byteCount) announced")
      let given = Set(request.inputs.map(\.rendition.digest))
      let named = given.filter {
        body.digests.contains($0) || bytes.range(of: Data($0.hex.utf8)) != nil
      }
      findings.require(named == given, "\(one.name): an image is not sent")
    }
    try findings.close()
  }

  /// Nothing is changed without a word (D5).
  private static func adjustments(_ subject: ProviderUnderTest) throws {
    var findings = Findings()
    for (one, request, encoded) in try written(subject) {
      let (asked, sent) = (request.parameters, encoded.sent)
      var changed: Set<String> = []
      if let aspect = asked.aspect, aspect != sent.aspect { changed.insert("aspect") }
      if let size = asked.size, size != sent.size { changed.insert("size") }
      if let seed = asked.seed, seed != sent.seed { changed.insert("seed") }
      for (name, value) in asked.options where sent.options[name] != value { changed.insert(name) }
      let said = Set(encoded.adjustments.map(\.field))
      for field in changed.sorted() {
        findings.require(said.contains(field), "\(one.name): \(field) is changed without a word")
      }
      for adjustment in encoded.adjustments {
        findings.require(
          !adjustment.reason.isEmpty && adjustment.before != adjustment.after,
          "\(one.name): the adjustment of \(adjustment.field) has no reason or changes nothing")
      }
    }
    try findings.close()
  }

  /// A key is never given to `encode`; its place is only named (D10).
  private static func keyless(_ subject: ProviderUnderTest) throws {
    var findings = Findings()
    for (one, _, encoded) in try written(subject) {
      let message = encoded.request
      findings.require(
        (message.keyHeader == nil) == subject.provider.keyVariables.isEmpty,
        "\(one.name): a provider with a key names its place, and one without has none")
      if let place = message.keyHeader {
        findings.require(
          message.headers.first(named: place) == nil, "\(one.name): \(place) stands there already")
      }
    }
    try findings.close()
  }

  /// A recorded request for another host is what would be written for that host (D10).
  private static func readdressed(_ subject: ProviderUnderTest) throws {
    var findings = Findings()
    for (one, request, encoded) in try written(subject) {
      var other = try endpoint(of: one, subject)
      if subject.provider.isRemote {
        other = try Endpoint(baseURL: "https://gate.example:8443/prefix", version: "v9")
        other.headers = try endpoint(of: one, subject).headers
        if encoded.request.keyHeader != nil { other.keyPlace = .header("X-Gate-Key") }
      }
      let moved = subject.provider.readdress(encoded.request, to: other)
      let fresh = try subject.provider.encode(request, for: other).request
      findings.require(moved == fresh, "\(one.name): readdressed to \(moved.url), not \(fresh.url)")
      findings.require(moved.body == encoded.request.body, "\(one.name): its body was changed")
    }
    try findings.close()
  }
}

extension GoldenRequest.Expected {
  /// Where `encoded` is not as expected, in words.
  func differences(to encoded: Encoded) throws -> [String] {
    var list: [String] = []
    func compare<Value: Equatable>(_ name: String, _ expected: Value?, _ found: Value) {
      if let expected, expected != found { list.append("\(name) is \(found), not \(expected)") }
    }
    let message = encoded.request
    let text = WrittenBody(body: message.body).text
    compare("the method", method, message.method)
    compare("the address", url, message.url)
    compare("the place of the key", keyHeader, message.keyHeader ?? "")
    compare("the headers", headers, message.headers.map { [$0.name, $0.value] })
    compare("the body", self.text, text)
    if let body {
      let found = try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
      compare("the body", body.text, found?.text ?? text)
    }
    if let sent {
      compare("the aspect sent", sent.aspect ?? "", encoded.sent.aspect ?? "")
      compare("the size sent", sent.size ?? "", encoded.sent.size ?? "")
      compare(
        "the seed sent", sent.seed.map(String.init) ?? "", encoded.sent.seed.map(String.init) ?? "")
      compare("the options sent", sent.options ?? [:], encoded.sent.options)
    }
    compare(
      "the adjustments", adjustments, encoded.adjustments.map { [$0.field, $0.before, $0.after] })
    return list
  }
}
