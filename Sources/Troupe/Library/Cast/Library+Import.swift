internal import Foundation
internal import Synchronization
internal import TroupeCatalog
internal import TroupePreparing
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
  ///   - onEvent: called with images worked on and images in all, from any thread.
  /// - Throws: `CatalogError.handleTaken`, `CatalogError.aliasTaken`, the refusal of the only image, or `CatalogError.noneAdded`; `LibraryError.noFile`;
  ///   `RequestError.unknownGeneration`; `.invalidValue` where settings cannot be understood that say how references are kept. After a cancellation, what was finished is in.
  @discardableResult
  @concurrent public func add(
    _ kind: Kind, _ handle: Handle, images: [ImageName] = [],
    _ details: AssetDetails = AssetDetails(), reference: ReferenceDetails = ReferenceDetails(),
    onEvent: @escaping WorkEvent.Handler = { _ in }
  ) async throws -> AddedReferences {
    let (new, passedOver) = try await load(images, reference)
    var added = try await services.catalog.add(
      kind, handle: handle, name: details.name, aliases: details.aliases ?? [],
      description: details.description ?? "", traits: details.traits ?? [],
      traitStarts: details.traitStarts, tags: details.tags ?? [], references: new,
      onImage: Self.counting(new.count, onEvent))
    added.passedOver = passedOver
    return added
  }

  /// Adds references to an asset, as `add` does. A picture that is there already is reported, not doubled, nor is it read
  /// again: so the same call goes on after an interruption.
  /// - Throws: `CatalogError.unknownAsset`, `CatalogError.assetRemoved`, and what `add` throws for images.
  @discardableResult
  @concurrent public func addReferences(
    to handle: Handle, images: [ImageName], _ details: ReferenceDetails = ReferenceDetails(),
    onEvent: @escaping WorkEvent.Handler = { _ in }
  ) async throws -> AddedReferences {
    let (new, passedOver) = try await load(images, details)
    var added = try await services.catalog.addReferences(
      to: handle, new, onImage: Self.counting(new.count, onEvent))
    added.passedOver = passedOver
    return added
  }

  /// Counts images that come in any order and from any thread.
  private static func counting(
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
    _ images: [ImageName], _ details: ReferenceDetails
  ) async throws -> (new: [NewReference], passedOver: [String]) {
    if !images.isEmpty, let fault = configuration.importFault { throw fault }
    var all: [NewReference] = []
    var passedOver: [String] = []
    func append(
      _ name: String, _ origin: OutputID?, _ read: @escaping @Sendable () throws -> Data
    ) {
      all.append(
        NewReference(
          fileName: name, origin: origin, view: details.view, look: details.look,
          caption: details.caption ?? "", tags: details.tags ?? [],
          isPinned: details.isPinned ?? false, read: read))
    }
    for name in images {
      try Task.checkCancellation()
      guard case .file(let file) = name else {
        let image = try await input(name, role: .identity)
        let objects = services.objects
        append("\(name)", image.origin) {
          try objects.read(image.digest, fileExtension: image.image.type.fileExtension)
        }
        continue
      }
      let path = try file.localPath()
      guard let folder = try ImageFolder(path) else {
        append("\(path)", nil) { try ImageFile.read(path) }
        continue
      }
      if folder.images.isEmpty {
        throw TroupeError.invalidValue(
          name: "folder", value: "\(path)", expected: "it holds no picture to add")
      }
      for file in folder.images { append("\(file)", nil) { try ImageFile.read(file) } }
      passedOver += folder.others
    }
    return (all, passedOver)
  }
}
