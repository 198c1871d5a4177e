internal import TroupePreparing
internal import TroupeRecord

extension Library {
  /// `standings` without what is said of the cast in takes of which the very same would be sent today: what changed of
  /// someone is not to be seen there.
  /// - Parameter shots: all of the scene.
  func settled(
    _ standings: [String: ShotStanding], _ shots: [Shot], _ options: SceneOptions
  ) async throws -> [String: ShotStanding] {
    var settled = standings
    for shot in shots {
      guard let standing = standings[shot.id] else { continue }
      for take in standing.takes where take.name.text == standing.text {
        guard let causes = standing.causes[take.generation], causes.allSatisfy(\.isOfCast),
          try await isSentToday(take, of: shot, standings, options)
        else { continue }
        settled[shot.id]?.causes[take.generation] = nil
      }
    }
    return settled
  }

  /// Whether the request of `take` would be sent today byte for byte, and composed in the same words.
  private func isSentToday(
    _ take: RecordedShotTake, of shot: Shot, _ standings: [String: ShotStanding],
    _ options: SceneOptions
  ) async throws -> Bool {
    var images: [String: ShotImage] = [:]
    for id in shot.sources {
      guard let image = standings[id]?.primary else { return false }
      images[id] = .made(image)
    }
    let (key, made) = try await services.generations.read { reader in
      (try reader.requestKey(of: take.generation), try reader.generation(take.generation))
    }
    var options = options
    (options.model, options.isBatch) = (made.model, false)
    var shot = shot
    shot.options.model = made.model
    let work = ShotWork(
      shot: shot, text: take.name.text, takes: [], reason: .stale, batch: nil,
      draft: take.name.draft)
    // What cannot be prepared today is not what was sent.
    guard let request = try? await request(for: work, options, images: images),
      let prepared = try? await services.preparation.prepare(request)
    else { return false }
    // A model that reads no words is sent none.
    return try prepared.key == key && prepared.plan(count: 1).promptSent == made.promptSent
  }
}

extension ShotStaleness {
  fileprivate var isOfCast: Bool { if case .cast = self { true } else { false } }
}
