import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeProviders
import TroupeSending
import TroupeStoryboard
import TroupeVocabulary

/// What a rebuild of each kind of lineage sends to models of every kind, as it was read by a person.
///
/// `TROUPE_WRITE_PLANS=1` writes the files in `Plans`.
@Suite struct GoldenPlanTests {
  private static let models = [
    "gemini-2.5-flash-image", ConversationReworkTests.new, "gpt-image-2", "flux-2-pro",
    "test/small",
  ]
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Plans")

  @Test(arguments: GoldenLineage.allCases)
  func plansAreAsTheyWereRead(_ lineage: GoldenLineage) async throws {
    let fixture = try LineageFixture()
    let focus = try await lineage.make(in: fixture)
    let sent = fixture.server.requests.count
    let providers: [any Provider] =
      [GeminiProvider(), StoryboardProvider(fonts: { _ in [] }), OpenAIImagesProvider()]
      + BlackForestLabsProvider.Family.allCases.map { BlackForestLabsProvider($0) }
    let services = try TestServices(
      in: fixture.folder, providers: providers, environment: [:], create: false,
      overrides: TestModels.overrides(), policy: SendingPolicy())
    var plans: [String] = []
    for model in Self.models {
      let terms = ReworkTerms(scope: lineage.scope, overflow: lineage.overflow)
      do {
        let plan = try await services.reworks.plan(focus, model: model, terms)
        plans.append("== \(model)\n\(PlanText(plan).text)")
      } catch let error as TroupeError { plans.append("== \(model)\nno plan: \(error.code)\n") }
    }
    let found = plans.joined(separator: "\n")
    let file = Self.folder.appending(path: "\(lineage.rawValue).txt")
    if ProcessInfo.processInfo.environment["TROUPE_WRITE_PLANS"] != nil {
      try Data(found.utf8).write(to: file)
    }
    let read = try String(contentsOf: file, encoding: .utf8)
    #expect(found == read)
    #expect(fixture.server.requests.count == sent, "a plan sends nothing")
  }
}

/// A plan in words that are the same wherever it is made: no ids, digests or bytes.
private struct PlanText {
  let rework: Rework
  private let numbers: [ULID: Int]

  init(_ rework: Rework) {
    self.rework = rework
    numbers = Dictionary(uniqueKeysWithValues: rework.steps.map { ($0.old, $0.number) })
  }

  var text: String {
    let text = (rework.steps.map(step) + rework.warnings.map { "warning: \($0)\n" }).joined()
      .replacing(/[0-9]+ bytes/, with: "… bytes")
    return numbers.reduce(text) { $0.replacing("\($1.key)", with: "step \($1.value)") }
      .replacing(/\b[0-9A-HJKMNP-TV-Z]{26}\b/, with: "…")
      .replacing(/\b(?=[a-f]*[0-9])[0-9a-f]{8,}\b/, with: "…")
  }

  private func step(_ step: ReworkStep) -> String {
    let needs = step.needs.map { "\($0.step)" + ($0.output.map { "/\($0)" } ?? " said") }
    var lines = [
      "\(step.number). level \(step.level), takes \(step.takes.count), needs \(needs.joined(separator: ", "))"
    ]
    if let fault = step.fault { lines.append("cannot be sent: \(fault.code)") }
    if let plan = step.plan {
      let sent = plan.parameters.sent
      let set = [sent.aspect, sent.size, sent.seed.map(String.init)].map { $0 ?? "–" }
      let options = sent.options.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      lines.append("sent: " + (set + options).joined(separator: ", "))
      lines.append("asked: " + plan.promptSent.replacing("\n", with: " ⏎ "))
      lines += plan.selection.chosen.map { "picture \($0.position): \(picture($0))" }
      lines += plan.selection.excluded.map { "left out: \(name($0.depiction)): \($0.reason)" }
      lines += plan.adjustments.map(adjustment)
      lines += plan.warnings.map { "warning: \($0)" }
      lines.append(
        "price: \(plan.estimate.boundUSD.map { String(format: "%.4f", $0) } ?? "not known")")
    }
    return lines.joined(separator: "\n   ") + "\n"
  }

  private func picture(_ chosen: ChosenInput) -> String {
    let parts = (chosen.sheet ?? []).map { name($0.depiction) }
    let sheet = parts.isEmpty ? "" : ", a sheet of " + parts.joined(separator: "; ")
    return "\(chosen.role.rawValue) \(name(chosen.depiction))\(sheet)"
  }

  private func name(_ depiction: Depiction) -> String {
    let made = depiction.origin.flatMap { origin in
      numbers[origin.generation].map { "step \($0)/\(origin.position)" }
    }
    return [depiction.asset.map { "\($0)" }, depiction.view?.rawValue, made].compactMap(\.self)
      .joined(separator: " ")
  }

  private func adjustment(_ one: Adjustment) -> String {
    let error = one.error.map { " (\(Int($0.rounded())) %)" } ?? ""
    return "adjusted: \(one.field): \(one.before) → \(one.after): \(one.reason)\(error)"
  }
}
