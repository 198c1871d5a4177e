internal import Foundation
internal import TroupeStorage
internal import TroupeVocabulary

extension AssetWriter {
  /// Keeps what `body` changes of the assets with `ids`, each as a version.
  func keepingVersions<Result>(
    of ids: [ULID], _ body: () throws -> Result
  ) throws -> Result {
    try refuseLinked(ids)
    let reader = AssetReader(connection)
    let before = try ids.map { try reader.state(of: $0) }
    let result = try body()
    for (id, before) in zip(ids, before) {
      _ = try keep(try reader.state(of: id), after: before, of: id)
    }
    return result
  }

  /// Keeps what `body` changes of the references `only` of an asset, which is added to: all others need not be read.
  /// - Parameter amended: the version that the same work has made already, which this belongs to.
  /// - Returns: the version that it made; `nil` where nothing was changed.
  func keepingVersion<Result>(
    of id: ULID, only: Set<Digest>, amending amended: Int?, _ body: () throws -> Result
  ) throws -> (result: Result, version: Int?) {
    try refuseLinked([id])
    let reader = AssetReader(connection)
    let before = try reader.state(of: id, only: only)
    let result = try body()
    let after = try reader.state(of: id, only: only)
    return (result, try keep(after, after: before, of: id, amending: amended))
  }

  private func keep(
    _ state: AssetState, after earlier: AssetState, of id: ULID, amending amended: Int? = nil
  ) throws -> Int? {
    guard state != earlier else { return amended }
    let reader = AssetReader(connection)
    let newest = try reader.newestVersion(of: id)
    let number = amended ?? newest + 1
    if number == 2 {
      try insertIfNew(1, since: try reader.asset(id).createdAt, earlier.facts, of: id)
    }
    try insertIfNew(number, since: now, state.facts, of: id)
    let digests = Set(state.references.keys).union(earlier.references.keys)
    for digest in digests.sorted() where state.references[digest] != earlier.references[digest] {
      if let first = earlier.references[digest], try !reader.hasVersions(digest, of: id) {
        try insert(first, of: digest, in: 1, of: id)
      }
      try insert(state.references[digest], of: digest, in: number, of: id)
    }
    return number
  }

  private func insertIfNew(
    _ number: Int, since: Date, _ facts: AssetFacts, of id: ULID
  ) throws {
    try connection.insertDigestedIfNew(
      into: "asset_version",
      ["asset": id, "number": number, "at": since, "facts_json": try CanonicalJSON.text(facts)])
  }

  private func insert(
    _ facts: ReferenceFacts?, of digest: Digest, in number: Int, of id: ULID
  ) throws {
    try connection.insertDigested(
      into: "reference_version",
      [
        "asset": id, "digest": digest, "number": number,
        "facts_json": try facts.map { try CanonicalJSON.text($0) },
      ])
  }
}
