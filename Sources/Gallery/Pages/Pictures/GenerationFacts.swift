import Foundation
import Troupe

/// What the record says of a generation: words, pictures sent and left out, parameters, money.
struct GenerationFacts {
  let room: Room
  let generation: Generation

  private var words: Words { room.words }

  var values: [String: PageValue] {
    [
      "noteworthy": .list(notes), "promptText": .text(generation.prompt),
      "promptRuns": .list(runs(of: generation.prompt)),
      "writtenText": .text(generation.promptWritten),
      "sentWords": .text(
        generation.promptSent == generation.prompt ? nil : generation.promptSent),
      "answers": .list(
        generation.texts.filter { !$0.isEmpty }.map { ["answerText": .text($0)] }),
      "hasSent": .flag(!generation.inputs.isEmpty || !generation.excluded.isEmpty),
      "sent": .list(generation.inputs.map(sent)), "hasLeft": .flag(!generation.excluded.isEmpty),
      "leftText": .text(words("leftOut", count: generation.excluded.count)),
      "left": .list(generation.excluded.map(left)), "proofText": .text(proof),
      "hasParameters": .flag(!parameters.isEmpty), "parameters": .list(parameters),
      "facts": .list(facts),
    ]
  }

  private var notes: [PageValue] {
    var notes: [(kind: String, text: String)] = []
    if generation.state != .done {
      let state = words.word("state", generation.state.rawValue)
      notes.append(
        (
          generation.state == .unknown || generation.state == .refused ? "warn" : "bad",
          [state, generation.message ?? ""].filter { !$0.isEmpty }.joined(separator: ": ")
        ))
      if generation.state == .unknown { notes.append(("warn", words["adviceUnknown"])) }
    }
    for finding in generation.findings where finding.isTrouble {
      notes.append(("warn", words.finding(finding)))
    }
    return notes.map { ["noteKind": .text($0.kind), "noteText": .text($0.text)] }
  }

  /// The prompt with its mentions as links, as far as they name what was sent.
  private func runs(of prompt: String) -> [PageValue] {
    let sent = generation.inputs.compactMap(\.chosen.asset)
    let known = Set(sent + generation.excluded.compactMap(\.depiction.asset))
    var runs: [PageValue] = []
    var rest = prompt[...]
    while let at = rest.firstIndex(of: "@") {
      let name = rest[rest.index(after: at)...].prefix {
        $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-"
      }
      let end = name.endIndex
      if let handle = try? Handle(String(name)), known.contains(handle) {
        runs.append(["run": .text(String(rest[..<at]))])
        runs.append([
          "run": .text(String(rest[at..<end])), "mentionHref": .text(Room.href(handle)),
        ])
      } else {
        runs.append(["run": .text(String(rest[..<max(end, rest.index(after: at))]))])
      }
      rest = rest[max(end, rest.index(after: at))...]
    }
    return runs + [["run": .text(String(rest))]]
  }

  private func sent(_ input: SentInput) -> PageValue {
    let chosen = input.chosen
    return [
      "sentHref": .text(Room.blob(input.rendition.digest)),
      "sentDigest": .text(input.rendition.digest.hex),
      "sentAlt": .text(words("pictureSent", "\(chosen.position)")),
      "sentNumber": .number(chosen.position), "who": .text(chosen.asset.map { "\($0)" }),
      "whoHref": .text(chosen.asset.map { Room.href($0) }),
      "roleText": .text(words.depiction(chosen.role, chosen.depiction)),
      "reasonText": .text(chosen.reason), "originHref": .text(chosen.origin.map(Room.href)),
    ]
  }

  private func left(_ one: ExcludedReference) -> PageValue {
    [
      "leftHref": .text(Room.blob(one.reference)), "leftDigest": .text(one.reference.hex),
      "leftAlt": .text(words["leftOutPicture"]), "who": .text(one.depiction.written),
      "whoHref": .text(one.depiction.asset.map { Room.href($0) }),
      "roleText": .text(words.depiction(nil, one.depiction)), "reasonText": .text(one.reason),
    ]
  }

  private var proof: String? {
    generation.proof.map { proof in
      words(proof.isOptimal ? "proofBest" : "proofBound", String(format: "%.2f", proof.value))
    }
  }

  private var parameters: [PageValue] {
    let (asked, sent) = (generation.parameters.asked, generation.parameters.sent)
    var rows: [(String, String, String)] = [
      ("aspect", asked.aspect ?? "", sent.aspect ?? ""),
      ("size", asked.size ?? "", sent.size ?? ""),
      ("seed", asked.seed.map(String.init) ?? "", sent.seed.map(String.init) ?? ""),
    ]
    for name in Set(asked.options.keys).union(sent.options.keys).sorted() {
      rows.append((name, asked.options[name] ?? "", sent.options[name] ?? ""))
    }
    let adjustments = generation.adjustments
    let told = rows.filter { !$0.1.isEmpty || !$0.2.isEmpty }.map {
      name, asked, sent -> PageValue in
      [
        "parameter": .text(words.word("parameter", name)),
        "asked": .text(asked.isEmpty ? "–" : asked),
        "sentValue": .text(sent.isEmpty ? "–" : sent),
        "whyText": .text(adjustments.first { $0.field == name }?.reason),
      ]
    }
    let names = Set(rows.map(\.0))
    return told
      + adjustments.filter { !names.contains($0.field) }.map { adjustment in
        [
          "parameter": .text(words.word("parameter", adjustment.field)),
          "asked": .text(adjustment.before.isEmpty ? "–" : adjustment.before),
          "sentValue": .text(adjustment.after.isEmpty ? "–" : adjustment.after),
          "whyText": .text(adjustment.reason),
        ]
      }
  }

  private var facts: [PageValue] {
    var facts: [(name: String, text: String?, href: String?)] = [
      ("factModel", generation.model, "/models#model-\(generation.model.inPath)"),
      (
        "factAnsweredBy", generation.modelResolved.flatMap { $0 == generation.model ? nil : $0 },
        nil
      ),
      ("factProvider", generation.provider, nil), ("factBy", generation.member, nil),
      ("factMade", words.minute(generation.createdAt), nil),
    ]
    if generation.imported == nil {
      facts.append(("factCost", words.price(generation.costUSD), nil))
    }
    for output in generation.outputs {
      facts.append(
        (
          "factPixels",
          [words.pixels(output.width, output.height), output.type].filter { !$0.isEmpty }
            .joined(separator: " · "), nil
        ))
    }
    facts += [
      (
        "factEdits", generation.parent?.origin.map { "\($0)" },
        generation.parent?.origin.map(Room.href)
      ),
      ("factReplay", generation.replayOf.map { "\($0)" }, generation.replayOf.map(Room.href)),
      ("factRebuild", generation.rebuildOf.map { "\($0)" }, generation.rebuildOf.map(Room.href)),
      ("factTurn", generation.turn.map { "\($0)" }, nil),
      ("factEnded", generation.finishReason, nil), ("factAnswer", generation.responseID, nil),
      ("factFrom", generation.imported?.details["file"], nil),
    ]
    return facts.compactMap { name, text, href in
      guard let text, !text.isEmpty else { return nil }
      return ["factName": .text(words[name]), "factText": .text(text), "factHref": .text(href)]
    }
  }
}

extension Words {
  /// As in `identity · winter · front`.
  func depiction(_ role: Role?, _ depiction: Depiction) -> String {
    [
      role.map { word("role", $0.rawValue) }, depiction.look,
      depiction.view.map { word("view", $0.rawValue) },
    ].compactMap(\.self).joined(separator: " · ")
  }

  /// What a user should know of an answer.
  func finding(_ finding: Finding) -> String {
    self("finding.\(finding.code.rawValue)", finding.asked ?? "", finding.got)
  }
}
