internal import Foundation
internal import TroupeCatalog
internal import TroupeImaging
internal import TroupeStorage

/// One export of images into a folder.
struct ImageExportWork {
  /// An image and where it goes.
  struct Item: Sendable {
    let image: OutputID
    let output: Output
    let one: ExportedGeneration
    let file: URL
  }

  private let items: [Item]
  private let refused: [ImageExportReport.Refused]
  private let folder: URL
  private let export: ImageExport
  private let objects: ObjectStore

  /// Names all files.
  init(
    _ images: [OutputID], to folder: URL, as export: ImageExport, in services: Services
  ) async throws {
    (self.folder, self.export, objects) = (folder, export, services.objects)
    let generations = try await Self.generations(of: images, in: services)
    var (found, files): ([(OutputID, Output, ExportedGeneration)], [FileNames.File]) = ([], [])
    var refused: [ImageExportReport.Refused] = []
    for (index, image) in images.enumerated() {
      guard let one = generations[image.generation],
        let output = one.generation.outputs.first(where: { $0.id == image })
      else {
        let error = TroupeError.request(.unknownGeneration("\(image)"))
        refused.append(.init(image: image, error: error))
        continue
      }
      found.append((image, output, one))
      let type = export.type ?? MediaType(rawValue: output.type)
      files.append(
        FileNames.File(
          fields: one.fields(of: image.position), number: index + 1,
          ending: type?.fileExtension ?? (output.path as NSString).pathExtension,
          owner: "\(image.generation)-\(image.position)"))
    }
    let template = try FileNames(
      template: export.names, fields: FileNameField.allCases.map(\.rawValue))
    items = zip(found, try template.names(files)).map { found, name in
      Item(
        image: found.0, output: found.1, one: found.2, file: folder.appending(path: name))
    }
    self.refused = refused
  }

  private static func generations(
    of images: [OutputID], in services: Services
  ) async throws -> [ULID: ExportedGeneration] {
    var seen: Set<ULID> = []
    let ids = images.map(\.generation).filter { seen.insert($0).inserted }
    var generations: [ULID: ExportedGeneration] = [:]
    for start in stride(from: 0, to: ids.count, by: Library.generationsAtOnce) {
      let some = Array(ids[start..<min(start + Library.generationsAtOnce, ids.count)])
      for one in try await ExportedGeneration.read(some, in: services) {
        generations[one.generation.id] = one
      }
    }
    return generations
  }

  /// Writes all, a few at once.
  func run(onEvent: @Sendable (WorkEvent) -> Void) async throws -> ImageExportReport {
    try NewFiles.makeFolder(folder.path)
    if !export.replacing { try NewFiles.refuse(items.flatMap(planned)) }
    var report = ImageExportReport(refused: refused)
    for start in stride(from: 0, to: items.count, by: Self.itemsAtOnce) {
      try Task.checkCancellation()
      let some = Array(items[start..<min(start + Self.itemsAtOnce, items.count)])
      for (item, outcome) in zip(some, try await some.concurrentMap { try self.write($0) }) {
        switch outcome {
        case .success(let image): report.images.append(image)
        case .failure(let error): report.refused.append(.init(image: item.image, error: error))
        }
      }
      onEvent(.advanced(done: start + some.count, total: items.count))
    }
    return report
  }

  /// Images between two events.
  private static let itemsAtOnce = 32

  /// The files that certainly are written for an image.
  private func planned(_ item: Item) -> [URL] {
    [item.file] + export.sidecars.sorted { $0.rawValue < $1.rawValue }.map(item.sidecar)
  }

  /// - Throws: `TroupeError` for what ends the whole export: a folder that cannot be written.
  private func write(_ item: Item) throws -> Result<ImageExportReport.Image, TroupeError> {
    let copy: ExportedImage
    do {
      let bytes = try objects.readChecked(
        item.output.digest, fileExtension: (item.output.path as NSString).pathExtension)
      copy = try ExportedImage(bytes, of: item.one, at: item.image.position, as: export)
    } catch let fault as ImageFault {
      return .failure(.image(name: "\(item.image)", fault))
    } catch let error as TroupeError {
      return .failure(error)
    }
    let file = item.named(for: copy.type)
    try NewFiles.writeCopy(copy.bytes, to: file, replacing: export.replacing)
    var sidecars: [String] = []
    for kind in copy.sidecars.sorted(by: { $0.rawValue < $1.rawValue }) {
      let (next, bytes) = (item.sidecar(kind), try sidecar(kind, item, copy))
      try NewFiles.writeCopy(bytes, to: next, replacing: export.replacing)
      sidecars.append(next.path)
    }
    return .success(
      ImageExportReport.Image(
        image: item.image, file: file.path, digest: item.output.digest,
        sidecars: sidecars, marks: copy.marks, removed: copy.removed, notes: copy.notes))
  }

  private func sidecar(
    _ kind: ImageExport.Sidecar, _ item: Item, _ copy: ExportedImage
  ) throws -> Data {
    guard kind == .json else { return copy.packet ?? Data() }
    let record = ExportedRecord(
      image: item.image, recordDigest: item.one.facts.recordDigest, cast: item.one.facts.cast,
      marks: copy.marks, annotations: item.one.annotations(of: item.image.position),
      generation: item.one.generation)
    return try CanonicalJSON.encode(record, pretty: true) + Data("\n".utf8)
  }
}

extension ImageExportWork.Item {
  /// Its file, with the ending of what it became.
  fileprivate func named(for type: MediaType) -> URL {
    MediaType(rawValue: output.type) == type || file.pathExtension == type.fileExtension
      ? file : file.deletingPathExtension().appendingPathExtension(type.fileExtension)
  }

  /// The file next to it.
  fileprivate func sidecar(_ kind: ImageExport.Sidecar) -> URL {
    file.appendingPathExtension(kind.rawValue)
  }
}
