import Foundation
import Testing
import Troupe

@testable import TroupeCLI

@Suite struct ErrorWordsTests {
  static let id = ULID(at: Date(timeIntervalSince1970: 1_700_000_000), entropy: 1)
  static let digest = Digest(bytes: [UInt8](repeating: 7, count: 32))

  /// One of each case, and both forms of those whose words vary.
  static let all = others + scenes.map(TroupeError.scene) + PackErrorSamples.all

  private static let others: [TroupeError] = [
    .library(.noLibrary(searched: "/a")), .library(.libraryExists(path: "/a")),
    .library(.notALibrary(path: "/a")), .library(.libraryBusy(path: "/a", seconds: 30)),
    .library(.libraryNewer(path: "/a", found: 9, known: 2)),
    .library(.database(detail: "disk I/O error")), .library(.diskFull(path: "/a")),
    .library(.unreadableFile(path: "/a", reason: "Permission denied")),
    .library(.file(path: "/a", operation: "read", reason: "permission denied")),
    .library(.damagedFile(digest, reason: "it holds other bytes")),
    .library(
      .damagedRow("reference id=3", reason: "column 'width' holds 0, and 1 to 9 belongs there")),
    .library(.damagedDatabase(path: "/a", detail: "database disk image is malformed")),
    .library(.verifyFailed(problems: 1)), .library(.modelsEnding(["gpt-image-1"], days: 90)),
    .library(.verifyFailed(problems: 2)), .library(.noFile(path: "/a")),
    .library(.directory(path: "/a")),
    .library(.purged("a picture", at: .distantPast)), .library(.purgeNotApproved(files: 3)),
    .image(name: "a.png", .truncated), .catalog(.invalidHandle("a b", reason: "it has a space")),
    .catalog(.unknownAsset("kal", nearest: ["kael"])), .catalog(.unknownAsset("kal", nearest: [])),
    .catalog(.ambiguousName("Rose", handles: ["rose-1", "rose-2"])),
    .catalog(.aliasTaken("凯尔", owner: "kael")),
    .catalog(.unknownAlias("凯尔", asset: "kael", known: [])),
    .catalog(.unknownAlias("凯尔", asset: "kael", known: ["Кель"])),
    .catalog(.handleTaken("kael", kind: .style)), .catalog(.assetRemoved("kael")),
    .catalog(.unknownLook(asset: "kael", look: "x", known: [])),
    .catalog(.unknownVersion(asset: "kael", version: 4, newest: 3)),
    .catalog(.unknownLook(asset: "kael", look: "x", known: ["casual"])),
    .catalog(.lookTaken(asset: "kael", look: "casual")),
    .catalog(.lookRemoved(asset: "kael", look: "casual")),
    .catalog(.unknownTrait("gray hair", known: ["red scarf", "round glasses"])),
    .catalog(.unknownTrait("gray hair", known: [])),
    .catalog(.unknownReference("abc123")),
    .catalog(
      .noneAdded([
        RefusedImage(file: "a.png", error: .image(name: "a.png", .empty)),
        RefusedImage(file: "b", error: .image(name: "b", .empty)),
      ])), .catalog(.someRefused(1, of: 3)),
    .catalog(.someRefused(2, of: 3)),
    .catalog(.noReferences(asset: "kael", look: nil)),
    .catalog(.noReferences(asset: "kael", look: "casual")),
    .catalog(.badAdapter(file: "a.png", reason: "its header passes its end")),
    .catalog(.unknownAdapter("01X", known: [])), .catalog(.unknownAdapter("01X", known: ["01Y"])),
    .request(.ambiguous("ab", matches: ["abc", "abd"])),
    .request(.ambiguous("ab", matches: ["1", "2", "3", "4", "5", "6"])),
    .invalidValue(name: "count", value: "0", expected: "a number from 1 to 16"),
    .request(.emptyPrompt),
    .request(.blankImage("01X/1", content: "fully transparent")),
    .request(.noModel), .request(.unknownModel("gemni", nearest: [])),
    .request(.unknownModel("gemni", nearest: ["gemini"])),
    .catalog(.sharedReference("abc123", assets: ["@a", "@b"])),
    .request(.unknownGeneration("01X")), .request(.nothingSent(id)),
    .request(.noOutput("01X", state: .refused)), .request(.noOutput("01X/2", state: .done)),
    .request(.unsupportedParameter(model: "m", parameter: "size", value: "8K", allowed: ["1K"])),
    .request(.unsupportedParameter(model: "m", parameter: "seed", value: "1", allowed: [])),
    .request(.tooManyReferences(model: "m", named: 15, limit: "14 images", bound: 14)),
    .request(.doesNotFit(model: "m", assets: ["@a"], limit: "5 characters", bound: 5)),
    .request(.doesNotFit(model: "m", assets: ["@a", "@b"], limit: "5 characters", bound: 5)),
    .request(.overBudget(month: "2026-11", spent: 9.9, estimate: 0.24, bound: 10)),
    .request(.overBudget(month: "2026-11", spent: 9.9, estimate: nil, bound: 10)),
    .request(.tooExpensive(estimate: 0.24, bound: 0.1)),
    .request(.tooExpensive(estimate: nil, bound: 0.1)),
    .request(.unknownSession("01X")), .request(.sessionEnded("01X")),
    .request(.sessionBusy("01X", generation: id)),
    .request(.unknownTurn(3, session: "01X", known: [1, 2])),
    .request(.unknownTurn(3, session: "01X", known: [])),
    .request(.nothingToRebuild("01X")), .request(.nothingChanges("01X")),
    .provider(.noKey(provider: "google", variables: ["GEMINI_API_KEY"])),
    .provider(
      .keyNotMade(provider: "vertex", source: "key_command", reason: "gcloud ended with status 1")
    ),
    .provider(.unknownProvider("gate")),
    .provider(.unsafeAddress("http://x")),
    .provider(.noList(provider: "google", reason: "it answers HTTP 500")),
    .provider(.keyRefused(provider: "google", message: "API key not valid.", generation: id)),
    .provider(.uploadFailed(provider: "google", message: "Too large.")),
    .provider(.adapterMissing(provider: "comfyui", adapter: "kael", known: [])),
    .provider(.adapterMissing(provider: "comfyui", adapter: "kael", known: ["a", "b"])),
    .provider(.blocked(provider: "google", reason: "SAFETY", message: "", generation: id)),
    .provider(.blocked(provider: "google", reason: "SAFETY", message: "no", generation: id)),
    .provider(
      .requestRefused(provider: "google", status: 400, message: "Bad size.", generation: id)),
    .provider(
      .rateLimited(
        provider: "google", message: "Slow down.", retryAfter: 12.5, noQuota: false,
        generation: id)
    ),
    .provider(
      .rateLimited(
        provider: "google", message: "Slow down.", retryAfter: nil, noQuota: false, generation: id
      )),
    .provider(
      .rateLimited(
        provider: "google", message: "Limit 0.", retryAfter: nil, noQuota: true, generation: id)),
    .provider(.noCredit(provider: "google", message: "Nothing left.", generation: id)),
    .provider(.unreadableImage(provider: "google", reason: "cut short", generation: id)),
    .provider(.noImage(provider: "google", reason: "STOP", message: "", generation: id)),
    .provider(.noConnection(host: "example.com", reason: "no route", generation: id)),
    .provider(.outcomeUnknown(provider: "google", reason: "timeout", generation: id)),
    .provider(
      .rateLimited(
        provider: "google", message: "Slow down.", retryAfter: 0, noQuota: false, generation: id)),
    .provider(.overloaded(provider: "google", message: "Busy.", retryAfter: nil, generation: id)),
    .provider(.overloaded(provider: "google", message: "Busy.", retryAfter: 3, generation: id)),
    .provider(.answerWaits(reason: "No space left.", generation: id)),
    .provider(.jobUnderWay(provider: "google", reason: "no route", generation: id)),
    .provider(
      .jobUnderWay(
        provider: "google", reason: "elsewhere", generation: id, unnamed: unnamed(gateway: nil))),
    .provider(
      .jobUnderWay(
        provider: "google", reason: "elsewhere", generation: id, unnamed: unnamed(gateway: "gate")
      )),
    .provider(
      .outcomeUnknown(provider: "comfy", reason: "timeout", generation: id, isFree: true)),
    .provider(
      .unreadableImage(provider: "comfy", reason: "cut short", generation: id, isFree: true)),
    .request(.equalRequestOpen(state: .unknown, generation: id, isFree: true)),
    .provider(.unreadableList(provider: "openrouter", reason: "it is a page")),
    .request(.equalRequestOpen(state: .sent, generation: id)), .interrupted,
    .request(
      .equalRequestRefused(
        generation: id, at: Date(timeIntervalSince1970: 1_793_700_000), reason: "IMAGE_SAFETY")),
    .request(.equalRequestRefused(generation: id, at: .distantPast, reason: "")),
    .request(.notApproved(model: "m", images: 14, costUSD: 1.876)),
    .request(.notApproved(model: "m", images: 1, costUSD: nil)),
    .request(.planChanged(expected: "0707070a", found: digest)),
    .request(.unknownRework("01M8")),
    .request(.unknownBoard("x", known: [])), .request(.unknownBoard("x", known: ["covers"])),
    .request(.nothingToUndo), .request(.noBatch(id)), .request(.unknownStep("9.2", rework: id)),
    .request(.stepState(step: 2, state: .made, expected: "unknown")),
    .request(.reworkEnded(id)), .request(.reworkBusy(id)),
    .request(.reworkIncomplete(id, .refused, count: 1)),
    .request(.reworkIncomplete(id, .unknown, count: 2)),
    .request(.reworkIncomplete(id, .failed, count: 2)),
    .request(.noJudge), .request(.notJudge("m", judges: ["google"])), .request(.judgeOnly("m")),
    .request(.nothingToCheck("01X")),
    .request(.equalCheckOpen(image: OutputID(generation: id, position: 1), state: .unknown)),
    .request(.checkIncomplete(.noVerdict, count: 1, reason: "cut short")),
    .request(.checkIncomplete(.unknown, count: 2, reason: "timeout")),
    .request(.checkIncomplete(.failed, count: 2, reason: "timeout")),
  ]

  private static let place = TextPlace("Scene.toml", line: 3)

  private static let scenes: [SceneError] = [
    .unknownFormat(file: "/a"), .tooLarge(file: "/a", found: "5 MiB", bound: "4 MiB"),
    .notText(place), .malformed(place, format: "TOML", reason: "a quote does not end"),
    .noShots(file: "/a"), .unknownKey(place, key: "takse", nearest: ["takes"], known: []),
    .unknownKey(place, key: "x", nearest: [], known: ["id", "takes"]),
    .badValue(place, key: "takes", value: "0", expected: "1 to 100"),
    .missingFile(place, path: "a.png"), .noPrompt(place, shot: "3"),
    .duplicateShot(place, id: "3", first: 1),
    .unknownShot(place, shot: "s1", nearest: ["s2"]), .unknownShot(place, shot: "x", nearest: []),
    .shotRing(place, shots: ["1", "2", "1"]),
    .unknownSnippet(place, name: "ink", nearest: []),
    .unknownSnippet(nil, name: "ink", nearest: ["inks"]),
    .unknownVariable(place, name: "place", nearest: []),
    .unknownVariable(nil, name: "place", nearest: ["palace"]),
    .snippetRing(nil, names: ["a", "b", "a"]), .promptTooLong(place, bound: 100_000),
    .notMade(file: "a.toml", shots: ["3", "4"], unknown: []),
    .notMade(file: "a.toml", shots: [], unknown: ["5"]),
    .noTake(shot: "3", take: "9", known: [1, 2]), .noTake(shot: "3", take: "9", known: []),
  ]

  private static func unnamed(gateway: String?) -> UnnamedHost {
    UnnamedHost(
      address: "https://img.example/1.png", host: "img.example", model: "m", gateway: gateway)
  }

  /// What a sentence begins with as it is.
  private static let names = [
    "file", "google", "m ", "a.png", "a.toml", "count", "comfy", "openrouter",
  ]

  @Test(arguments: all)
  func messageIsShortAndSaysWhatToDo(error: TroupeError) {
    let message = error.sentence
    #expect(message.hasSuffix(".") || message.hasSuffix("?"))
    #expect(!message.contains("\n") && !message.contains("Optional(") && !message.contains("  "))
    #expect(!message.contains("..") && !message.contains("::"))
    let isCapital = message.first.map { !$0.isLowercase } ?? false
    #expect(
      isCapital || Self.names.contains { message.hasPrefix($0) })
    #expect(error.description.hasPrefix(error.code.replacing("_", with: " ")))
    #expect(!error.description.contains("--") && !error.description.contains("troupe "))
  }

  /// The names of the case and of the case in it.
  private static func name(_ error: Any) -> String {
    guard let child = Mirror(reflecting: error).children.first, let label = child.label else {
      return "\(error)"
    }
    return child.value is any Error && label != "image" ? "\(label).\(name(child.value))" : label
  }

  @Test func everyCaseHasACodeOfItsOwn() {
    for (code, errors) in Dictionary(grouping: Self.all, by: \.code) {
      #expect(code.allSatisfy { $0.isASCII && ($0.isLowercase || $0 == "_") })
      #expect(Set(errors.map(Self.name)).count == 1, "\(code) names more than one case")
    }
    #expect(Set(Self.all.map(\.code)).count == Set(Self.all.map(Self.name)).count)
    #expect(Set(Self.all.map(\.code)).count == 123)
  }

  @Test func exitStatusesAreThoseOfTheDesign() {
    let statuses = Set(Self.all.map(\.exitStatus.rawValue))
    #expect(statuses == [1, 2, 3, 4, 5, 6, 7, 8, 130])
    #expect(TroupeError.interrupted.exitStatus.rawValue == 130)
    #expect(TroupeError.request(.emptyPrompt).exitStatus == .usage)
    #expect(TroupeError.catalog(.unknownAsset("a", nearest: [])).exitStatus == .notFound)
    #expect(
      TroupeError.request(.doesNotFit(model: "m", assets: [], limit: "", bound: 1)).exitStatus
        == .refused)
    #expect(TroupeError.library(.verifyFailed(problems: 1)).exitStatus == .integrity)
    #expect(
      TroupeError.provider(
        .overloaded(provider: "p", message: "", retryAfter: nil, generation: Self.id)
      )
      .exitStatus == .tryLater)
    // Each may have been billed.
    for error: ProviderError in [
      .jobUnderWay(provider: "p", reason: "", generation: Self.id),
      .outcomeUnknown(provider: "p", reason: "", generation: Self.id),
      .answerWaits(reason: "", generation: Self.id),
    ] { #expect(error.exitStatus == .unknown) }
    #expect(ProviderError.unreadableList(provider: "p", reason: "").exitStatus == .badData)
  }

  @Test func whatCostsNothingIsNotSaidToBeBilled() {
    let free = Self.all.filter { "\($0)".contains("isFree true") }
    #expect(free.count == 3)
    for error in free { #expect(!error.sentence.contains("billed"), "\(error.sentence)") }
  }

  @Test func whatAllowsAHostIsNamed() {
    let own = ProviderError.jobUnderWay(
      provider: "bfl", reason: "", generation: Self.id, unnamed: Self.unnamed(gateway: nil))
    let gateway = ProviderError.jobUnderWay(
      provider: "gate", reason: "", generation: Self.id, unnamed: Self.unnamed(gateway: "gate"))
    for words in ["https://img.example/1.png", "\"img.example\"", "recover --fetch"] {
      #expect(own.sentence.contains(words) && gateway.sentence.contains(words))
    }
    #expect(own.sentence.contains("models show m --json"))
    #expect(gateway.sentence.contains("result_hosts of [gate] in providers.toml"))
  }

  @Test(arguments: [
    ImageFault.empty, .notAnImage(found: "text"), .unsupported(type: "HEIC"),
    .unsupportedForm("lossless JPEG"), .noReader(type: "HEIC", library: "libheif"), .truncated,
    .corrupt("bad CRC"),
    .tooManyPixels(width: 99_999, height: 99_999, bound: 268_000_000),
    .sideTooLong(side: 99_999, bound: 32_768), .tooManyScans(bound: 100),
    .outOfMemory(bytes: 1 << 30),
  ])
  func faultsOfImagesNameTheFile(fault: ImageFault) {
    let message = TroupeError.image(name: "a.png", fault).sentence
    #expect(message.hasPrefix("a.png ") && message.hasSuffix("."))
  }

  @Test func waysOutOfALimitAreNamedWhereTheyWork() {
    func sentence(canSheet: Bool, canUseHardLimits: Bool) -> String {
      TroupeError.request(
        .doesNotFit(
          model: "m", assets: ["@mira"], limit: "2 images", bound: 2, canSheet: canSheet,
          canUseHardLimits: canUseHardLimits)
      ).sentence
    }
    let all = sentence(canSheet: true, canUseHardLimits: true)
    for words in [
      "@mira does not fit", "2 images", "--without @mira", "--overflow sheet", "--overflow drop",
      "--stretch", "--model",
    ] { #expect(all.contains(words), "\(words)") }
    let few = sentence(canSheet: false, canUseHardLimits: false)
    #expect(few.contains("--overflow drop"))
    #expect(!few.contains("--overflow sheet") && !few.contains("--stretch"))
  }

  @Test func waitingIsAdvisedOnlyWhereItHelps() {
    func sentence(_ seconds: Double?, noQuota: Bool) -> String {
      TroupeError.provider(
        .rateLimited(
          provider: "google", message: "No.", retryAfter: seconds, noQuota: noQuota,
          generation: Self.id)
      ).sentence
    }
    #expect(sentence(7.2, noQuota: false).contains("Try again in 8 s"))
    #expect(sentence(7.2, noQuota: true).contains("Waiting does not help"))
  }
}
