internal import Foundation
internal import TroupeCatalog
internal import TroupeRecord

extension Library {
  /// Groups of pictures of the library, outputs and references in use, that are nearly the same one: saved again, resized,
  /// with left and right exchanged, edited or adjusted a little. Of each the first that came, and what the others are to
  /// it, which their pixels prove.
  ///
  /// All pairs are found whose fingerprints differ in at most 8 of 128 bits.
  /// - Parameter limit: the most groups that are returned, the largest first; 1 or more.
  /// - Throws: `TroupeError.invalidValue`; `LibraryError` where the database cannot be read; `CancellationError`.
  @concurrent public func duplicates(limit: Int = 20) async throws -> Duplicates {
    guard limit >= 1 else {
      throw TroupeError.invalidValue(name: "limit", value: "\(limit)", expected: "1 or more")
    }
    let candidates = try await duplicateCandidates()
    var groups: [DuplicateGroup] = []
    for candidate in candidates {
      try Task.checkCancellation()
      if let group = try await group(candidate) { groups.append(group) }
      if groups.count == limit { break }
    }
    return Duplicates(
      groups: groups, total: candidates.count, waiting: try await services.catalog.waitingCount())
  }

  /// The most pictures of a group that are compared by their pixels.
  static let mostCompared = 24

  /// The groups that fingerprints and equal files make, the largest first.
  private func duplicateCandidates() async throws -> [PictureGroup] {
    let catalog = services.catalog
    var sets = try await catalog.duplicateGroups()
    let grouped = Set(sets.joined())
    let repeated = try await services.database.read { connection in
      let places = OutputPlaces(connection)
      return try places.repeated() + places.sharedWithReferences()
    }
    let shared = try await Set(repeated + catalog.sharedReferences()).subtracting(grouped)
    sets += shared.sorted().map { [$0] }
    let all = Array(sets.joined())
    let places = try await pictures(all)
    return sets.compactMap { PictureGroup($0, places) }
      .sorted { ($1.count, $0.arrival) < ($0.count, $1.arrival) }
  }

  /// What the pictures of `candidate` are to the first; `nil` where the pixels prove none of it.
  private func group(_ candidate: PictureGroup) async throws -> DuplicateGroup? {
    let compared = candidate.members.prefix(Self.mostCompared)
    guard let first = compared.first,
      let (own, others) = try await services.catalog.compare(
        first.digest, with: compared.dropFirst().map(\.digest))
    else { return nil }
    let picture = first.picture(own)
    let found = Dictionary(
      others.map { ($0.found.digest, $0) }, uniquingKeysWith: { first, _ in first })
    let lookAlikes = compared.dropFirst().compactMap { member in
      found[member.digest].map { member.lookAlike($0) }
    }
    guard !lookAlikes.isEmpty || first.count > 1 else { return nil }
    return DuplicateGroup(
      first: picture, others: lookAlikes, further: candidate.members.count - compared.count)
  }
}

/// Pictures that may be the same one, those that came first at the beginning.
private struct PictureGroup {
  let members: [PlacedPicture]

  /// - Parameter places: where pictures stand; those that stand nowhere are left out.
  init?(_ digests: [Digest], _ places: [Digest: PlacedPicture]) {
    members = digests.compactMap { places[$0] }.sorted {
      ($0.arrival, $0.digest) < ($1.arrival, $1.digest)
    }
    if count < 2 { return nil }
  }

  /// In how many places they stand.
  var count: Int { members.reduce(0) { $0 + $1.count } }
  /// When the first of them came.
  var arrival: Date { members.first?.arrival ?? .distantFuture }
}
