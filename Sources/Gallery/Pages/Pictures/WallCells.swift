import Foundation
import Troupe

/// Generations as cells of the wall: pictures, stacks of what was made together, and cards of what has no picture.
struct WallCells {
  private let room: Room
  private let said: [AnnotationTarget: Annotation]
  private let query: String

  /// - Parameters:
  ///   - said: what users said of the generations and their images.
  ///   - query: what they answer to, in whose order one goes on from a picture.
  init(_ room: Room, _ said: [Annotation], query: String) {
    self.room = room
    self.query = query
    self.said = Dictionary(said.map { ($0.target, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Cells in order; neighbors of one batch are one stack.
  func items(_ generations: [GenerationSummary]) -> [PageValue] {
    var groups: [[GenerationSummary]] = []
    for generation in generations {
      if let batch = generation.batch, groups.last?.last?.batch == batch,
        !generation.outputs.isEmpty,
        groups.last?.last?.outputs.isEmpty == false
      {
        groups[groups.count - 1].append(generation)
      } else {
        groups.append([generation])
      }
    }
    return groups.flatMap { group -> [PageValue] in
      let shots = group.flatMap { generation in
        generation.outputs.map { (generation, $0) }
      }
      guard let first = group.first else { return [] }
      if shots.isEmpty { return [["card": card(first)]] }
      if shots.count == 1 { return [["shot": shot(shots[0].0, shots[0].1)]] }
      return [["batch": stack(shots)]]
    }
  }

  private func stack(_ shots: [(GenerationSummary, Output)]) -> PageValue {
    let cover = shots.first { said[.init($0.1.id)]?.isPrimary == true } ?? shots[0]
    let others = shots.filter { $0.1.id != cover.1.id }
    return [
      "cover": shot(cover.0, cover.1), "batchCount": .number(shots.count),
      "batchText": .text(room.words("batchCount", count: shots.count)),
      "pictures": .list(others.map { shot($0.0, $0.1) }),
    ]
  }

  /// One picture with what is said of it.
  func shot(_ generation: GenerationSummary, _ output: Output) -> PageValue {
    let words = room.words
    let annotation = said[.init(output.id)]
    let rating = annotation?.rating ?? 0
    let pick = annotation?.pick
    return [
      "image": .text("\(output.id)"), "shotHref": .text(Room.href(output.id, in: query)),
      "digest": .text(output.digest.hex), "w0": .number(output.width ?? 512),
      "h0": .number(output.height ?? 512), "aspect": .text(Self.aspect(output)),
      "alt": .text(
        generation.prompt.isEmpty ? words["noPrompt"] : generation.prompt.shortened(to: 200)),
      "rating": .number(rating),
      "pick": .text(pick.map { $0 == .picked ? "yes" : "no" } ?? "none"),
      "stars": .text(String(repeating: "★", count: rating)),
      "ratingText": .text(rating == 0 ? nil : words("rated", "\(rating)")),
      "isPicked": .flag(pick == .picked), "isRejected": .flag(pick == .rejected),
      "factsText": .text("\(generation.model) · \(words.price(generation.costUSD))"),
      "markText": .text(
        words("markPicture", "\(output.id.position)", String(generation.id.description.prefix(8)))),
    ]
  }

  /// The class of a picture's proportions: a hundred times the binary logarithm of width over height.
  static func aspect(_ output: Output) -> String {
    guard let width = output.width, let height = output.height, width > 0, height > 0 else {
      return "a-0"
    }
    let number = (100 * log2(Double(width) / Double(height))).rounded()
    return "a-\(Int(min(max(number, -332), 332)))"
  }

  /// What has no picture, with its sentence and its money.
  private func card(_ generation: GenerationSummary) -> PageValue {
    let words = room.words
    let state = generation.state
    let isRunning = !state.isFinal && state != .unknown
    let advice: String? =
      switch state {
      case .unknown: words["adviceUnknown"]
      case .refused: words["adviceRefused"]
      default: nil
      }
    return [
      "generation": .text("\(generation.id)"),
      "state": .text(isRunning ? "running" : state.rawValue),
      "stateText": .text(words.word("state", state.rawValue)),
      "sentence": .text(generation.message?.shortened(to: 400) ?? words["noMessage"]),
      "moneyText": .text(words.price(generation.costUSD)), "adviceText": .text(advice),
      "promptText": .text(generation.prompt.shortened(to: 200)),
      "cardHref": .text(Room.href(generation.id)),
      "timeText": .text(words.time(generation.createdAt)),
    ]
  }
}
