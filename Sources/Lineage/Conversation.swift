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
    let answer: ModelAnswer
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
    var images: EarlierImages { EarlierImages(chosen: chosen, count: imageCount) }

    private var imageCount: Int {
      turns.reduce(0) { count, turn in
        switch turn {
        case .user(_, let images): count + images.count
        case .shown: count + 1
        case .model(let answer): count + answer.parts.count(where: \.isImage)
        }
      }
    }
  }

  /// What can be sent to the model of `profile`, from all down to nothing: without thoughts, then without the oldest
  /// turns, one by one.
  func histories(for profile: ModelProfile) -> [History] {
    let all = history(of: turns[...], profile)
    var bare = history(of: turns.map(\.withoutThoughts)[...], profile)
    guard !turns.isEmpty else { return [all] }
    let reason = "more passes the bytes or images that \(profile.id) takes in a request"
    bare.adjustments.append(
      Adjustment(field: "history", before: "thoughts", after: "", reason: reason))
    let fewer = (1...turns.count).map { dropped in
      var fewer = history(of: turns.map(\.withoutThoughts).dropFirst(dropped), profile)
      fewer.adjustments.append(
        Adjustment(
          field: "history", before: Self.words(turns.count),
          after: Self.words(turns.count - dropped), reason: reason))
      return fewer
    }
    return [all, bare] + fewer
  }

  private static func words(_ count: Int) -> String { count == 1 ? "1 turn" : "\(count) turns" }

  private func history(of turns: ArraySlice<Turn>, _ profile: ModelProfile) -> History {
    var history = History(files: files)
    for turn in turns {
      history.generations.append(turn.generation)
      history.chosen += turn.chosen
      history.turns.append(.user(turn.composition, images: turn.images))
      let isStrict = profile.capabilities.signatures
      guard isStrict, turn.answer.parts.contains(where: \.isUnsignedImage) else {
        history.turns.append(.model(turn.answer))
        continue
      }
      history.turns += turn.outputs.map(WireTurn.shown)
      history.adjustments.append(
        Adjustment(
          field: "history", before: "the answer of turn \(turn.number)",
          after: "its images as the user's",
          reason: "they came without the signatures that \(profile.id) wants back"))
    }
    return history
  }
}

extension Conversation.Turn {
  fileprivate var withoutThoughts: Conversation.Turn {
    Conversation.Turn(
      generation: generation, number: number, composition: composition, chosen: chosen,
      images: images, answer: answer.withoutThoughts, outputs: outputs)
  }
}
