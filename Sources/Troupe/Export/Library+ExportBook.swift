public import Foundation
internal import TroupeImaging
internal import TroupeStorage

extension Library {
  /// Binds images into one file for readers of comics or documents, in their order.
  /// - Parameters:
  ///   - images: at least one.
  ///   - title: what it is called; `nil` for nothing.
  ///   - file: the file to make.
  ///   - book: what it becomes.
  ///   - export: which metadata and form the pages of an archive have; names, sidecars are of no account. A PDF holds pixels.
  ///   - onEvent: is told how many images of all were dealt with.
  /// - Returns: the pages. Where one of them cannot be read, nothing is written and the error tells.
  /// - Throws: as `exportImages(_:to:as:onEvent:)`; `.image` for a page that cannot be read.
  @concurrent public func exportBook(
    _ images: [OutputID], title: String? = nil, to file: URL, as book: ImageBook,
    pages export: ImageExport = ImageExport(), onEvent: @Sendable (WorkEvent) -> Void = { _ in }
  ) async throws -> ImageExportReport {
    guard !images.isEmpty else {
      throw TroupeError.invalidValue(name: "images", value: "", expected: "at least one image")
    }
    try NewFiles.refuse(file, within: folder)
    if !export.replacing { try NewFiles.refuse([file]) }
    var (pages, report) = ([Page](), ImageExportReport())
    for start in stride(from: 0, to: images.count, by: Self.generationsAtOnce) {
      let some = Array(images[start..<min(start + Self.generationsAtOnce, images.count)])
      let read = try await ExportedGeneration.read(some.map(\.generation), in: services)
      for (image, one) in zip(some, read) {
        try Task.checkCancellation()
        let copy = try exported(image, one, as: export)
        pages.append(Page(image, number: pages.count + 1, copy))
        report.images.append(
          .init(
            image: image, file: file.path, digest: Digest(hashing: copy.bytes),
            marks: copy.marks, removed: copy.removed, notes: copy.notes))
        onEvent(.advanced(done: pages.count, total: images.count))
      }
    }
    let bytes =
      switch book {
      case .cbz: try ComicArchive.bytes(pages, title: title)
      case .pdf: try PictureDocument.bytes(pages, title: title)
      }
    try NewFiles.write(bytes, to: file, replacing: export.replacing)
    return report
  }

  private func exported(
    _ image: OutputID, _ one: ExportedGeneration, as export: ImageExport
  ) throws -> ExportedImage {
    guard let output = one.generation.outputs.first(where: { $0.id == image }) else {
      throw TroupeError.request(.unknownGeneration("\(image)"))
    }
    do {
      let bytes = try services.objects.readChecked(
        output.digest, fileExtension: (output.path as NSString).pathExtension)
      return try ExportedImage(bytes, of: one, at: image.position, as: export)
    } catch let fault as ImageFault {
      throw TroupeError.image(name: "\(image)", fault)
    }
  }
}

/// A page of a book.
struct Page {
  let type: MediaType
  let bytes: Data
  /// What a reader lists it by; `nil` lists it not.
  let title: String?
  /// What errors call it.
  let name: String

  init(type: MediaType, bytes: Data, title: String?, name: String) {
    (self.type, self.bytes, self.title, self.name) = (type, bytes, title, name)
  }

  fileprivate init(_ image: OutputID, number: Int, _ copy: ExportedImage) {
    self.init(type: copy.type, bytes: copy.bytes, title: nil, name: "\(image)")
  }
}
