import Foundation
import Troupe

/// One generation as a record that a person reads.
struct GenerationListing {
  let generation: Generation
  /// The generations that rebuilt it.
  let rebuilds: [ULID]
  /// What passed after it was refused.
  let later: Generation?
  /// What was sent and what came.
  let exchange: Exchange?
  /// What users said of it and its images.
  let annotations: [Annotation]
  /// The check of each image that holds.
  let checks: [PictureCheck]
  /// The marks that each of its images carries, by image.
  let marks: [OutputID: [String]]
  /// Whether what the model thought, and drew on the way, is shown too.
  var showsThoughts = false
  let library: Library

  var text: SafeText {
    var parts: [SafeText] = ["\(generation.id, .strong)\n\(facts)"]
    if !generation.outputs.isEmpty { parts.append(outputs) }
    if !marks.isEmpty { parts.append(markTable) }
    if !generation.findings.isEmpty {
      parts.append(FindingListing(library).table(generation.findings))
    }
    if !generation.inputs.isEmpty { parts.append(references) }
    if !generation.adapters.isEmpty { parts.append(PictureTables.adapters(generation.adapters)) }
    if !generation.excluded.isEmpty { parts.append(PictureTables.excluded(generation.excluded)) }
    for check in checks { parts.append("\("Check", .strong)\n" + CheckListing(check).text) }
    parts.append(section("Words sent", generation.promptSent))
    let answer = AnswerListing(
      parts: exchange?.answer?.parts ?? [], outputs: generation.outputs)
    if answer.isInterleaved {
      parts.append(answer.text)
    } else {
      for text in generation.texts where !text.isEmpty {
        parts.append(section("Model's text", text))
      }
    }
    if let exchange {
      parts += ExchangeListing(exchange: exchange, showsThoughts: showsThoughts).parts
    }
    return parts.joined(separator: "\n\n")
  }

  private var facts: SafeText {
    var table = Table(["", ""])
    func row(_ label: String, _ value: String?, _ tint: Tint? = nil) {
      guard let value, !value.isEmpty else { return }
      table.add(.init(label, .faint), .init(value, tint))
    }
    row("State", generation.state.rawValue, generation.state.tint)
    row("Message", generation.message)
    for one in annotations { row("Said of it", one.wordsOfOne, .good) }
    row("Asked", generation.prompt)
    row("Written as", generation.promptWritten)
    row("Made", generation.createdAt.asMinute)
    row("By", generation.member)
    row("Model", model)
    row("From", generation.imported.map(\.sentence))
    row("Made from", generation.imported?.parent.map { "\($0)" })
    for (name, value) in generation.imported?.told ?? [] { row(name, value) }
    if generation.imported == nil { row("Choice", generation.proof?.sentence) }
    row("Parameters", generation.parameters.asked.sentence)
    if generation.parameters.sent != generation.parameters.asked {
      row("Sent as", generation.parameters.sent.sentence)
    }
    for adjustment in generation.adjustments { row("Adjusted", adjustment.sentence) }
    row("Edits", generation.parent?.origin.map { "\($0)" } ?? generation.parent?.digest.description)
    row("Turn", generation.session.map { "\(generation.turn ?? 0) of \($0)" })
    row("Replay of", generation.replayOf.map { "\($0)" })
    row("Rebuild of", generation.rebuildOf.map { "\($0)" })
    for new in rebuilds { row("Rebuilt as", "\(new)") }
    row("Passed later", later.map { "\("\($0.id)".prefix(10)) \($0.prompt.quoted(within: 80))" })
    row("Batch", generation.batch.map { "\($0)" })
    // What was made elsewhere was paid elsewhere.
    if generation.imported == nil { row("Cost", generation.bill) }
    row("Tokens", generation.usage?.sentence)
    row("Ended", generation.finishReason)
    row("Answer", generation.responseID)
    return table.text()
  }

  private var model: String {
    guard let resolved = generation.modelResolved, resolved != generation.model else {
      return "\(generation.model) (\(generation.provider))"
    }
    return "\(generation.model) (\(generation.provider)), answered by \(resolved)"
  }

  private var outputs: SafeText {
    var table = Table(["IMAGE", "SIZE", "DIGEST", "FILE"])
    for output in generation.outputs {
      table.add(
        .init("/\(output.id.position)", file: library.url(of: output.path)), .init(output.pixels),
        .init(output.digest.short), place(of: output))
    }
    return "\("Images", .strong)\n" + table.text(indent: 2)
  }

  private var markTable: SafeText {
    var table = Table(["", ""])
    for output in generation.outputs {
      for mark in marks[output.id] ?? [] {
        table.add(.init("/\(output.id.position)", .faint), .init(mark))
      }
    }
    return "\("Marks", .strong)\n" + table.text(indent: 2)
  }

  private func place(of output: Output) -> Table.Cell {
    let path = library.url(of: output.path).path
    return FileManager.default.fileExists(atPath: path)
      ? .init(path: path) : .init("gone: purged or missing, as 'troupe verify' tells")
  }

  private var references: SafeText {
    var table = Table(["#", "ROLE", "WHO", "VIEW", "LOOK", "PICTURE", "WHY"], right: [0])
    for one in generation.inputs.map(\.chosen) {
      table.add(
        .init("\(one.position)"), .init(one.role.rawValue),
        .init(one.asset.map { "\($0)" } ?? "–"), .init(one.view?.rawValue ?? "–"),
        .init(one.look ?? "–"), .init(one.reference.short),
        .init(one.reason + (one.origin.map { " (from \($0))" } ?? "")))
      PictureTables.sheet(one.sheet ?? [], in: &table)
    }
    return "\("Pictures sent", .strong)\n" + table.text(indent: 2)
  }

  private func section(_ title: String, _ words: String) -> SafeText { .section(title, words) }
}

extension SafeText {
  /// A title, and `words` below it, a line each.
  static func section(_ title: String, _ words: String) -> SafeText {
    var table = Table([""])
    for line in words.split(separator: "\n") { table.add(.init(String(line))) }
    return "\(title, .strong)\n" + table.text(indent: 2)
  }
}
