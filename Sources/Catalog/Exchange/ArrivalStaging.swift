internal import Foundation
internal import TroupeImaging
internal import TroupeStorage
internal import TroupeVocabulary

/// Looks at pictures of another library and keeps their bytes. They are not trusted: each is decoded whole.
struct ArrivalStaging: Sendable {
  let staging: Staging

  /// Reads and stages one reference.
  /// - Throws: `TroupeError.image` for bytes that are no such picture.
  func keep(_ arriving: ArrivingReference) throws -> StagedReference {
    let reference = arriving.reference
    let name = reference.fileName.isEmpty ? reference.digest.short : reference.fileName
    do {
      let (bytes, source) = (try arriving.image(), try arriving.source())
      let type = try Self.type(of: bytes, reference)
      let raster = try Raster(decoding: bytes)
      let appearance = try Appearance(of: raster)
      let thumbnail = MediaType(sniffing: appearance.thumbnail) ?? .png
      let header = try ImageHeader(reading: source)
      let picture = PictureParts(reading: source).map { Digest(hashing: $0, of: source) }
      return StagedReference(
        new: NewReference(
          fileName: reference.fileName, view: reference.view,
          look: reference.look, caption: reference.caption, tags: reference.tags,
          isPinned: reference.isPinned, read: { bytes }),
        width: raster.width, height: raster.height, type: type, header: header,
        fingerprint: appearance.fingerprint, grid: appearance.grid, notes: [], picture: picture,
        source: try staging.stage(source, header.type),
        reference: try staging.stage(bytes, type),
        thumbnail: try staging.stage(appearance.thumbnail, thumbnail))
    } catch let fault as ImageFault {
      throw TroupeError.image(name: name, fault)
    }
  }

  /// The type of a normalized picture: upright, of 8 bits, PNG or JPEG.
  private static func type(of bytes: Data, _ reference: Reference) throws -> MediaType {
    let header = try ImageHeader(reading: bytes)
    guard [.png, .jpeg].contains(header.type), header.orientation == 1, header.bitDepth <= 8 else {
      throw ImageFault.unsupportedForm("a picture that is not normalized: \(header.type.name)")
    }
    return header.type
  }
}
