import Foundation
import TestSupport
import Testing

/// Ten edits with branches, made on one vendor's model, rebuilt on two others' and back, and killed in between.
@Suite struct ReworkRoundTripTests {
  private static func picture(_ number: Int) -> Data {
    SamplePicture.png(width: 40, height: 30, red: UInt8(10 * number), green: 99)
  }
  /// Which earlier image each edit is made of; 0 is the first shot.
  private static let parents = [0, 1, 2, 0, 4, 5, 5, 1, 8, 3]

  private let fixture: CommandLineFixture
  private let gemini: FakeGemini
  private let openAI: FakeOpenAI
  private let flux: FakeFlux
  private let environment: [String: String]

  init() async throws {
    fixture = try await CommandLineFixture.withCast()
    gemini = try FakeGemini((0...10).map { FakeReply.image(Self.picture($0)) })
    openAI = try FakeOpenAI()
    flux = try FakeFlux(words: [])
    environment = [
      "GOOGLE_GEMINI_BASE_URL": gemini.baseURL, "GEMINI_API_KEY": "AIza-test-0123456789",
      "OPENAI_BASE_URL": openAI.baseURL, "OPENAI_API_KEY": "sk-test-0123456789",
      "BFL_BASE_URL": flux.baseURL, "BFL_API_KEY": "bfl-test-0123456789",
    ]
  }

  private func run(_ words: [String]) async throws -> Answer {
    try await fixture.run(words, environment: environment)
  }

  /// The images of the lineage, oldest first.
  private func made() async throws -> [String] {
    var made: [String] = []
    func last() async throws -> String {
      try #require(try await run(["show", "@last", "--json"]).json()["id"].string)
    }
    let root = try await run(["generate", "@kael with @lantern", "-m", "gemini-3-pro-image"])
    #expect(root.status == 0, "\(root.stderr)")
    made.append(try await last())
    for (number, parent) in Self.parents.enumerated() {
      let edit = try await run(["edit", made[parent], "@kael: change \(number)"])
      #expect(edit.status == 0, "\(edit.stderr)")
      made.append(try await last())
    }
    return made
  }

  /// Rebuilds the tree of `focus`, and gives its steps with what stands for them.
  private func rebuilt(_ focus: String, on model: String) async throws -> (id: String, [JSON]) {
    let answer = try await run(
      ["rebuild", focus, "-m", model, "--scope", "tree", "--yes", "--json"])
    #expect(answer.status == 0, "\(answer.stderr)")
    let document = try answer.json()
    return (document["rework"]["id"].string ?? "", document["steps"].array)
  }

  private func pair(_ step: JSON) -> String? { step["takes"][0]["pair"]["new"].string }

  @Test func thereAndBackEveryImageHasItsPairAndNoneIsPaidTwice() async throws {
    let old = try await made()
    let old10 = try #require(old.last)
    let run = try fixture.start(
      ["rebuild", old10, "-m", "gpt-image-2", "--scope", "tree", "--yes"], environment: environment)
    while openAI.requests.count < 4 { try await Task.sleep(for: .milliseconds(5)) }
    run.signal(SIGKILL)
    _ = try await run.answer()
    try await finish()
    let first = try await self.run(["rework", "show", "--json"]).json()
    #expect(first["rework"]["state"].string == "finished")
    #expect(first["steps"].array.map { $0["old"].string } == old)
    let resent = try await resends()
    // What was killed may not have reached the vendor.
    #expect(openAI.requests.count <= old.count + resent, "none is sent twice but by word")
    #expect(resent <= 4, "no more than were under way")
    for number in 0...10 {
      let picture = Self.picture(number)
      #expect(openAI.requests.allSatisfy { $0.body.range(of: picture) == nil }, "\(number)")
    }

    let made = try #require(pair(first["steps"].array[old.count - 1]))
    let last = made.split(separator: "/")[0]
    let (second, steps) = try await rebuilt("\(last)", on: "flux-2-pro")
    #expect(steps.count == old.count && flux.submissions == old.count)
    let text = { (request: RecordedRequest) in String(decoding: request.body, as: UTF8.self) }
    for request in flux.requests {
      for number in 0...10 {
        #expect(!text(request).contains(Self.picture(number).base64EncodedString()))
      }
    }
    let again = try #require(pair(steps[old.count - 1]))
    let fluxLast = again.split(separator: "/")[0]
    let sent = gemini.requests.count
    let (third, back) = try await rebuilt("\(fluxLast)", on: "gemini-3-pro-image")
    #expect(back.count == old.count && gemini.requests.count == sent + old.count)
    for rework in [second, third] {
      let shown = try await self.run(["rework", "show", rework, "--json"]).json()
      #expect(shown["steps"].array.allSatisfy { pair($0) != nil })
      #expect(shown["steps"].array.map { $0["needs"].array.count } == [0] + Self.ones)
    }
    // Old and new are found from each other, and the sums agree.
    let pairs = try await self.run(["lineage", old10, "--json"]).json()["pairs"].array
    #expect(!pairs.isEmpty)
    let costs = try await self.run(["costs", "--by", "model", "--json"]).json()
    let lines = costs["lines"].array.map { $0["requests"].int ?? 0 }
    #expect(lines.reduce(0, +) == old.count * 4 + resent, "\(costs)")
    let verified = try await self.run(["verify"])
    #expect(verified.status == 0, "\(verified.stdout)")
  }

  private static let ones = parents.map { _ in 1 }

  /// Goes on as the program proposes, until nothing is left to do.
  private func finish() async throws {
    for _ in 0..<20 {
      let answer = try await run(["rework", "resume", "--yes", "--json"])
      if answer.status == 0 { return }
      let next = try answer.json()["steps"].array.compactMap { $0["next"].string }.first
      guard let next else { continue }
      _ = try await run(next.split(separator: " ").dropFirst().map(String.init) + ["--yes"])
    }
  }

  /// How often a step was sent again by word.
  private func resends() async throws -> Int {
    let sends = try await run(["search", "model:gpt-image-2", "--json", "--limit", "100"]).json()
    return sends["generations"].array.count - Self.parents.count - 1
  }
}
