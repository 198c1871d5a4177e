public import Foundation
internal import TroupeImaging
internal import TroupeProviders
internal import TroupeRecord
internal import TroupeStorage

extension Library {
  /// Writes generations that were made elsewhere into the record, one a line of JSON: `prompt` and, where they are known,
  /// `id`, `created_at`, `model`, `cast` (handles), `tags`, `seed`, `state`, `parent` (the id of another one) and `image`
  /// (a path from the folder of the file, or a list of them in their order). What else a line says is kept.
  ///
  /// They arrive in the order in which they were made. A line that is in the library already is left alone, so that a file
  /// may be imported again after it was interrupted, or has grown. A line that cannot be understood is told and left out.
  /// - Parameters:
  ///   - file: the file.
  ///   - onEvent: is told how many lines of all were dealt with.
  /// - Throws: `LibraryError.file` for a file that cannot be read, `LibraryError` where the library cannot be written.
  @concurrent public func importGenerations(
    lines file: URL, onEvent: @Sendable (WorkEvent) -> Void = { _ in }
  ) async throws -> ImportReport {
    let bytes: Data
    do {
      bytes = try Data(contentsOf: file, options: .alwaysMapped)
    } catch {
      throw TroupeError.cannot("read", file.path, error)
    }
    return try await importGenerations(
      JSONLines(bytes), source: file.lastPathComponent,
      folder: file.deletingLastPathComponent(), onEvent: onEvent)
  }

  /// The same of lines that stand in no file; their images are looked for in `folder`.
  /// - Throws: as `importGenerations(lines:onEvent:)`.
  @concurrent public func importGenerations(
    data: Data, folder: URL, onEvent: @Sendable (WorkEvent) -> Void = { _ in }
  ) async throws -> ImportReport {
    try await importGenerations(
      JSONLines(data), source: "", folder: folder, onEvent: onEvent)
  }

  private func importGenerations(
    _ file: JSONLines, source: String, folder: URL, onEvent: (WorkEvent) -> Void
  ) async throws -> ImportReport {
    try await importGenerations(file, source: source, images: { try images($0, in: folder) }) {
      onEvent($0)
    }
  }

  /// The same with images that `images` finds, by the paths in the lines.
  /// - Parameter named: the assets that handles call in these lines; `nil` for those that they call here.
  func importGenerations(
    _ file: JSONLines, source: String, showingOnly named: [Handle: ImportedRows.Asset]? = nil,
    images: (Set<String>) throws -> [String: ReceivedImage], onEvent: (WorkEvent) -> Void = { _ in }
  ) async throws -> ImportReport {
    let importer = GenerationImporter(services.generations, by: services.member)
    let assets = if let named { named } else { try await importer.assets() }
    let models = services.models
    let form: @Sendable (String) throws -> ImportedForm = { model in
      try ImportedForm(model: model, profile: models.imported(model))
    }
    var report = ImportReport()
    var queue = file.lines
    let total = queue.count
    func write(_ lines: [JSONLines.Line], isLast: Bool) async throws -> [JSONLines.Line] {
      var later: [JSONLines.Line] = []
      // While one batch is written the next one is read.
      let batches = stride(from: 0, to: lines.count, by: Self.linesAtOnce).map {
        Array(lines[$0..<min($0 + Self.linesAtOnce, lines.count)])
      }
      var read = try await importer.read(
        batches.first ?? [], of: file.bytes, assets: assets, form: form)
      for (place, some) in batches.enumerated() {
        let batch = read
        let following = place + 1 < batches.count ? batches[place + 1] : []
        async let next = importer.read(following, of: file.bytes, assets: assets, form: form)
        let waiting = try await importer.write(
          batch, source: source, images: images(batch.images), isLast: isLast,
          to: &report)
        later += some.filter { waiting.contains($0.number) }
        let done = report.imported + report.known + report.refused.count
        onEvent(.advanced(done: done, total: total))
        read = try await next
      }
      return later
    }
    while !queue.isEmpty {
      // A parent may stand further down. Each round takes those whose parents have come, the last one takes all.
      var waiting = try await write(queue, isLast: false)
      if waiting.count == queue.count { waiting = try await write(queue, isLast: true) }
      queue = waiting
    }
    report.refused.sort { $0.line < $1.line }
    if report.imported > Self.linesAtOnce { try await importer.finish() }
    return report
  }

  /// Lines of one transaction.
  private static let linesAtOnce = 8192

  /// The images at `paths`, safe on disk; those that are none are left out.
  private func images(_ paths: Set<String>, in folder: URL) throws -> [String: ReceivedImage] {
    var images: [String: ReceivedImage] = [:]
    for path in paths {
      let url = URL(filePath: path, relativeTo: folder)
      guard let bytes = try? Data(contentsOf: url, options: .alwaysMapped),
        let type = MediaType(sniffing: bytes.prefix(12)),
        let header = try? ImageHeader(reading: bytes)
      else { continue }
      let digest = try services.objects.put(bytes, fileExtension: type.fileExtension)
      images[path] = ReceivedImage(
        digest: digest, byteCount: bytes.count, fileExtension: type.fileExtension,
        mediaType: type.rawValue, width: header.orientedWidth, height: header.orientedHeight,
        signature: nil)
    }
    return images
  }
}

extension ModelRegistry {
  /// The profile of `model`; of one that is not known here one that says no more than its name.
  func imported(_ model: String) throws -> ModelProfile {
    if let known = profile(id: model) { return known }
    guard var profile = profile(id: "troupe/storyboard") else {
      throw TroupeError.request(.unknownModel(model, nearest: []))
    }
    profile.id = model
    profile.name = model
    profile.provider = "imported"
    profile.dialect = "imported"
    profile.aliases = []
    profile.price = Sourced(nil, source: profile.price.source, checked: profile.price.checked)
    return profile
  }
}
