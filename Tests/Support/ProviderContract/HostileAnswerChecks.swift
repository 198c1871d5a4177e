import Foundation
import TestSupport
import TroupeProviders
import TroupeVocabulary

/// What a provider promises of answers that are not what they should be.
enum HostileAnswerChecks {
  static let all = [
    ContractCheck(
      "what is no answer is unknown, never done, and refused only by its status", pages),
    ContractCheck("an answer that is cut anywhere is read without harm", cut),
    ContractCheck("an answer with any odd member is read without harm", odd),
    ContractCheck("an image that is none is no image", noImage),
    ContractCheck("an answer of ten million bytes is read in bounded time", enormous),
  ]

  /// Bodies that no provider answers with.
  private static let junk = [
    "", " ", "<!doctype html><title>Log in</title>", "plain text", "{", "[]", "{}", "null", "3",
    "\"x\"", "[1,2,3]", "{\"a\":NaN}", "{} {}", "data: {\"a\":", "\u{FEFF}", "{\"a\":\"\\ud800\"}",
  ]

  /// The state that junk of a status comes to: `failed` only where certainly nothing was made.
  private static func state(of status: Int, isRemote: Bool) -> GenerationState {
    guard isRemote else { return .failed }
    switch status {
    case 408: return .unknown
    case 300..<500: return .failed
    default: return .unknown
    }
  }

  private static let statuses = [
    200, 201, 204, 301, 302, 307, 308, 400, 401, 402, 403, 404, 408, 409, 413, 422, 429, 500, 502,
    503, 504, 524,
  ]

  private static func pages(_ subject: ProviderUnderTest) throws {
    var findings = Findings()
    for status in statuses {
      let expected = state(of: status, isRemote: subject.provider.isRemote)
      for body in junk {
        let reading = try subject.read(
          HTTPAnswer(status: status, headers: [], body: Data(body.utf8)))
        findings.require(
          reading.decoded?.outcome.state == expected,
          "HTTP \(status), \(body.prefix(30)): \(reading), not \(expected)")
      }
    }
    try findings.close()
  }

  /// Sixteen places in each answer.
  private static func cut(_ subject: ProviderUnderTest) throws {
    var findings = Findings()
    for one in try subject.answers() {
      let bytes = one.bytes
      for part in 0..<16 {
        let reading = try subject.read(one, bytes.prefix(bytes.count * part / 16))
        findings.check(reading, "\(one.name), cut after \(part)/16")
      }
    }
    try findings.close()
  }

  /// Each member of each answer as another kind of value.
  private static func odd(_ subject: ProviderUnderTest) throws {
    let values: [JSONValue] = [
      .null, .number(-1e300), .string("../../x"), .array([.null]), .object([:]),
    ]
    var findings = Findings()
    for one in try subject.answers() {
      for value in values {
        for replaced in Thoroughness.sample(one.body?.replacements(by: value) ?? [], 3, seed: 7) {
          let reading = try subject.read(one, Data(replaced.text.utf8))
          findings.check(reading, "\(one.name) with \(value.text)")
        }
      }
    }
    try findings.close()
  }

  /// In place of each image: nothing, no base64, a page, text.
  private static func noImage(_ subject: ProviderUnderTest) throws {
    var findings = Findings()
    let page = Data("<html>no</html>".utf8).base64EncodedString()
    for one in try subject.answers() {
      guard case .answer(let whole) = try subject.read(one), let body = one.body else { continue }
      let images = Set(
        whole.images.compactMap { image in
          if case .bytes(let bytes) = image.content { bytes.base64EncodedString() } else { nil }
        })
      // An image where none is expected leaves no place that is empty without it.
      guard whole.oddities.isDisjoint(with: [.elsewhere, .broken]) else { continue }
      // Some spellings of base64 are not found again.
      guard !images.isEmpty, images.allSatisfy(body.text.contains) else { continue }
      for bad in ["", "%%%%", page, "https://example.com/a.png"] {
        let replaced = body.mapStrings { images.contains($0) ? bad : $0 }
        // An image that is part of a longer string stays.
        guard replaced.text != body.text else { continue }
        let reading = try subject.read(one, Data(replaced.text.utf8))
        findings.check(reading, "\(one.name) with the image '\(bad)'")
        findings.require(
          reading.decoded?.outcome.state == .unknown,
          "\(one.name) with the image '\(bad)': \(reading), not unknown")
      }
    }
    try findings.close()
  }

  /// Long strings, many elements, many tags, and what is deep: none may take long or end the process.
  private static func enormous(_ subject: ProviderUnderTest) throws {
    var findings = Findings()
    let bodies = [
      "[" + String(repeating: "0,", count: 200_000) + "0]",
      String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 100_000),
      "{\"a\":\"" + String(repeating: "x", count: 10_000_000) + "\"}",
      String(repeating: " ", count: 300_000),
      "<html>" + String(repeating: "<p>", count: 300_000),
    ]
    for body in bodies {
      let reading = try subject.read(HTTPAnswer(status: 200, headers: [], body: Data(body.utf8)))
      findings.check(reading, "\(body.utf8.count) bytes")
      findings.require(
        reading.decoded?.outcome.state
          == state(of: 200, isRemote: subject.provider.isRemote), "\(body.prefix(10))…: \(reading)")
    }
    try findings.close()
  }
}

extension Findings {
  /// What holds of every reading, whatever the answer was.
  mutating func check(_ reading: Reading, _ name: String) {
    switch reading {
    case .answer(let decoded):
      require(
        (decoded.outcome == .images) == !decoded.images.isEmpty,
        "\(name): \(decoded.outcome) with \(decoded.images.count) images")
      require(
        decoded.images.allSatisfy { !DecodedImage.isText($0.content.start) },
        "\(name): text for an image")
    case .poll(let message, let seconds):
      require(Endpoint.isSafe(message.url), "\(name): a poll to \(message.url)")
      require(seconds.isFinite && seconds >= 0, "\(name): a poll after \(seconds) s")
    case .fetch(let decoded, let messages):
      require(!messages.isEmpty, "\(name): nothing to fetch")
      require(decoded.images.isEmpty, "\(name): images at addresses and others")
      require(
        messages.allSatisfy { Endpoint.isSafe($0.url) }, "\(name): an address that is none")
    }
  }
}
