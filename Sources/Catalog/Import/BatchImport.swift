internal import TroupeStorage
internal import TroupeVocabulary

/// Brings images into one asset, group by group: what is in stays in when the rest is interrupted,
/// and is passed over when all is imported again.
struct BatchImport {
  /// Images whose rows come in one transaction: what an interruption costs at most.
  static let groupSize = 24

  let catalog: Catalog
  let handle: Handle
  /// Makes the asset, unless it is there.
  let make: (@Sendable () -> Asset)?
  let onImage: @Sendable () -> Void

  func run(_ references: [NewReference]) async throws -> AddedReferences {
    var state = State(isMade: make == nil)
    if state.isMade { state.known = try await known() }
    for start in stride(from: 0, to: references.count, by: Self.groupSize) {
      let group = references[start..<min(start + Self.groupSize, references.count)]
      try await take(Array(group), &state)
    }
    if !references.isEmpty, state.refused.count == references.count {
      throw state.refused.count == 1
        ? state.refused[0].error : TroupeError.catalog(.noneAdded(state.refused))
    }
    if !state.isMade { try await write([], &state) }
    return AddedReferences(
      asset: try await catalog.asset(handle), references: state.imported, refused: state.refused)
  }

  private struct State: Sendable {
    var isMade: Bool
    /// The version that the pictures make, if the asset was there before.
    var version: Int?
    var known: [Digest: Digest] = [:]
    var neighbors: Neighbors?
    var imported: [AddedReference] = []
    var refused: [RefusedImage] = []
  }

  /// References in use by the digest of their source, and by that of the parts of it that make its picture.
  private func known() async throws -> [Digest: Digest] {
    let handle = handle
    return try await catalog.database.read { connection in
      let reader = AssetReader(connection)
      let asset = try reader.asset(handle)
      let references = try reader.references(of: asset, includeRetired: false)
      let sources = references.map { ($0.source, $0.digest) }
      return Dictionary(
        sources + (try reader.pictures(of: asset)), uniquingKeysWith: { first, _ in first })
    }
  }

  private func take(_ group: [NewReference], _ state: inout State) async throws {
    let staging = Staging(catalog.objects)
    let reading = ReferenceImport(
      normalization: catalog.normalization, staging: staging, known: state.known)
    let outcomes = try await group.concurrentMap(width: catalog.workers) { [onImage] new in
      defer { onImage() }
      return try reading.keep(new)
    }
    try staging.publish()
    for (new, outcome) in zip(group, outcomes) {
      guard case .refused(let error) = outcome else { continue }
      state.refused.append(RefusedImage(file: new.fileName, error: error))
    }
    let usable = outcomes.filter { if case .refused = $0 { false } else { true } }
    if !usable.isEmpty { try await write(usable, &state) }
  }

  private func write(
    _ outcomes: [ReferenceImport.Outcome], _ state: inout State
  ) async throws {
    let (now, handle, before, objects) = (catalog.clock(), handle, state, catalog.objects)
    let asset = before.isMade ? nil : make?()
    let isNew = make != nil
    typealias Written = (neighbors: Neighbors, imported: [AddedReference], version: Int?)
    let written = try await catalog.database.write { connection -> Written in
      let writer = AssetWriter(connection, at: now)
      if let asset { try writer.insert(asset) }
      let owner = try AssetReader(connection).asset(handle)
      var neighbors = try before.neighbors ?? Neighbors(connection, objects)
      func insert() throws -> [AddedReference] {
        try outcomes.compactMap { try Self.insert($0, into: owner, writer, &neighbors) }
      }
      // What an asset is added with is its first version, which stands in no row.
      if isNew {
        let imported = try insert()
        return (neighbors, imported, nil)
      }
      let (imported, version) = try writer.keepingVersion(
        of: owner.id, only: Set(outcomes.compactMap(\.digest)), amending: before.version, insert)
      return (neighbors, imported, version)
    }
    state.isMade = true
    state.version = written.version
    state.neighbors = written.neighbors
    state.imported += written.imported
    for one in written.imported { state.known[one.reference.source] = one.reference.digest }
  }

  private static func insert(
    _ outcome: ReferenceImport.Outcome, into asset: Asset, _ writer: AssetWriter,
    _ neighbors: inout Neighbors
  ) throws -> AddedReference? {
    switch outcome {
    case .refused: return nil
    case .known(let digest):
      return AddedReference(
        reference: try Catalog.find(digest, of: asset, writer.connection),
        notes: AssetWriter.Arrival.known.notes, isNew: false)
    case .kept(let image):
      let arrival = try writer.insert(image, into: asset)
      let reference = try Catalog.find(image.reference.digest, of: asset, writer.connection)
      let isNew = arrival == .new
      let likenesses = isNew ? neighbors.take(reference, image) : []
      return AddedReference(
        reference: reference,
        notes: (isNew ? image.new.notes : []) + image.notes + arrival.notes + likenesses,
        isNew: isNew)
    }
  }
}
