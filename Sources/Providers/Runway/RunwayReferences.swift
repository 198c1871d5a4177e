import TroupeVocabulary

/// The references of one request, in order, as the vendor writes them.
struct RunwayReferences {
  let values: [WireValue]

  /// - Parameter tags: by the image's place in the list.
  /// - Throws: `RequestError.tooManyReferences` beyond the model's bounds; `.invalidValue` where it needs more.
  init(_ request: ProviderRequest, tags: [String?]) throws(TroupeError) {
    let profile = request.profile
    let model = RunwayModel(profile.wireName)
    let images = try request.images { .dataURL($0) }
    guard images.count >= model.fewestImages else {
      throw .invalidValue(
        name: "references", value: "\(images.count)",
        expected: "\(profile.id) makes images from references, at least \(model.fewestImages)")
    }
    let subjects = model.takesSubjects ? Self.subjects(of: request) : []
    try Self.check(subjects, profile)
    values = images.enumerated().map { index, uri in
      var members = [WireMember("uri", uri)]
      if tags.indices.contains(index), let tag = tags[index] {
        members.append(WireMember("tag", .string(tag)))
      }
      if subjects.indices.contains(index), let subject = subjects[index] {
        members.append(WireMember("subject", .string(subject.word)))
      }
      return .object(members)
    }
  }

  /// By the image's place: the kind as which it counts; `nil` for one that is drawn on, or shows how to draw.
  private static func subjects(of request: ProviderRequest) -> [Kind?] {
    request.inputs.sorted { $0.position < $1.position }.map { input in
      guard [.identity, .background].contains(input.role), let kind = input.kind, kind != .style
      else { return nil }
      return request.profile.limits.counted(kind) ?? kind
    }
  }

  private static func check(_ subjects: [Kind?], _ profile: ModelProfile) throws(TroupeError) {
    for kind in Kind.allCases {
      let count = subjects.count { $0 == kind }
      guard let most = profile.limits.kinds[kind.rawValue]?.hard, count > most else { continue }
      throw .request(
        .tooManyReferences(
          model: profile.id, named: count, limit: "\(kind.rawValue)s", bound: most))
    }
  }
}

extension Kind {
  /// As the vendor calls it.
  fileprivate var word: String { self == .character ? "human" : "object" }
}
