internal import Foundation
internal import TroupeCatalog
internal import TroupeRecord
internal import TroupeStorage

/// One import of image files, group by group: what is in stays in when the rest is interrupted.
struct PictureImport {
  /// Files whose rows come in one transaction: what an interruption costs at most.
  static let filesAtOnce = 64

  let services: Services
  let importer: GenerationImporter
  let assets: [Handle: ImportedRows.Asset]
  private(set) var report: PictureImportReport
  /// Pictures whose parents may come later.
  private var waiting: [PictureReading.Picture] = []
  /// Names of files that are still to come: one that names them as its parent arrives after them.
  private var coming: Set<String>

  init(
    services: Services, importer: GenerationImporter, assets: [Handle: ImportedRows.Asset],
    files: [PictureFiles.Found], report: PictureImportReport
  ) {
    self.services = services
    self.importer = importer
    self.assets = assets
    self.report = report
    coming = Set(files.map { Self.key($0.file.path) })
  }

  /// The last part of a path, as names are compared.
  private static func key(_ path: String) -> String {
    (path as NSString).lastPathComponent.lowercased()
  }

  /// Reads `files`, keeps their bytes and writes their rows.
  mutating func take(_ files: [PictureFiles.Found]) async throws {
    let known = try await services.database.read { [files = files.map(\.file)] in
      try ImportedFiles($0).known(files)
    }
    report.known += known.count
    for file in known { coming.remove(Self.key(file.path)) }
    let reading = PictureReading(objects: services.objects)
    let new = files.filter { !known.contains($0.file) }
    let outcomes = try await new.concurrentMap { try reading.read($0) }
    var pictures: [PictureReading.Picture] = []
    for (found, outcome) in zip(new, outcomes) {
      switch outcome {
      case .picture(let picture): pictures.append(picture)
      case .other: report.others += 1
      case .refused(let error): report.refused.append(RefusedImage(file: found.name, error: error))
      }
      if case .picture = outcome { continue }
      coming.remove(Self.key(found.file.path))
    }
    // Two files of the same bytes are one object.
    var staged: [Digest: ObjectStore.Staged] = [:]
    for file in pictures.compactMap(\.staged) {
      if let same = staged.updateValue(file, forKey: file.digest) {
        services.objects.discard(same)
      }
    }
    try services.objects.keep(Array(staged.values))
    try await write(pictures, isLast: false)
  }

  /// Writes those that waited, parents first.
  mutating func finish() async throws {
    while !waiting.isEmpty {
      let left = waiting
      waiting = []
      try await write(left, isLast: false)
      if waiting.count < left.count { continue }
      // None of their parents came: those whose parent does not wait itself have none to wait for.
      let all = Set(left.map(\.image.digest))
      let orphans = left.filter { $0.parent.map(all.contains) != true }
      waiting = orphans.isEmpty ? [] : left.filter { $0.parent.map(all.contains) == true }
      try await write(orphans.isEmpty ? left : orphans, isLast: true)
    }
    report.refused.sort { $0.file < $1.file }
  }

  private mutating func write(_ pictures: [PictureReading.Picture], isLast: Bool) async throws {
    let digests = pictures.map(\.image.digest) + pictures.compactMap(\.parent)
    let here = try await services.database.read { try ImportedFiles($0).generations(of: digests) }
    var (lines, images): ([ImportedLine], [String: ReceivedImage]) = ([], [:])
    var (taken, files): ([PictureReading.Picture], [(ImportedFiles.File, Digest)]) = ([], [])
    var seen: Set<Digest> = []
    for picture in pictures {
      let (digest, name) = (picture.image.digest, Self.key(picture.found.file.path))
      if here[digest] != nil || !seen.insert(digest).inserted {
        report.known += 1
        files.append((picture.found.file, digest))
        coming.remove(name)
        continue
      }
      var parent: String?
      if let wanted = picture.parent, wanted != digest {
        parent = here[wanted].map { "\($0)" } ?? "\(wanted)"
        if here[wanted] == nil, !isLast {
          waiting.append(picture)
          continue
        }
      } else if !isLast, let named = picture.suggestedParent.map(Self.key), named != name,
        coming.contains(named)
      {
        waiting.append(picture)
        continue
      }
      coming.remove(name)
      lines.append(picture.line(number: lines.count + 1, parent: parent))
      images[picture.found.file.path] = picture.image
      taken.append(picture)
      files.append((picture.found.file, digest))
    }
    try await write(lines, images, of: taken)
    try await services.database.write { [files] connection in
      for (file, digest) in files { try ImportedFiles(connection).remember(file, digest) }
    }
  }

  private mutating func write(
    _ lines: [ImportedLine], _ images: [String: ReceivedImage],
    of pictures: [PictureReading.Picture]
  ) async throws {
    if lines.isEmpty { return }
    let models = services.models
    let batch = try importer.batch(lines, assets: assets) { model in
      try ImportedForm(model: model, profile: models.imported(model))
    }
    var written = ImportReport()
    _ = try await importer.write(
      batch, source: "pictures", images: images, isLast: true, to: &written)
    report.imported += written.imported
    report.known += written.known
    report.orphans += written.orphans
    let names = pictures.filter { $0.suggestedParent != nil }
    let ids = try await services.database.read { [digests = names.map(\.image.digest)] in
      try ImportedFiles($0).generations(of: digests)
    }
    for picture in pictures {
      if let tool = picture.record?.tool { report.tools[tool, default: 0] += 1 }
      if picture.record?.prompt == nil { report.withoutPrompt += 1 }
      if let parent = picture.suggestedParent, let id = ids[picture.image.digest] {
        report.suggestions.append(.init(generation: id, parent: parent))
      }
    }
  }
}
