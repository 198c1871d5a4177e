import Troupe

/// The results of checks as JSON.
struct CheckResultsDocument: Encodable {
  /// One of them.
  struct Entry: Encodable {
    let check: CheckDocument
    let fromRecord: Bool
    let error: String?

    private enum CodingKeys: String, CodingKey { case check, fromRecord, error }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(check, forKey: .check)
      try container.encode(fromRecord, forKey: .fromRecord)
      try container.encode(error, forKey: .error)
    }
  }

  let checks: [Entry]

  init(_ results: [CheckResult]) {
    checks = results.map {
      Entry(
        check: CheckDocument($0.check), fromRecord: $0.isFromRecord, error: $0.error?.code)
    }
  }
}

/// A check as JSON, with what it comes to.
struct CheckDocument: Encodable {
  private let check: PictureCheck

  init(_ check: PictureCheck) { self.check = check }

  private enum CodingKeys: String, CodingKey { case outcome }

  func encode(to encoder: any Encoder) throws {
    try check.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(check.outcome, forKey: .outcome)
  }
}
