internal import Foundation
internal import Synchronization
internal import TroupeCatalog
internal import TroupeCare
internal import TroupeLineage
internal import TroupePreparing
internal import TroupeRecord
internal import TroupeSending

extension Library {
  /// Adds a character, object or style with its references. What cannot be read is left out and
  /// listed; where nothing can be, nothing is added.
  /// - Parameters:
  ///   - kind: what it is.
  ///   - handle: how prompts call it, with or without its `@`.
  ///   - images: files, folders with all that is in them, or generated images (`@last`,
  ///     `GENERATION/N`), which keep that edge.
  ///   - details: name, description, traits and tags.
  ///   - reference: what the images show: view, look, caption.
  ///   - progress: called with images worked on and images in all, from any thread.
  /// - Throws: `TroupeError.handleTaken`, `.invalidHandle`, and the refusal of the only image, or
  ///   `.noneAdded`. After a cancellation, what was finished is in.
  @discardableResult
  public func add(
    _ kind: Kind, _ handle: String, images: [String] = [],
    _ details: AssetDetails = AssetDetails(), reference: ReferenceDetails = ReferenceDetails(),
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws -> AddedReferences {
    let handle = try Handle(handle)
    let (new, passedOver) = try await load(images, reference)
    let report = try await services.catalog.add(
      kind, handle: handle, name: details.name, description: details.description ?? "",
      traits: details.traits ?? [], tags: details.tags ?? [], references: new,
      onImage: Self.counting(new.count, progress))
    return AddedReferences(report, passedOver: passedOver)
  }

  /// Adds references to an asset, as `add` does. A picture that is there already is reported, not
  /// doubled, nor is it read again: so the same call goes on after an interruption.
  @discardableResult
  public func addReferences(
    to handle: String, images: [String], _ details: ReferenceDetails = ReferenceDetails(),
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws -> AddedReferences {
    let handle = try Handle(handle)
    let (new, passedOver) = try await load(images, details)
    let report = try await services.catalog.addReferences(
      to: handle, new, onImage: Self.counting(new.count, progress))
    return AddedReferences(report, passedOver: passedOver)
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
  ) async throws -> (new: [NewReference], passedOver: [String]) {
    var all: [NewReference] = []
    var passedOver: [String] = []
    func take(_ name: String, _ origin: OutputID?, _ read: @escaping @Sendable () throws -> Data) {
      all.append(
        NewReference(
          fileName: name, origin: origin, view: details.view, look: details.look,
          caption: details.caption ?? "", tags: details.tags ?? [],
          isPinned: details.isPinned ?? false, read: read))
    }
    for name in images {
      try Task.checkCancellation()
      if let folder = try ImageFolder(name) {
        if folder.images.isEmpty {
          throw TroupeError.invalidValue(
            name: "folder", value: name, expected: "it holds no picture to add")
        }
        for file in folder.images { take(file, nil) { try ImageFile.read(file) } }
        passedOver += folder.others
      } else if FileManager.default.fileExists(atPath: name) {
        take(name, nil) { try ImageFile.read(name) }
      } else {
        let image = try await image(name, role: .identity)
        let objects = services.objects
        take(name, image.origin) {
          try objects.read(image.digest, fileExtension: image.type.fileExtension)
        }
      }
    }
    return (all, passedOver)
  }
}

extension AddedReferences {
  fileprivate init(_ report: ImportReport, passedOver: [String]) {
    self.init(
      asset: report.asset,
      references: report.references.map {
        AddedReference(reference: $0.reference, notes: $0.notes, isNew: $0.isNew)
      }, refused: report.refused, passedOver: passedOver)
  }
}
