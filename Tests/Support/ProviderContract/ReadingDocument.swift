import Foundation
import TroupeProviders
import TroupeVocabulary

/// What was read in an answer, as data: the names that golden answers use.
///
/// `state` (of the generation), `outcome` (`images`, `no_image`, `blocked`, `key_refused`, `no_credit`, `request_refused`,
/// `rate_limited`, `overloaded`, `unreadable`), `reason`, `retry_after` (seconds), `no_quota`, `images` (of each `base64`,
/// `type`, `signature`), `drafts` (the same), `addresses`, `oddities` (`draft`, `elsewhere`, `broken`, `cached`, `reused`), `texts`, `thoughts`, `usage`, `model_version`, `response_id`, `finish_reason`, `message`,
/// `billed_usd`, `grounding`; of a job `poll` (the address), `seconds`, `fetch` (the addresses).
struct ReadingDocument {
  private(set) var members: [String: JSONValue] = [:]

  init(_ reading: Reading) throws {
    switch reading {
    case .answer(let decoded): try add(decoded)
    case .poll(let message, let seconds):
      members["poll"] = .string(message.url)
      members["seconds"] = .number(seconds)
    case .fetch(let decoded, let messages):
      try add(decoded)
      members["state"] = nil
      members["outcome"] = nil
      members["fetch"] = .array(messages.map { .string($0.url) })
    }
  }

  /// Where it is not as `expected`, in words.
  func differences(to expected: [String: JSONValue]) -> [String] {
    expected.keys.sorted().compactMap { name in
      let (wanted, found) = (expected[name] ?? .null, members[name] ?? .null)
      return wanted == found ? nil : "\(name) is \(found.text), not \(wanted.text)"
    }
  }

  private mutating func add(_ decoded: DecodedAnswer) throws {
    members["state"] = .string(decoded.outcome.state.rawValue)
    add(decoded.outcome)
    members["images"] = .array(decoded.images.map(Self.image))
    members["texts"] = .array(decoded.texts.map { .string($0) })
    members["thoughts"] = .array(decoded.thoughts.map { .string($0) })
    members["drafts"] = .array(decoded.drafts.map(Self.image))
    members["addresses"] = .array(decoded.addresses.map { .string($0) })
    members["oddities"] = .array(decoded.oddities.map { "\($0)" }.sorted().map { .string($0) })
    members["usage"] = try decoded.usage.map { try JSONValue($0).withoutNulls }
    members["billed_usd"] = decoded.billedUSD.map { .number($0) }
    members["model_version"] = decoded.modelVersion.map { .string($0) }
    members["response_id"] = decoded.responseID.map { .string($0) }
    members["finish_reason"] = decoded.finishReason.map { .string($0) }
    members["message"] = decoded.message.map { .string($0) }
    members["grounding"] = decoded.grounding.map { .string(String(decoding: $0, as: UTF8.self)) }
  }

  private mutating func add(_ outcome: Outcome) {
    func set(_ name: String, _ reason: String? = nil) {
      members["outcome"] = .string(name)
      members["reason"] = reason.map { .string($0) }
    }
    switch outcome {
    case .images: set("images")
    case .noImage(let reason): set("no_image", reason)
    case .blocked(let reason): set("blocked", reason)
    case .unreadable(let reason): set("unreadable", reason)
    case .failed(.keyRefused): set("key_refused")
    case .failed(.noCredit): set("no_credit")
    case .failed(.requestRefused): set("request_refused")
    case .failed(.rateLimited(let seconds, let noQuota)):
      set("rate_limited")
      members["retry_after"] = seconds.map { .number($0) }
      members["no_quota"] = .bool(noQuota)
    case .failed(.overloaded(let seconds)):
      set("overloaded")
      members["retry_after"] = seconds.map { .number($0) }
    }
  }

  private static func image(_ image: DecodedImage) -> JSONValue {
    var members: [String: JSONValue] = ["type": .string(image.claimedType)]
    if case .bytes(let bytes) = image.content {
      members["base64"] = .string(bytes.base64EncodedString())
    }
    members["signature"] = image.signature.map { .string($0) }
    return .object(members)
  }
}
