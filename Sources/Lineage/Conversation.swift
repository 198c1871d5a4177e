internal import Foundation
internal import TroupeProviders
internal import TroupeSelection
internal import TroupeStorage
internal import TroupeVocabulary

/// What was said and answered before a turn, oldest first.
struct Conversation: Sendable {
  /// One turn that was answered.
  struct Turn: Sendable {
    let generation: ULID
    let number: Int
    let composition: Composition
    let chosen: [ChosenReference]
    /// The images said, by position.
    let images: [Int: WireImage]
    /// As it came; `nil` where it cannot be taken apart.
    let answer: ModelAnswer?
    /// The images answered.
    let outputs: [WireImage]
  }

  let turns: [Turn]
  /// The files that the turns name, with their extensions.
  let files: [Digest: String]

  /// Of the turns, what is sent with a new one.
  struct History: Sendable {
    var turns: [WireTurn] = []
    var generations: [ULID] = []
    var adjustments: [Adjustment] = []
    var files: [Digest: String] = [:]
    /// The images of the user.
    var chosen: [ChosenReference] = []

    /// What the model sees with it.
    var images: EarlierImages {
      EarlierImages(chosen: chosen, count: imageCount, lastNumber: lastNumber)
    }
    /// The greatest number of an image in the whole conversation.
    var lastNumber = 0

    /// Whether the model sees `image` in it.
    func shows(_ image: InputImage) -> Bool {
      image.origin.map { generations.contains($0.generation) } ?? false
        || chosen.contains { $0.reference == image.digest }
    }

    private var imageCount: Int {
      turns.reduce(0) { count, turn in
        switch turn {
        case .user(let composition, let images): count + images.count + composition.uriCount
        case .shown: count + 1
        case .model(let answer): count + answer.parts.count(where: \.isImage)
        }
      }
    }
  }

  /// What can be sent to the model of `profile`, from all down to nothing: without thoughts, then without the oldest
  /// turns, one by one.
  func histories(for profile: ModelProfile) -> [History] {
    let reason = "more passes the bytes or images that \(profile.id) takes in a request"
    let thoughts = Adjustment(field: "history", before: "thoughts", after: "", reason: reason)
    let isBare = turns.allSatisfy { $0.answer == $0.answer?.withoutThoughts }
    let fewer = turns.indices.map { index in
      var fewer = history(of: turns.map(\.withoutThoughts).dropFirst(index), profile)
      if !isBare { fewer.adjustments.append(thoughts) }
      if index > 0 { fewer.adjustments.append(dropped(index, reason)) }
      return fewer
    }
    var none = history(of: [], profile)
    if !turns.isEmpty { none.adjustments.append(dropped(turns.count, reason)) }
    let whole = isBare ? [] : [history(of: turns[...], profile)]
    return whole + fewer + [none]
  }

  private func dropped(_ count: Int, _ reason: String) -> Adjustment {
    Adjustment(
      field: "history", before: Self.words(turns.count), after: Self.words(turns.count - count),
      reason: reason)
  }

  private static func words(_ count: Int) -> String { count == 1 ? "1 turn" : "\(count) turns" }

  private func history(of turns: ArraySlice<Turn>, _ profile: ModelProfile) -> History {
    var history = History(files: files)
    history.lastNumber = self.turns.flatMap(\.chosen).map(\.position).max() ?? 0
    for turn in turns {
      history.generations.append(turn.generation)
      history.chosen += turn.chosen
      history.turns.append(.user(turn.composition, images: turn.images))
      let isUnsigned = turn.answer?.parts.contains(where: \.isUnsignedImage) ?? false
      if let answer = turn.answer, !(isUnsigned && profile.capabilities.signatures) {
        history.turns.append(.model(answer))
        continue
      }
      history.turns += turn.outputs.map(WireTurn.shown)
      history.adjustments.append(
        Adjustment(
          field: "history", before: "the answer of turn \(turn.number)",
          after: "its images as the user's",
          reason: turn.answer == nil
            ? "it cannot be sent back as it came"
            : "they came without the signatures that \(profile.id) wants back"))
    }
    return history
  }
}

extension Conversation.Turn {
  fileprivate var withoutThoughts: Conversation.Turn {
    Conversation.Turn(
      generation: generation, number: number, composition: composition, chosen: chosen,
      images: images, answer: answer?.withoutThoughts, outputs: outputs)
  }
}

extension Composition {
  /// How many images at addresses it names.
  fileprivate var uriCount: Int {
    parts.count { if case .uri = $0 { true } else { false } }
  }
}
