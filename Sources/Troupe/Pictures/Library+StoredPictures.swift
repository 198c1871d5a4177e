public import Foundation
internal import TroupeCatalog
internal import TroupeImaging
internal import TroupeStorage

/// A picture of a library as a file.
public struct StoredPicture: Hashable, Sendable {
  /// The file, which is not to be changed.
  public let file: URL
  /// The type that its name says.
  public let type: MediaType
  /// Its size in bytes.
  public let byteCount: Int
}

extension Library {
  /// The file of a picture by its digest; `nil` where the library holds none, and for files that are no pictures.
  ///
  /// Its bytes are not compared with the digest.
  /// - Throws: `LibraryError` where the database cannot be read.
  @concurrent public func storedPicture(_ digest: Digest) async throws -> StoredPicture? {
    guard let fileExtension = try await services.catalog.fileExtension(digest),
      let type = MediaType.allCases.first(where: { $0.fileExtension == fileExtension }),
      let byteCount = services.objects.size(digest, fileExtension: fileExtension)
    else { return nil }
    return StoredPicture(
      file: URL(filePath: services.objects.path(digest, fileExtension: fileExtension)), type: type,
      byteCount: byteCount)
  }

  /// Keeps a picture, so that requests may be sent with it while its file is gone.
  /// - Throws: `LibraryError.noFile`; `TroupeError.image` for what is no picture that can be read; `LibraryError.diskFull`.
  @concurrent public func keepPicture(_ file: URL) async throws -> StoredImage {
    try await input(.file(file), role: .identity).image
  }

  /// A WebP of a picture for a screen: upright, in sRGB, made where it is missing and kept in the library's folder.
  ///
  /// Previews have at most 4 GiB in all; those used longest ago are removed first. They are in no backup, and go with their
  /// picture when it is purged or collected as garbage.
  /// - Returns: `nil` where the library holds no such picture.
  /// - Throws: `TroupeError.image` for a file that is no picture that can be read; `LibraryError.damagedFile` for one that
  ///   holds other bytes than its digest says; `LibraryError.diskFull`, `LibraryError.file`.
  @concurrent public func storedPreview(
    _ digest: Digest, _ size: PreviewSize
  ) async throws -> StoredPicture? {
    guard let fileExtension = try await services.catalog.fileExtension(digest) else { return nil }
    do {
      let path = try await services.previews.path(
        .init(digest: digest, fileExtension: fileExtension, size: size))
      let bytes = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
      return StoredPicture(file: URL(filePath: path), type: .webp, byteCount: bytes ?? 0)
    } catch let fault as ImageFault {
      throw TroupeError.image(name: "\(digest)", fault)
    }
  }
}
