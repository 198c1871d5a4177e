import Foundation
import Testing
import Troupe

/// An app's previews and tests need results without a library: each is made here by its public initializer.
@Suite struct ConstructionTests {
  private let day = Date(timeIntervalSince1970: 1_790_000_000)
  private var id: ULID { ULID(at: day, entropy: 7) }
  private var digest: Digest? { Digest(String(repeating: "a5", count: 32)) }

  private func image() throws -> StoredImage {
    StoredImage(
      digest: try #require(digest), type: .png, width: 640, height: 480, byteCount: 1_000)
  }

  private func reference() throws -> Reference {
    Reference(
      image: try image(), source: try #require(digest), asset: "kael", kind: .character,
      view: .front, rank: 0, importedAt: day)
  }

  private func plan() throws -> Plan {
    let depiction = Depiction(asset: "kael", kind: .character, view: .front)
    let part = SheetPart(
      number: 1, depiction: depiction, image: try image(), label: "Kael", reason: "front", value: 1)
    let chosen = ChosenInput(
      position: 1, role: .identity, depiction: depiction, image: try image(),
      reason: "shows @kael", value: 1, sheet: [part])
    let excluded = ExcludedReference(
      depiction: depiction, reference: try #require(digest), reason: "no room", limit: "1 image")
    let parameters = Parameters(aspect: "16:9")
    return Plan(
      model: "troupe/storyboard", promptSent: "Kael waves",
      selection: Selection(
        chosen: [chosen], excluded: [excluded],
        proof: SelectionProof(value: 1, bound: 1, isOptimal: true)),
      parameters: AskedSent(asked: parameters, sent: parameters),
      adjustments: [Adjustment(field: "size", before: "2K", after: "1K", reason: "the only one")],
      limits: [LimitUse(name: "images", used: 1, bound: 14)],
      estimate: Estimate(costUSD: 0.04, tokens: 1_290, bytes: 1_000), warnings: ["It ends soon"])
  }

  private func generation() throws -> Generation {
    let plan = try plan()
    let input = SentInput(
      chosen: try #require(plan.selection.chosen.first), rendition: try image(), label: "Kael")
    let output = Output(
      id: OutputID(generation: id, position: 1), digest: try #require(digest),
      path: "objects/a5.png", width: 640, height: 480, type: "image/png")
    return Generation(
      id: id, state: .done, createdAt: day, model: plan.model, provider: "troupe",
      prompt: "@kael waves", promptSent: plan.promptSent,
      parent: InputImage(image: try image(), role: .parent), parameters: plan.parameters,
      adjustments: plan.adjustments, inputs: [input], excluded: plan.selection.excluded,
      proof: plan.selection.proof, outputs: [output], texts: ["Here it is"],
      usage: Usage(prompt: 10, output: 20, total: 30), costUSD: 0.04)
  }

  @Test func theCast() throws {
    let asset = Asset(
      id: id, handle: "kael", kind: .character, name: "Kael",
      looks: [Look(name: "casual", description: "off duty")], createdAt: day)
    #expect(asset.traits.isEmpty && asset.looks.map(\.name) == ["casual"])
    let added = AddedReferences(
      asset: asset,
      references: [AddedReference(reference: try reference(), notes: ["scaled"], isNew: true)],
      refused: [RefusedImage(file: "a.txt", error: .request(.emptyPrompt))],
      passedOver: ["notes.txt"])
    #expect(added.references.first?.reference.depiction.asset == "kael")
    let coverage = Coverage(
      asset: "kael", model: nil,
      entries: [.init(facet: .view, name: "back", look: "", state: .missing, references: [])],
      neverSent: [], outranked: [], advice: [.init(.add, .view, name: "back", reason: "missing")])
    #expect(coverage.entries.first?.state == .missing)
    let sheet = DrawnSheet(png: Data(), width: 8, height: 8)
    #expect(ModelSheet(sheet: sheet, asset: asset, look: nil, references: []).sheet == sheet)
    #expect(PlanSheet(sheet: sheet, plan: try plan(), images: []).plan.model == "troupe/storyboard")
  }

  @Test func requestsAndTheirResults() throws {
    let (plan, generation) = (try plan(), try generation())
    #expect(plan.selection.isOptimal && plan.estimate.priceSource.isEmpty)
    #expect(GenerationResult(generation: generation).generation.outputs.count == 1)
    #expect(PlannedModel(model: "pocket", plan: plan).error == nil)
    let take = ReworkTake(
      number: 1, state: .made, generation: id, costUSD: 0.5,
      pair: .init(
        old: OutputID(generation: id, position: 1), new: OutputID(generation: id, position: 2)))
    let rework = Rework(
      id: id, kind: .rebuild, state: .finished, createdAt: .now, focus: id, model: "pocket",
      terms: ReworkTerms(), digest: Digest(hashing: []),
      steps: [ReworkStep(number: 1, old: id, takes: [take], plan: plan)])
    #expect(rework.totals.count(.made) == 1 && rework.totals.costUSDSpent == 0.5)
    #expect(rework.pairs.map(\.new.position) == [2])
    let drift = Drift(
      against: id, sendsSameBytes: false,
      differences: [.init(.asset, "@kael", before: "a", after: "b", .assetChanged)], plan: plan)
    #expect(drift.differences.first?.causes == [.assetChanged])
    let request = Request(prompt: "@kael waves", model: "offline")
    #expect(request.overflow == .fail && request.references.isEmpty)
    #expect(Composition(parts: [.text("Kael"), .image(1)]).prompt == "Kael\n[image 1]")
    #expect(MessageBody(segments: [.text("{}")]).byteCount == 2)
    let total = Limit(hard: 14, source: "made up", checked: "2026-11-20")
    #expect(PixelLimit(total: total, includesOutput: true).total.bound == 14)
    #expect(Sourced(1, source: "made up", checked: "2026-11-20").isConfirmed)
  }

  @Test func theRecord() throws {
    let generation = try generation()
    let lineage = Lineage(focus: id, generations: [generation])
    #expect(lineage.stem(of: generation) == nil)
    let image = OutputID(generation: id, position: 1)
    let child = GenerationSummary(
      id: ULID(at: day, entropy: 9), state: .done, createdAt: day, model: "offline", prompt: "red",
      sources: [.init(role: .style, origin: image)])
    let root = GenerationSummary(
      id: id, state: .done, createdAt: day, model: "offline", prompt: "a roof")
    let page = LineagePage(
      focus: id, generations: [root, child], total: .init(ancestors: 0, descendants: 2),
      remaining: .init(ancestors: 0, descendants: 1), roots: [id], depth: 0,
      next: LineageCursor(ancestor: id, descendant: child.id))
    #expect(page.stem(of: child) == id && page.stem(of: root) == nil && page.remaining.all == 1)
    // What is said to come from itself hangs under nothing.
    let circle = GenerationSummary(
      id: id, state: .done, createdAt: day, model: "offline", prompt: "a roof", parent: image,
      parents: [id, child.id])
    #expect(page.stem(of: circle) == nil)
    for text in ["", "-", "\(id)", "\(id)-", "\(id)-x", "\(id)-\(id)-\(id)"] {
      #expect(LineageCursor(text) == nil)
    }
    #expect(SearchResult(interpretation: "all", generations: [generation]).generations.count == 1)
    let session = Session(
      id: id, createdAt: day, endedAt: nil,
      configuration: .init(
        model: "offline", parameters: Parameters(), usesHardLimits: false, overflow: .fail,
        from: nil),
      said: [.init(generation: id, number: 1)])
    #expect(session.turns == [id] && session.nextNumber == 2)
    let line = Ledger.Line(
      heading: "2026-11", requests: 1, images: 1, costUSD: 0.04, openRequests: 0, openUSD: 0)
    #expect(Ledger(grouping: .month, lines: [line], total: line).total.requests == 1)
  }

  @Test func reports() {
    let verification = VerificationReport(
      files: 1, rows: 2, orphans: 0,
      problems: [.init(subject: "objects/a5.png", reason: "it is missing")])
    let backup = BackupReport(path: "copy", copied: 1, bytes: 10, verification: verification)
    #expect(backup.verification.problems.count == 1)
    #expect(CollectionReport(isDryRun: true, assets: ["ink"], files: 1, bytes: 10).isDryRun)
    #expect(RecoveryFinding(generation: id, before: .sent, after: .unknown).after == .unknown)
    #expect(ReindexReport(pictures: 1, generations: 2).problems.isEmpty)
    #expect(KeyStatus(provider: "google", variables: ["GOOGLE_API_KEY"]).isKnown == false)
    #expect(LibraryLocation(folder: URL(filePath: "comic"), isNamed: true).isNamed)
  }
}
