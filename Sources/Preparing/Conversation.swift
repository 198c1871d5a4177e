internal import Foundation
package import TroupeProviders
package import TroupeRecord
internal import TroupeSelection
package import TroupeVocabulary

/// What was said and answered before a turn, oldest first.
package struct Conversation: Sendable {
  /// One turn that was answered.
  package struct Turn: Sendable {
    package let generation: ULID
    let number: Int
    let composition: Composition
    let chosen: [ChosenInput]
    let images: [Int: StoredImage]
    var answer: ModelAnswer?
    let outputs: [StoredImage]

    /// - Parameters:
    ///   - generation: the record of the turn.
    ///   - number: its place in the conversation, from 1.
    ///   - composition: what was said.
    ///   - inputs: the images that were sent with it.
    ///   - answer: as it came; `nil` where it cannot be taken apart.
    ///   - outputs: the images answered.
    package init(
      generation: ULID, number: Int, composition: Composition, inputs: [SentInput],
      answer: ModelAnswer?, outputs: [StoredImage]
    ) {
      self.generation = generation
      self.number = number
      self.composition = composition
      chosen = inputs.map(\.chosen)
      images = inputs.renditions
      self.answer = answer
      self.outputs = outputs
    }
  }

  /// The turns that were answered, in order.
  package let turns: [Turn]
  /// The files that the turns name, with their extensions.
  package let files: [Digest: String]

  package init(turns: [Turn], files: [Digest: String]) {
    self.turns = turns
    self.files = files
  }

  /// Of the turns, what is sent with a new one.
  package struct History: Sendable {
    package init(files: [Digest: String] = [:]) { self.files = files }

    var items: [HistoryItem] = []
    var generations: [ULID] = []
    var adjustments: [Adjustment] = []
    var files: [Digest: String]
    /// The images of the user.
    var chosen: [ChosenInput] = []

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
      items.reduce(0) { count, item in
        switch item {
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
      history.items.append(.user(turn.composition, images: turn.images))
      let isUnsigned = turn.answer?.parts.contains(where: \.isUnsignedImage) ?? false
      if let answer = turn.answer, !(isUnsigned && profile.capabilities.signatures) {
        history.items.append(.model(answer))
        continue
      }
      history.items += turn.outputs.map(HistoryItem.shown)
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
    var bare = self
    bare.answer = answer?.withoutThoughts
    return bare
  }
}

extension Composition {
  /// How many images at addresses it names.
  fileprivate var uriCount: Int {
    parts.count { if case .uri = $0 { true } else { false } }
  }
}

extension Preparation {
  /// Prepares `request` with as much of `conversation` as the model takes.
  /// - Throws: as `prepare(_:after:)`.
  package func prepare(
    _ request: Request, after conversation: Conversation, _ profile: ModelProfile
  ) async throws -> PreparedRequest {
    let limits = profile.limits(for: request)
    let (bytes, images) = (limits.requestBytes.bound ?? .max, limits.images.bound ?? .max)
    let histories = conversation.histories(for: profile)
    let cast = try await cast(of: request)
    for history in histories.dropLast() where history.images.count <= images {
      do {
        let prepared = try await prepare(request, cast: cast, after: history)
        if prepared.message.body.byteCount <= bytes { return prepared }
      } catch TroupeError.request(.doesNotFit), TroupeError.request(.tooManyReferences) {
        // With fewer turns before it there may be places enough.
      }
    }
    return try await prepare(request, cast: cast, after: histories.last ?? .init())
  }
}
