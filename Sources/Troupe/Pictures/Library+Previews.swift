public import Foundation
internal import TroupeCatalog
internal import TroupeImaging
internal import TroupeStorage

extension Library {
  /// The file of an image, which is not to be changed.
  /// - Parameter image: a file, or an image of the library.
  /// - Throws: `RequestError.unknownGeneration`, `RequestError.ambiguous`, `CatalogError.unknownReference`; for a file that
  ///   is not there `LibraryError.noFile`.
  @concurrent public func file(of image: ImageName) async throws -> URL {
    if case .file(let file) = image { return file.absoluteURL }
    let digest = try await place(of: image).digest
    return try await url(of: services.catalog.picture(path: digest))
  }

  /// An image made small, to be shown.
  /// - Parameters:
  ///   - image: a file, or an image of the library.
  ///   - longEdge: the most pixels of the longer side, from 1 to 8,192; it is never enlarged.
  /// - Throws: as `file(of:)`; `TroupeError.image` for what is no picture, `TroupeError.invalidValue`.
  @concurrent public func preview(
    of image: ImageName, longEdge: Int = 1024
  ) async throws -> ImagePreview {
    guard (1...8192).contains(longEdge) else {
      throw TroupeError.invalidValue(
        name: "longEdge", value: "\(longEdge)", expected: "1 to 8192 pixels")
    }
    let file = try await file(of: image)
    do {
      let bytes = try WholeFile.read(file.path)
      return try ImagePreview(bytes, at: file, longEdge: longEdge)
    } catch let fault as ImageFault {
      throw TroupeError.image(name: "\(image)", fault)
    }
  }
}
