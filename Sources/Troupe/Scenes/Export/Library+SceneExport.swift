public import Foundation
internal import TroupeImaging
internal import TroupePreparing

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
    let pages = read.map {
      Page(
        type: $0.type, bytes: $0.bytes, title: $0.picture.title, name: $0.picture.file.path)
    }
    switch format {
    case .files(let template):
      let names = try PictureNames(template: template).names(read.map { ($0.picture, $0.type) })
      try NewFiles.makeFolder(target.path)
      let files = zip(names, read).map { (target.appending(path: $0), $1.bytes) }
      return try save(files, replacing: replacing)
    case .cbz:
      if !replacing { try NewFiles.refuse([target]) }
      return try save([(target, ComicArchive.bytes(pages, title: title))], replacing: replacing)
    case .pdf:
      if !replacing { try NewFiles.refuse([target]) }
      return try save([(target, PictureDocument.bytes(pages, title: title))], replacing: replacing)
    }
  }

  private static func save(_ files: [(URL, Data)], replacing: Bool) throws -> [URL] {
    if !replacing { try NewFiles.refuse(files.map(\.0)) }
    for (file, bytes) in files { try NewFiles.write(bytes, to: file, replacing: replacing) }
    return files.map(\.0)
  }
}
