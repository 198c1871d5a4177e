public import Foundation
internal import TroupeImaging
internal import TroupePreparing
internal import TroupeStorage

extension Library {
  /// Writes pictures of a scene for people, in their order: each file whole and durable, or not at all.
  /// - Parameters:
  ///   - pictures: at least one.
  ///   - title: what the scene is called, for an archive or a document.
  ///   - target: the file to make; for files, their folder, which is made where it is missing.
  ///   - format: what is made.
  ///   - replacing: whether files of the same names are replaced.
  /// - Returns: the files that were made.
  /// - Throws: `TroupeError.invalidValue` for no pictures, for a template that is not understood or gives two pictures one
  ///   name; `LibraryError.file` where a file stands already, before any is written; `LibraryError.noFile`, `.image` for
  ///   a picture that cannot be read; `LibraryError.diskFull`.
  @concurrent public static func exportScene(
    _ pictures: [ScenePicture], title: String? = nil, to target: URL, as format: SceneExport,
    replacing: Bool = false
  ) async throws -> [URL] {
    guard !pictures.isEmpty else {
      throw TroupeError.invalidValue(
        name: "scene", value: title ?? "", expected: "at least one picture")
    }
    let read = try pictures.map { picture in
      let path = try picture.file.localPath()
      let bytes = try ImageFile.read(path)
      guard let type = MediaType(sniffing: bytes) else {
        throw TroupeError.image(name: "\(path)", .notAnImage(found: "other bytes"))
      }
      return (picture: picture, type: type, bytes: bytes)
    }
    switch format {
    case .files(let template):
      let names = try PictureNames(template: template).names(read.map { ($0.picture, $0.type) })
      try makeFolder(target.path)
      let files = zip(names, read).map { (target.appending(path: $0), $1.bytes) }
      return try save(files, replacing: replacing)
    case .cbz:
      try refuse([target], unless: replacing)
      return try save([(target, ComicArchive.bytes(read, title: title))], replacing: replacing)
    case .pdf:
      try refuse([target], unless: replacing)
      var document = PictureDocument()
      for one in read {
        do {
          document.add(try PrintableImage(one.bytes), title: one.picture.title)
        } catch {
          throw TroupeError.image(name: one.picture.file.path, error)
        }
      }
      return try save([(target, document.finished(title: title))], replacing: replacing)
    }
  }

  private static func makeFolder(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw TroupeError.cannot("make", path, error)
    }
  }

  private static func save(_ files: [(URL, Data)], replacing: Bool) throws -> [URL] {
    try refuse(files.map(\.0), unless: replacing)
    for (file, bytes) in files {
      let path = file.absoluteURL.path
      if replacing {
        try DurableFile.write(bytes, to: path, mode: 0o644)
      } else {
        try SavedFile.write(bytes, to: path)
      }
    }
    return files.map(\.0)
  }

  private static func refuse(_ files: [URL], unless isAllowed: Bool) throws {
    guard !isAllowed, let file = files.first(where: { access($0.path, F_OK) == 0 }) else { return }
    throw TroupeError.library(
      .file(path: file.path, operation: "write", reason: "it exists already"))
  }
}
