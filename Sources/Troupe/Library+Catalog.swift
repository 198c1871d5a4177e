public import Foundation
internal import Synchronization
internal import TroupeCatalog
internal import TroupeLineage
internal import TroupeStorage

extension Library {
  /// Adds a character, object or style with its references, all or nothing.
  /// - Parameters:
  ///   - images: files, or generated images (`@last`, `GENERATION/N`), which keep that edge.
  ///   - progress: called with images normalized and images in all, from any thread.
  /// - Throws: `TroupeError.handleTaken`, `.invalidHandle`, `.image` and the like for the first bad image.
  @discardableResult
  public func add(
    _ kind: Kind, _ handle: String, images: [String] = [],
    _ details: AssetDetails = AssetDetails(), reference: ReferenceDetails = ReferenceDetails(),
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws -> (asset: Asset, references: [AddedReference]) {
    let handle = try Handle(handle)
    let new = try await load(images, reference)
    let (asset, imported) = try await context.catalog.add(
      kind, handle: handle, name: details.name, description: details.description ?? "",
      traits: details.traits ?? [], tags: details.tags ?? [], references: new,
      onImage: Self.counting(images.count, progress))
    return (asset, imported.map(AddedReference.init))
  }

  /// Adds references to an asset, all or nothing; a picture that is there already is reported, not doubled.
  @discardableResult
  public func addReferences(
    to handle: String, images: [String], _ details: ReferenceDetails = ReferenceDetails(),
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws -> [AddedReference] {
    let handle = try Handle(handle)
    let new = try await load(images, details)
    return try await context.catalog.addReferences(
      to: handle, new, onImage: Self.counting(images.count, progress)
    ).map(AddedReference.init)
  }

  /// The assets in use, in order of handle; all kinds unless one is named.
  public func assets(_ kind: Kind? = nil) async throws -> [Asset] {
    try await context.catalog.assets(kind: kind, includeRemoved: false)
  }

  /// The asset called `handle`.
  /// - Throws: `TroupeError.unknownAsset` with the nearest spellings, `.assetRemoved`.
  public func asset(_ handle: String) async throws -> Asset {
    try await context.catalog.asset(try Handle(handle))
  }

  /// The references of an asset in order of arrival, retired ones only if asked for.
  public func references(
    of handle: String, includeRetired: Bool = false
  ) async throws -> [Reference] {
    try await context.catalog.references(of: try Handle(handle), includeRetired: includeRetired)
  }

  /// Changes what is said of an asset; `nil` in `details` leaves a value as it is.
  @discardableResult
  public func set(_ handle: String, _ details: AssetDetails) async throws -> Asset {
    try await context.catalog.set(try Handle(handle), details)
  }

  /// Calls an asset otherwise; the record keeps the name that was used then.
  @discardableResult
  public func rename(_ handle: String, to new: String) async throws -> Asset {
    try await context.catalog.rename(try Handle(handle), to: try Handle(new))
  }

  /// Takes an asset out of use; `restore` undoes it.
  public func remove(_ handle: String) async throws {
    try await context.catalog.remove(try Handle(handle))
  }

  /// Brings a removed asset back.
  @discardableResult
  public func restore(_ handle: String) async throws -> Asset {
    try await context.catalog.restore(try Handle(handle))
  }

  /// Takes a reference out of use, or back in; it is kept.
  /// - Parameter prefix: the first six or more digits of its digest.
  @discardableResult
  public func retire(
    _ prefix: String, of handle: String? = nil, _ isRetired: Bool = true
  ) async throws -> Reference {
    let reference = try await reference(prefix, of: handle)
    return try await context.catalog.retire(reference, isRetired)
  }

  /// Changes what is said of a reference, its pin among it; `nil` in `details` leaves a value as it is.
  @discardableResult
  public func setReference(
    _ prefix: String, of handle: String? = nil, _ details: ReferenceDetails
  ) async throws -> Reference {
    let reference = try await reference(prefix, of: handle)
    return try await context.catalog.setReference(reference, details)
  }

  /// The file of an image of the library.
  public func file(of reference: Reference) -> URL {
    url(
      of: ObjectStore.relativePath(
        reference.digest, fileExtension: reference.type.fileExtension))
  }

  private func reference(_ prefix: String, of handle: String?) async throws -> Reference {
    try await context.catalog.reference(prefix: prefix, of: try handle.map { try Handle($0) })
  }

  /// Counts images that come in any order and from any thread.
  private static func counting(
    _ all: Int, _ progress: @escaping @Sendable (Int, Int) -> Void
  ) -> @Sendable () -> Void {
    let counter = Counter()
    return { progress(counter.next(), all) }
  }

  private final class Counter: Sendable {
    private let count = Atomic(0)

    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
  }

  private func load(
    _ images: [String], _ details: ReferenceDetails
  ) async throws -> [NewReference] {
    var all: [NewReference] = []
    for name in images {
      try Task.checkCancellation()
      let (origin, read) = try await source(of: name)
      all.append(
        NewReference(
          fileName: name, origin: origin, view: details.view, look: details.look,
          caption: details.caption ?? "", tags: details.tags ?? [],
          isPinned: details.isPinned ?? false, read: read))
    }
    return all
  }

  /// The generated image that `name` is, if it is one, and how its bytes are read.
  private func source(
    of name: String
  ) async throws -> (origin: OutputID?, read: @Sendable () throws -> Data) {
    if FileManager.default.fileExists(atPath: name) { return (nil, { try ImageFile.read(name) }) }
    let image = try await image(name, role: .identity)
    let objects = context.objects
    return (
      image.origin,
      { try objects.read(image.digest, fileExtension: image.type.fileExtension) }
    )
  }
}

extension AddedReference {
  init(_ imported: ImportedReference) {
    self.init(reference: imported.reference, notes: imported.notes, isNew: imported.isNew)
  }
}
