internal import Foundation
internal import Synchronization
internal import TroupeCatalog
internal import TroupeSelection
internal import TroupeStorage

extension Library {
  /// Adds a character, object, style or place with its references. What cannot be read is left out and listed; where nothing can
  /// be, nothing is added.
  /// - Parameters:
  ///   - kind: what it is.
  ///   - handle: how prompts call it.
  ///   - images: files, folders with all that is in them, or generated images, which keep that edge.
  ///   - details: what is said of the asset.
  ///   - reference: what is said of its pictures.
  ///   - readsNames: whether the names of files and folders say look, view and caption where `reference` does not.
  ///   - onEvent: called with images worked on and images in all, from any thread.
  /// - Throws: `CatalogError.handleTaken`, `CatalogError.aliasTaken`, the refusal of the only image, or `CatalogError.noneAdded`; `LibraryError.noFile`;
  ///   `RequestError.unknownGeneration`; `.invalidValue` where settings cannot be understood that say how references are kept. After a cancellation, what was finished is in.
  @discardableResult
  @concurrent public func add(
    _ kind: Kind, _ handle: Handle, images: [ImageName] = [],
    _ details: AssetDetails = AssetDetails(), reference: ReferenceDetails = ReferenceDetails(),
    readsNames: Bool = false, onEvent: @escaping WorkEvent.Handler = { _ in }
  ) async throws -> AddedReferences {
    let reader = readsNames ? try await nameReader(for: handle, kind, details) : nil
    let (new, passedOver) = try await load(images, reader, reference)
    var added = try await services.catalog.add(
      kind, handle: handle, name: details.name, aliases: details.aliases ?? [],
      description: details.description ?? "", traits: details.traits ?? [],
      traitStarts: details.traitStarts, tags: details.tags ?? [], likeness: details.likeness,
      references: new,
      onImage: Self.counting(new.count, onEvent))
    added.passedOver = passedOver
    return added
  }

  /// Adds references to an asset, as `add` does. A picture that is there already is reported, not doubled, nor is it read
  /// again: so the same call goes on after an interruption.
  /// - Parameters:
  ///   - handle: the asset.
  ///   - images: as for `add`.
  ///   - details: what is said of the pictures.
  ///   - readsNames: whether the names of files and folders say look, view and caption where `details` do not.
  ///   - onEvent: called with images worked on and images in all, from any thread.
  /// - Throws: `CatalogError.unknownAsset`, `CatalogError.assetRemoved`, and what `add` throws for images.
  @discardableResult
  @concurrent public func addReferences(
    to handle: Handle, images: [ImageName], _ details: ReferenceDetails = ReferenceDetails(),
    readsNames: Bool = false, onEvent: @escaping WorkEvent.Handler = { _ in }
  ) async throws -> AddedReferences {
    let reader = readsNames ? try await nameReader(for: handle) : nil
    let (new, passedOver) = try await load(images, reader, details)
    var added = try await services.catalog.addReferences(
      to: handle, new, onImage: Self.counting(new.count, onEvent))
    added.passedOver = passedOver
    return added
  }

  /// Counts images that come in any order and from any thread.
  static func counting(
    _ all: Int, _ onEvent: @escaping WorkEvent.Handler
  ) -> @Sendable () -> Void {
    let counter = Counter()
    return { onEvent(.advanced(done: counter.next(), total: all)) }
  }

  private final class Counter: Sendable {
    private let count = Atomic(0)

    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
  }

  private func load(
    _ images: [ImageName], _ reader: NameReader?, _ details: ReferenceDetails
  ) async throws -> (new: [NewReference], passedOver: [String]) {
    if !images.isEmpty, let fault = configuration.importFault { throw fault }
    let loading = try await ImageLoading(images, in: self)
    return (loading.images.map { $0.reference(by: reader, details) }, loading.passedOver)
  }

  /// What the names of files say of the pictures of an asset, which may be yet to be made.
  private func nameReader(
    for handle: Handle, _ kind: Kind = .character, _ details: AssetDetails? = nil
  ) async throws -> NameReader {
    let cast = try await services.catalog.assets(kind: nil, includeRemoved: false)
    let new = Asset(
      id: ULID(at: Date(), entropy: 0), handle: handle, kind: kind,
      aliases: details?.aliases ?? [], name: details?.name ?? handle.text, createdAt: Date())
    let known = cast.first { one in
      one.handle == handle || one.aliases.contains { Handle.nameKey($0) == handle.key }
    }
    return NameReader(known ?? new, others: cast)
  }

  /// What the names of files and folders say of pictures, which `add` and `addReferences` take where they are asked to
  /// read names. No picture is opened.
  /// - Parameters:
  ///   - images: files, folders with all that is in them, or generated images, whose names say nothing.
  ///   - handle: the asset whose pictures they are; it may be yet to be made.
  ///   - details: what is said of all of them, which counts more than a name.
  ///   - kind: of an asset that is yet to be made: pictures of places are called by angles and times of day.
  ///   - asset: what is said of an asset that is yet to be made, by which names are understood.
  /// - Throws: `LibraryError.noFile`; `RequestError.unknownGeneration`; `.invalidValue` for a folder without pictures.
  @concurrent public func readNames(
    of images: [ImageName], for handle: Handle, _ details: ReferenceDetails = ReferenceDetails(),
    kind: Kind = .character, asset: AssetDetails = AssetDetails()
  ) async throws -> ReadNames {
    let reader = try await nameReader(for: handle, kind, asset)
    let loading = try await ImageLoading(images, in: self)
    return ReadNames(
      pictures: loading.images.map { $0.read(by: reader, details) }, passedOver: loading.passedOver)
  }
}
