internal import Foundation
internal import TroupeDrawing
internal import TroupeImaging
internal import TroupeSelection
internal import TroupeStorage
internal import TroupeVocabulary

/// Draws the sheets of a selection: several pictures, each with its words, as one image.
struct SheetDrawing {
  let objects: ObjectStore
  let fonts: @Sendable (_ text: String) -> [Font]

  /// The picture of `parts`, kept in the library, no longer than a sheet's edge.
  /// - Parameter original: the file that a part's picture stands in.
  func draw(
    _ parts: [SheetPart], original: (SheetPart) throws -> RenditionMaker.Original
  ) throws -> RenditionMaker.Original {
    let pictures = try parts.map { part in
      let file = try original(part)
      let bytes = try objects.read(file.digest, fileExtension: file.type.fileExtension)
      do {
        return ReferenceSheet.Picture(
          image: try Raster(decoding: bytes, atLeast: SheetGrouping.edge), label: part.label)
      } catch let fault as ImageFault {
        throw TroupeError.image(name: file.digest.short, fault)
      }
    }
    let bounds = ReferenceSheet.Bounds(longEdge: SheetGrouping.edge)
    let (sheet, _) = ReferenceSheet(pictures: pictures, bounds: bounds)
      .draw(fonts: fonts(parts.map(\.label).joined(separator: "\n")))
    do {
      let (encoded, type) = try sheet.encoded()
      return RenditionMaker.Original(
        digest: try objects.put(encoded, fileExtension: type.fileExtension), type: type,
        width: sheet.width, height: sheet.height, byteCount: encoded.count, isAsImported: false)
    } catch let fault as ImageFault {
      throw TroupeError.image(name: "the sheet", fault)
    }
  }
}
