internal import Foundation
internal import TroupeImaging
internal import TroupeStorage
internal import TroupeVocabulary

extension Catalog {
  /// What pictures that were found are to `query`, by the pixels of both. Those that only a guess found, which the pixels do
  /// not prove, and those whose file cannot be read, are left out.
  package func compare(
    _ found: [FoundPicture], with query: PictureQuery
  ) async throws -> [ComparedPicture] {
    try await found.concurrentMap(width: workers) { try await compare($0, with: query) }
      .compactMap(\.self)
  }

  private func compare(
    _ found: FoundPicture, with query: PictureQuery
  ) async throws -> ComparedPicture? {
    let path: String
    let other: SmallPicture
    do {
      let (bytes, name) = try await picture(found.digest)
      other = try SmallPicture(reading: bytes)
      path = name
    } catch is ImageFault { return nil } catch is TroupeError { return nil }
    func result(_ relation: PictureRelation, changed: Double? = nil) -> ComparedPicture {
      ComparedPicture(
        found: found, path: path, size: other.size, relation: relation, changed: changed)
    }
    if found.digest == query.digest { return result(.sameBytes) }
    guard let picture = query.picture else { return result(.similar) }
    let comparison = try PictureComparison(picture, other, as: found.form)
    if comparison.relation == .different {
      return found.form == .whole ? result(.similar) : nil
    }
    return result(
      comparison.relation(isSameSize: other.size == picture.size),
      changed: comparison.relation == .edited ? comparison.changed : nil)
  }
}

extension PictureComparison {
  /// What the second picture is to the first.
  fileprivate func relation(isSameSize: Bool) -> PictureRelation {
    switch relation {
    case .same: isSameSize ? .reencoded : .resized
    case .turned(.mirrored): .mirrored
    case .turned(.flipped): .flipped
    case .turned(.upsideDown): .upsideDown
    case .part: .wider
    case .wider: .part
    case .edited: .edited
    case .adjusted: .adjusted
    case .different: .similar
    }
  }
}
