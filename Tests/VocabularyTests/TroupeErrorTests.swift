import Foundation
import Testing
import TroupeVocabulary

struct TroupeErrorTests {
  static let id = ULID(at: Date(timeIntervalSince1970: 1_700_000_000), entropy: 1)
  static let digest = Digest(bytes: [UInt8](repeating: 7, count: 32))

  /// One of each case, and both forms of those whose words vary.
  static let all: [TroupeError] = [
    .noLibrary(searched: "/a"), .libraryExists(path: "/a"), .notALibrary(path: "/a"),
    .libraryNewer(path: "/a", found: 9, known: 2), .libraryBusy(path: "/a", seconds: 30),
    .database(detail: "disk I/O error"), .diskFull(path: "/a"),
    .unreadableFile(path: "/a", reason: "Permission denied"),
    .file(path: "/a", operation: "read", reason: "permission denied"),
    .damagedFile(digest, reason: "it holds other bytes"), .verifyFailed(problems: 1),
    .verifyFailed(problems: 2), .noFile(path: "/a"), .directory(path: "/a"),
    .image(name: "a.png", .truncated), .invalidHandle("a b", reason: "it has a space"),
    .unknownAsset("kal", nearest: ["kael"]), .unknownAsset("kal", nearest: []),
    .handleTaken("kael", kind: .style), .assetRemoved("kael"),
    .unknownLook(asset: "kael", look: "x", known: []),
    .unknownLook(asset: "kael", look: "x", known: ["casual"]), .unknownReference("abc123"),
    .noneAdded(["a.png is empty.", "b is empty."]), .someRefused(1, of: 3), .someRefused(2, of: 3),
    .noReferences(asset: "kael", look: nil), .noReferences(asset: "kael", look: "casual"),
    .ambiguous("ab", matches: ["abc", "abd"]),
    .ambiguous("ab", matches: ["1", "2", "3", "4", "5", "6"]),
    .invalidValue(name: "--count", value: "0", expected: "a number from 1 to 16"), .emptyPrompt,
    .noModel, .unknownModel("gemni", nearest: []), .unknownModel("gemni", nearest: ["gemini"]),
    .sharedReference("abc123", assets: ["@a", "@b"]), .unknownGeneration("01X"),
    .noOutput("01X", state: .refused), .noOutput("01X/2", state: .done),
    .unsupportedParameter(model: "m", parameter: "size", value: "8K", allowed: ["1K"]),
    .unsupportedParameter(model: "m", parameter: "seed", value: "1", allowed: []),
    .tooManyReferences(model: "m", named: 15, limit: "14 images", bound: 14),
    .doesNotFit(model: "m", assets: ["@a"], limit: "5 characters", bound: 5),
    .doesNotFit(model: "m", assets: ["@a", "@b"], limit: "5 characters", bound: 5),
    .overBudget(month: "2026-11", spent: 9.9, estimate: 0.24, bound: 10),
    .overBudget(month: "2026-11", spent: 9.9, estimate: nil, bound: 10),
    .tooExpensive(estimate: 0.24, bound: 0.1), .tooExpensive(estimate: nil, bound: 0.1),
    .nothingToRebuild("01X"), .noKey(provider: "google", variables: ["GEMINI_API_KEY"]),
    .unsafeAddress("http://x"),
    .keyRefused(provider: "google", message: "API key not valid.", generation: id),
    .blocked(provider: "google", reason: "SAFETY", message: "", generation: id),
    .blocked(provider: "google", reason: "SAFETY", message: "no", generation: id),
    .requestRefused(provider: "google", status: 400, message: "Bad size.", generation: id),
    .rateLimited(
      provider: "google", message: "Slow down.", retryAfter: 12.5, noQuota: false, generation: id),
    .rateLimited(
      provider: "google", message: "Slow down.", retryAfter: nil, noQuota: false, generation: id),
    .rateLimited(
      provider: "google", message: "Limit 0.", retryAfter: nil, noQuota: true, generation: id),
    .noImage(provider: "google", reason: "STOP", message: "", generation: id),
    .noConnection(host: "example.com", reason: "no route", generation: id),
    .outcomeUnknown(provider: "google", reason: "timeout", generation: id),
    .rateLimited(
      provider: "google", message: "Slow down.", retryAfter: 0, noQuota: false, generation: id),
    .answerWaits(reason: "No space left.", generation: id),
    .equalRequestOpen(state: .sent, generation: id), .interrupted,
  ]

  @Test(arguments: all)
  func messageIsShortAndSaysWhatToDo(error: TroupeError) {
    let message = error.message
    #expect(message.hasSuffix(".") || message.hasSuffix("?"))
    #expect(!message.contains("\n") && !message.contains("Optional(") && !message.contains("  "))
    #expect(!message.contains("..") && !message.contains("::"))
    let isCapital = message.first.map { !$0.isLowercase } ?? false
    #expect(
      isCapital || ["file", "google", "m ", "a.png", "--count"].contains { message.hasPrefix($0) })
    #expect(error.description == message)
    #expect((error as any Error).localizedDescription == message)
  }

  /// The case's name; for a case without values, its message.
  private static func name(_ error: TroupeError) -> String {
    Mirror(reflecting: error).children.first?.label ?? error.message
  }

  @Test func everyCaseHasACodeOfItsOwn() {
    for (code, errors) in Dictionary(grouping: Self.all, by: \.code) {
      #expect(code.allSatisfy { $0.isASCII && ($0.isLowercase || $0 == "_") })
      #expect(Set(errors.map(Self.name)).count == 1, "\(code) names more than one case")
    }
    #expect(Set(Self.all.map(\.code)).count == Set(Self.all.map(Self.name)).count)
    #expect(Set(Self.all.map(\.code)).count == 49)
  }

  @Test func exitStatusesAreThoseOfTheDesign() {
    #expect(Set(Self.all.map(\.exitStatus)).isSubset(of: [1, 2, 3, 4, 5, 6, 7, 8, 130]))
    #expect(TroupeError.interrupted.exitStatus == 130)
    #expect(TroupeError.emptyPrompt.exitStatus == 2)
    #expect(TroupeError.unknownAsset("a", nearest: []).exitStatus == 3)
    #expect(
      TroupeError.doesNotFit(model: "m", assets: [], limit: "", bound: 1).exitStatus == 4)
    #expect(TroupeError.verifyFailed(problems: 1).exitStatus == 7)
  }

  @Test(arguments: [
    ImageFault.empty, .notAnImage(found: "text"), .unsupported(type: "HEIC"),
    .unsupportedForm("lossless JPEG"), .truncated, .corrupt("bad CRC"),
    .tooManyPixels(width: 99_999, height: 99_999, bound: 268_000_000),
    .sideTooLong(side: 99_999, bound: 32_768), .tooManyScans(bound: 100),
    .outOfMemory(bytes: 1 << 30),
  ])
  func faultsOfImagesNameTheFile(fault: ImageFault) {
    let message = TroupeError.image(name: "a.png", fault).message
    #expect(message.hasPrefix("a.png ") && message.hasSuffix("."))
  }
}
