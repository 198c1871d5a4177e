public import Foundation
internal import TroupeCatalog
internal import TroupeImaging

/// How a sheet that shows several pictures is cut into these.
public enum SheetCutting: Hashable, Sendable {
  /// Where an even background parts them.
  case gutters
  /// Into cells of one size, at most 20 across and 20 down.
  case grid(columns: Int, rows: Int)

  /// Reads `4x1`.
  /// - Throws: `TroupeError.invalidValue` for what is no grid.
  public init(_ text: String) throws {
    let sides = text.lowercased().replacing("×", with: "x")
      .split(separator: "x", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    guard sides.count == 2, sides.allSatisfy((1...20).contains) else {
      throw TroupeError.invalidValue(
        name: "grid", value: text, expected: "columns and rows, 1 to 20 each, as in 4x1")
    }
    self = .grid(columns: sides[0], rows: sides[1])
  }
}

extension Library {
  /// The pictures on one sheet, row by row: a PNG each, its pixels as they are in the sheet.
  /// - Throws: what names no image; `.image` for one that cannot be read, or has fewer pixels than the grid has cells.
  @concurrent public func cut(_ image: ImageName, _ cutting: SheetCutting) async throws -> [Data] {
    try await pieces(of: image, cutting).pieces
  }

  /// Adds the pictures on one sheet as references of an asset. Each says in its file name which sheet it was cut from, and
  /// which piece of it it is. A sheet that was generated is no origin of theirs: an image in its place would not be cut.
  /// - Parameters:
  ///   - image: a file or a generated image.
  ///   - cutting: where it is cut.
  ///   - handle: the asset.
  ///   - views: what each piece shows, row by row; empty leaves that open.
  ///   - details: what is said of all of them.
  /// - Throws: `TroupeError.invalidValue` for another number of views than of pieces; what `cut` and `addReferences` throw.
  @discardableResult
  @concurrent public func addReferences(
    to handle: Handle, cutFrom image: ImageName, _ cutting: SheetCutting, views: [View] = [],
    _ details: ReferenceDetails = ReferenceDetails()
  ) async throws -> AddedReferences {
    if let fault = configuration.importFault { throw fault }
    let asset = try await asset(handle)
    let (name, pieces) = try await pieces(of: image, cutting)
    guard views.isEmpty || views.count == pieces.count else {
      throw TroupeError.invalidValue(
        name: "views", value: views.map(\.rawValue).joined(separator: ","),
        expected: "one for each picture on the sheet, which has \(pieces.count)")
    }
    let new = pieces.enumerated().map { index, bytes in
      NewReference(
        bytes: bytes, fileName: "\(name) (\(index + 1) of \(pieces.count)).png",
        view: views.isEmpty ? details.view : views[index], look: details.look,
        caption: details.caption ?? "", tags: details.tags ?? [],
        isPinned: details.isPinned ?? false)
    }
    return try await services.catalog.addReferences(to: asset.handle, new, onImage: {})
  }

  private func pieces(
    of image: ImageName, _ cutting: SheetCutting
  ) async throws -> (name: String, pieces: [Data]) {
    let images = try await ImageLoading([image], in: self).images
    guard let sheet = images.first, images.count == 1 else {
      throw TroupeError.invalidValue(
        name: "sheet", value: "\(image)", expected: "one image, not a folder of them")
    }
    let bytes = try sheet.read()
    do throws(ImageFault) {
      let pieces =
        switch cutting {
        case .gutters: try PictureCutting.cutAtGutters(bytes)
        case .grid(let columns, let rows):
          try PictureCutting.cut(bytes, columns: columns, rows: rows)
        }
      return (sheet.name, pieces)
    } catch {
      throw TroupeError.image(name: sheet.name, error)
    }
  }
}
