import Foundation
import Synchronization
import TestSupport
import Testing
import Troupe

/// Asking a judge whether an image still shows its cast, and what the record keeps of it.
@Suite struct CheckTests {
  @Test func aVerdictIsRecordedTraitByTraitAndFoundAgain() async throws {
    let judged = try await JudgedLibrary {
      FakeJudge.reply(to: $0, changes: ["trait-1": "changed"])
    }
    defer { judged.server.stop() }
    let image = try await judged.image()
    let result = try await judged.check(image)
    let check = result.check
    #expect(result.error == nil && !result.isFromRecord)
    #expect(check.state == .done && check.outcome == .changed)
    let trait = try #require(check.verdicts.first)
    #expect(trait.question.trait == "scar over the left eye")
    #expect(trait.question.asset == "kael")
    #expect(trait.evidence == "seen at the left")
    #expect(check.usage?.prompt == 1000 && check.modelResolved == "fake-judge-001")
    // 1,000 tokens at 1.50 and 100 at 7.50 dollars a million.
    #expect(abs((check.costUSD ?? 0) - 0.00225) < 1e-9)
    let library = judged.library
    #expect(try await library.checks(of: [image.generation]) == [check])
    let queries = ["check:changed", "check:kept", "check:unsure", "check:none", "-check:changed"]
    var found: [Int] = []
    for query in queries { found.append(try await library.search(query).generations.count) }
    #expect(found == [1, 0, 0, 0, 0])
    _ = try await library.collectGarbage(olderThan: 0)
    #expect(try await library.verify().problems.isEmpty)
    let backup = judged.scratch.base.appending(path: "backup")
    #expect(try await library.backup(to: backup).verification.problems.isEmpty)
    #expect(try await Library.open(at: backup).checks(of: [image.generation]) == [check])
  }

  @Test func oneCallHasTheReferencesThatWereSentAndTheImageLast() async throws {
    let judged = try await JudgedLibrary()
    defer { judged.server.stop() }
    let image = try await judged.image()
    let plan = try await judged.library.planCheck([.output(image)], JudgedLibrary.options)
    #expect(judged.server.requests.isEmpty)
    let generation = try await judged.library.generation(.id(image.generation))
    let entry = try #require(plan.entries.first)
    #expect(Set(entry.pictures.dropLast()) == Set(generation.inputs.map(\.rendition.digest)))
    #expect(entry.pictures.last == generation.outputs.first?.digest)
    _ = try await judged.check(image)
    let request = try #require(judged.server.requests.first)
    #expect(request.path == "/v1beta/models/gemini-3.8-flash:generateContent")
    let body = String(decoding: request.body, as: UTF8.self)
    #expect(body.contains(#""responseMimeType":"application/json""#))
    #expect(body.contains(#""responseJsonSchema":{"type":"object""#))
    #expect(body.contains("\"maxOutputTokens\":8192"))
    #expect(judged.server.requests.count == 1)
    let cost = try #require(plan.costUSD)
    #expect(cost > 0.06 && cost < 0.2, "the answer's bound of tokens is most of it")
  }

  @Test func anEqualCheckIsAnsweredFromTheRecord() async throws {
    let judged = try await JudgedLibrary()
    defer { judged.server.stop() }
    let image = try await judged.image()
    let first = try await judged.check(image)
    let again = try await judged.check(image)
    #expect(again.isFromRecord && again.check == first.check)
    let known = try await judged.library.planCheck([.output(image)], JudgedLibrary.options)
    #expect(known.entries.first?.known == first.check.id && known.costUSD == 0)
    let fresh = try await judged.check(image, fresh: true)
    #expect(!fresh.isFromRecord && fresh.check.id != first.check.id)
    #expect(judged.server.billedSends == 2)
  }

  @Test func twoAtOnceWithOneCheckPayOnce() async throws {
    let judged = try await JudgedLibrary()
    defer { judged.server.stop() }
    let image = try await judged.image()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<4 { group.addTask { _ = try? await judged.check(image) } }
    }
    #expect(judged.server.billedSends == 1)
  }

  @Test func checksCountInCostsAndBounds() async throws {
    let judged = try await JudgedLibrary()
    defer { judged.server.stop() }
    let image = try await judged.image()
    var options = JudgedLibrary.options
    options.maxCost = 0.001
    let overBound = await code { [options] in
      _ = try await judged.library.check([.output(image)], options)
    }
    #expect(overBound == "too_expensive")
    let no: Spending.Approval = { spending in
      #expect(spending.model == "gemini-3.8-flash" && spending.images == 1)
      return false
    }
    let disagreed = await code {
      _ = try await judged.library.check([.output(image)], JudgedLibrary.options, approve: no)
    }
    #expect(disagreed == "not_approved")
    #expect(judged.server.requests.isEmpty)
    _ = try await judged.check(image)
    let byModel = try await judged.library.costs(by: .model)
    let line = byModel.lines.first { $0.heading == "gemini-3.8-flash" }
    #expect(line?.requests == 1 && abs((line?.costUSD ?? 0) - 0.00225) < 1e-9)
    #expect(abs(byModel.total.costUSD - 0.00225) < 1e-9)
    let byAsset = try await judged.library.costs(by: .asset)
    #expect(byAsset.lines.first { $0.heading == "@kael" }?.requests == 2)
    try Data("max_cost_month = 0.01\n".utf8)
      .write(to: judged.library.folder.appending(path: "troupe.toml"))
    let bounded = try await judged.scratch.reopened(adding: [
      "GEMINI_API_KEY": "k", "GOOGLE_GEMINI_BASE_URL": judged.server.baseURL,
    ])
    options.maxCost = nil
    options.isFresh = true
    let overBudget = await code { [options] in
      _ = try await bounded.check([.output(image)], options)
    }
    #expect(overBudget == "over_budget")
  }

  @Test func onlyJudgesJudgeAndTheyDrawNothing() async throws {
    let judged = try await JudgedLibrary()
    defer { judged.server.stop() }
    let image = try await judged.image()
    let library = judged.library
    let drawing = await code {
      _ = try await library.check([.output(image)], CheckOptions(model: "gemini-3-pro-image"))
    }
    #expect(drawing == "not_judge")
    let unnamed = await code { _ = try await library.planCheck([.output(image)]) }
    #expect(unnamed == "no_judge")
    let judging = await code {
      _ = try await library.plan("@kael", GenerateOptions(model: "gemini-3.8-flash"))
    }
    #expect(judging == "judge_only")
    try Data("judge = \"Gemini 3.8 Flash\"\n".utf8)
      .write(to: library.folder.appending(path: "troupe.toml"))
    let set = try await judged.scratch.reopened()
    #expect(try await set.planCheck([.output(image)]).model == "gemini-3.8-flash")
    let plain = try #require(try await library.generate("a roof", .offline).last).generation
    let plainImage = try #require(plain.outputs.first).id
    let empty = await code { _ = try await set.planCheck([.output(plainImage)]) }
    #expect(empty == "nothing_to_check")
  }

  @Test func driftIsToldByTrait() async throws {
    let calls = Mutex(0)
    let judged = try await JudgedLibrary { request in
      let call = calls.withLock {
        $0 += 1
        return $0
      }
      let answer = ["kept", "changed", "not_visible"][call - 1]
      return FakeJudge.reply(to: request, changes: ["trait-1": answer])
    }
    defer { judged.server.stop() }
    var images: [OutputID] = []
    for place in ["a roof", "a pier", "a tram"] {
      let made = try await judged.library.generate("@kael on \(place)", .offline)
      images.append(try #require(made.last?.generation.outputs.first).id)
    }
    for image in images { _ = try await judged.check(image) }
    let history = try await judged.library.traitHistory(of: "kael")
    #expect(
      history == [
        TraitHistory(trait: "scar over the left eye", kept: 1, seen: 2, lastChanged: [images[1]])
      ])
    #expect(try await judged.library.search("check:kept").generations.count == 1)
    #expect(try await judged.library.search("check:unsure").generations.count == 1)
  }

  @Test func pixelsAreMeasuredWithoutAJudge() async throws {
    let judged = try await JudgedLibrary()
    defer { judged.server.stop() }
    let image = try await judged.image()
    let measures = try #require(try await judged.library.measure([.output(image)]).first)
    #expect(measures.width > 0 && measures.references.count == 3)
    #expect(measures.references.allSatisfy { (0...128).contains($0.bits) && !$0.isCopy })
    #expect(judged.server.requests.isEmpty)
    // An image that is its reference.
    let bytes = try Data(contentsOf: judged.scratch.base.appending(path: "kael.png"))
    judged.server.enqueue(.image(bytes))
    let copied = try await judged.library.generate(
      "@kael", GenerateOptions(model: "gemini-3-pro-image"))
    let copy = try #require(copied.last?.generation.outputs.first).id
    let nearness = try #require(try await judged.library.measure([.output(copy)]).first?.references)
    #expect(nearness.map(\.isCopy) == [true] && nearness.map(\.bits) == [0])
  }
}
