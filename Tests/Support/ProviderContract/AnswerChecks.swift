import Foundation
import TroupeProviders
import TroupeVocabulary

/// What a provider promises of whole answers: what they mean, and the words in them.
enum AnswerChecks {
  static let all = [
    ContractCheck("golden answers mean what the data says", golden),
    ContractCheck("the data shows every end that a request comes to", complete),
    ContractCheck("words from outside are short, clean and without what looks like a key", words),
    ContractCheck("long images that are files already are read like others", files),
  ]

  private static func golden(_ subject: ProviderUnderTest) throws {
    var findings = Findings()
    for one in try subject.answers() {
      let document = try ReadingDocument(subject.read(one))
      for difference in document.differences(to: one.read) {
        findings.require(false, "\(one.name): \(difference)")
      }
    }
    try findings.close()
  }

  /// A provider shows images; one that is reached over a network shows refused content, a refused key, a refused request
  /// and a full queue too, where its vendor has them.
  private static func complete(_ subject: ProviderUnderTest) throws {
    var findings = Findings()
    let answers = try subject.answers()
    let outcomes = Set(answers.compactMap { $0.read["outcome"] })
    findings.require(answers.contains(where: \.holdsImages), "no answer with images")
    if subject.provider.isRemote {
      for outcome in ["blocked", "key_refused", "request_refused", "rate_limited", "unreadable"] {
        findings.require(outcomes.contains(.string(outcome)), "no answer that is \(outcome)")
      }
    }
    try findings.close()
  }

  /// Every string of every golden answer is replaced by bad words.
  private static func words(_ subject: ProviderUnderTest) throws {
    var findings = Findings()
    let key = "AIza" + String(repeating: "x", count: 35)
    let bad = "bad\u{1B}[31m \u{202E} \(key) " + String(repeating: "é", count: 2000)
    for one in try subject.answers() {
      for replaced in one.body?.replacements(by: .string(bad)) ?? [] {
        guard let message = try subject.read(one, Data(replaced.text.utf8)).decoded?.message else {
          continue
        }
        let scalars = message.unicodeScalars
        findings.require(message.count <= 500, "\(one.name): a message of \(message.count) letters")
        findings.require(
          !message.contains(key), "\(one.name): a message with what looks like a key")
        findings.require(
          !scalars.contains { $0.value < 0x20 || $0.value == 0x7F || $0.value == 0x202E },
          "\(one.name): a message with control characters")
      }
    }
    try findings.close()
  }

  /// Of an answer in memory, base64 beyond some length is put into files before it is read.
  private static func files(_ subject: ProviderUnderTest) throws {
    var findings = Findings()
    for one in try subject.answers() {
      guard case .answer(let whole) = try subject.read(one) else { continue }
      for image in whole.images {
        guard case .bytes(let bytes) = image.content,
          let string = one.bytes.range(of: Data("\"\(bytes.base64EncodedString())\"".utf8))
        else { continue }
        let place = (string.lowerBound + 1)..<(string.upperBound - 1)
        var body = one.bytes
        body.removeSubrange(place)
        let file = AnswerFile(
          digest: Digest(bytes: bytes), byteCount: bytes.count, start: bytes.prefix(64))
        let answer = HTTPAnswer(
          status: one.status ?? 200, headers: one.answer().headers, body: body,
          files: [place.lowerBound: file])
        let read = try subject.read(answer, on: one.leg ?? .submit, model: one.model).decoded
        findings.require(
          (read.map { $0.images + $0.drafts } ?? []).contains { $0.content == .file(file) },
          "\(one.name): an image that is a file already is lost")
      }
    }
    try findings.close()
  }
}

extension Reading {
  /// What it says besides addresses; `nil` while a job is under way.
  var decoded: DecodedAnswer? {
    switch self {
    case .answer(let decoded), .fetch(let decoded, _): decoded
    case .poll: nil
    }
  }
}
