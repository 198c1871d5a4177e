import Foundation
import Troupe

/// What was made, as it is made: a line on stdout for each image, the rest on stderr.
struct ResultListing {
  let library: Library
  let console: Console
  var out: OutPlace?
  private let stop = StopNote()
  private let checks = CheckNotes()
  /// Results come from several tasks; each is shown whole.
  private let turn = NSLock()

  init(library: Library, console: Console, out: OutPlace? = nil) {
    self.library = library
    self.console = console
    self.out = out
  }

  /// Shows a result as it comes.
  func show(event: WorkEvent) { turn.withLock { show(alone: event) } }

  private func show(alone event: WorkEvent) {
    switch event {
    case .warned(let warnings): warn(warnings)
    case .result(let result): show(result, isWarned: true)
    case .shot(let id, let result):
      show(result, isWarned: true, as: "\(id)  ")
    case .began(let rework): console.say("Rework \(rework)")
    case .rebuilt(let old, let result):
      console.say("\(old) made again:")
      show(result)
    case .checked(let result):
      checks.add(result.check)
      console.say(CheckListing(result.check).text)
    case .stopped(let error): stop.take(error)
    case .advanced: break
    }
  }

  /// - Parameter isWarned: whether its warnings were shown before it was sent.
  /// - Parameter name: what stands before each line of it.
  func show(_ made: GenerationResult, isWarned: Bool = false, as name: String = "") {
    let generation = made.generation
    for output in generation.outputs {
      let file = library.url(of: output.path)
      let (id, path): (SafeText, SafeText) = ("\(output.id)", "\(file.path)")
      console.print("\(name)\(id, file: file)  \(output.pixels)  \(path, file: file)")
    }
    console.say("\(name)" + summary(made))
    for text in generation.texts where !text.isEmpty {
      if generation.outputs.isEmpty, made.error == nil {
        console.print("\(lines: text)")
      } else {
        console.say("Model's text: \(lines: text)")
      }
    }
    for finding in generation.findings where finding.isTrouble {
      let what = finding.output.map { "/\($0) " } ?? ""
      console.say("Found: \(what)\(finding.sentence)")
    }
    if !isWarned { warn(made.warnings) }
    for adjustment in generation.adjustments {
      console.say("\(name)Adjusted: \(adjustment.sentence)")
    }
    if made.isFromRecord {
      console.say("Answered from the record, nothing was sent; --fresh sends it again.")
    }
    if generation.state == .sent, made.error == nil {
      console.say("\(generation.id) is made in a batch: 'troupe batch fetch' fetches it.")
    }
    if let usage = generation.usage { console.detail("Tokens: \(usage.sentence)") }
  }

  private func warn(_ warnings: [String]) {
    for warning in warnings { console.say("\("Warning:", .bad) \(warning)") }
  }

  /// Prints the one document, says what became of a batch, copies the images, and throws the gravest of the errors.
  /// - Parameter asked: how many images were wanted.
  func finish(_ all: [GenerationResult], asked: Int? = nil) throws {
    let ending = BatchEnding(all, asked: asked ?? 1, stop: stop.error)
    try console.document(GenerationsDocument(ending, library: library, checks: checks.all))
    ending.say(to: console)
    for made in all { try copy(made) }
    let jobs = all.count { $0.generation.state == .sent && $0.error != nil }
    // The error is that of one alone.
    if jobs > 1 { console.say(jobs: jobs) }
    if let error = ending.error { throw error }
  }

  private func copy(_ made: GenerationResult) throws {
    guard let out else { return }
    for output in made.generation.outputs {
      let file = library.url(of: output.path)
      let target = out.target(output.id, fileExtension: file.pathExtension)
      if FileManager.default.fileExists(atPath: target.path) {
        console.say("\(target.path) is there already and was left alone.")
        continue
      }
      let bytes: Data
      do { bytes = try Data(contentsOf: file) } catch {
        throw TroupeError.cannot("read", file.path, error)
      }
      try SavedFile.write(bytes, to: target.path)
      console.say("Copied to \(target.path)")
      if case .file = out, file.pathExtension != target.pathExtension.lowercased() {
        console.say(
          "\("Warning:", .bad) it is \(file.pathExtension.uppercased()) all the same; 'troupe export \(output.id) --to DIR --format \(target.pathExtension)' converts."
        )
      }
    }
  }

  private func summary(_ made: GenerationResult) -> SafeText {
    let generation = made.generation
    let images = generation.inputs.count
    let pictures = images == 0 ? "without pictures" : "with \(images.of("picture"))"
    let turn = generation.turn.map { " · turn \($0)" } ?? ""
    let state: SafeText = "\(generation.state.rawValue, generation.state.tint)"
    return state + " · \(generation.modelResolved ?? generation.model) · \(generation.bill)"
      + " · \(pictures)\(turn)"
  }
}

extension Generation {
  /// What it cost, in words.
  var bill: String {
    switch (state, costUSD) {
    case (.done, let cost?): cost.asPrice
    case (.done, nil): "price not known"
    case (.failed, 0?), (.refused, 0?): "not billed"
    case (.unknown, 0?): "perhaps made, free"
    case (.planned, _): "nothing sent yet"
    case (.sent, nil): "under way"
    case (_, let cost?): cost.asPrice
    case (_, nil): "perhaps billed"
    }
  }
}

extension Output {
  /// As in `1344x768`; the type where it could not be measured.
  var pixels: String {
    guard let width, let height else { return type }
    return "\(width)x\(height)"
  }
}

extension Adjustment {
  /// As in `size 4K → 2K: the largest that the model has`.
  var sentence: String {
    if before.isEmpty { return "\(field) \(after): \(reason)" }
    let change = after.isEmpty ? "\(field) \(before) left out" : "\(field) \(before) → \(after)"
    return reason.isEmpty ? change : "\(change): \(reason)"
  }
}

extension Usage {
  /// As in `1,290 in · 1,120 out · 300 thought · 2,710 in all`.
  var sentence: String {
    let counts = [
      (prompt, "in"), (output, "out"), (thoughts, "thought"), (total, "in all"),
    ]
    return counts.compactMap { count, word in count.map { "\($0.formatted()) \(word)" } }
      .joined(separator: " · ")
  }
}
