package import Foundation

/// A copy of a picture's file with texts put in or metadata taken out; its pixels are the same.
package struct ImageCopy: Sendable {
  /// The whole file.
  package let bytes: Data
  /// What was taken out, each once, as `EXIF` or `12 bytes after the picture`.
  package let removed: [String]
  /// What the caller may want to know, in short sentences.
  package let notes: [String]

  init(_ bytes: Data, _ report: CopyReport) {
    (self.bytes, removed, notes) = (bytes, report.removed, report.notes)
  }
}

extension ImageCopy {
  /// A copy that carries texts; the same texts put in twice give the same bytes as once.
  ///
  /// Texts of the same names are replaced, others stay. Content Credentials are taken out, because
  /// their signature covers the whole file: ask `holdsCredentials(_:)` beforehand.
  ///
  /// - Parameter md5: The MD5 of bytes, 16 bytes long; asked for only where a JPEG's XMP is longer
  ///   than a segment, as its parts are named by it (XMP specification, part 3, 1.1.3.1).
  /// - Throws: `CopyFault` where the file is no whole PNG, JPEG or WebP or a text does not fit.
  package static func embedding(
    _ texts: CopyTexts, in file: Data, md5: (Data) -> Data
  ) throws(CopyFault) -> ImageCopy {
    guard let kind = CopyKind(file) else { throw .unsupported }
    guard texts != CopyTexts() else { return ImageCopy(file, CopyReport()) }
    var report = CopyReport()
    let texts = try texts.checked(&report)
    let view = ByteView(file)
    let bytes =
      switch kind {
      case .png: try PNGFile(view).embedding(texts, &report)
      case .jpeg: try JPEGFile(view).embedding(texts, md5: md5, &report)
      case .webp: try WebPFile(view).embedding(texts, &report)
      }
    if xmpPacket(in: bytes)?.range(of: Data("dcterms:provenance".utf8)) != nil {
      report.note("The XMP still names Content Credentials (dcterms:provenance), which are void.")
    }
    return ImageCopy(bytes, report)
  }

  /// A copy in which nothing is left but the pixels, their colour profile, and which side is up.
  ///
  /// - Throws: `CopyFault` where the file is no whole PNG, JPEG or WebP.
  package static func stripped(_ file: Data) throws(CopyFault) -> ImageCopy {
    guard let kind = CopyKind(file) else { throw .unsupported }
    var report = CopyReport()
    let view = ByteView(file)
    let bytes =
      switch kind {
      case .png: try PNGFile(view).stripped(&report)
      case .jpeg: try JPEGFile(view).stripped(&report)
      case .webp: try WebPFile(view).stripped(&report)
      }
    return ImageCopy(bytes, report)
  }

  /// Whether the file holds Content Credentials (C2PA); a damaged file is looked through as far as
  /// it can be read.
  package static func holdsCredentials(_ file: Data) -> Bool {
    let view = ByteView(file)
    return switch CopyKind(file) {
    case .png: PNGFile(reading: view).chunks.contains { $0.kind == "caBX" }
    case .jpeg: !JPEGFile(reading: view).credentialIDs.isEmpty
    case .webp: WebPFile(reading: view).chunks.contains { $0.kind == "C2PA" }
    case nil: false
    }
  }

  /// The packet of XMP that stands in the file, for the caller to merge with its own.
  ///
  /// The parts of a long packet of a JPEG are joined where they can be.
  ///
  /// - Parameter inflate: The bytes of a zlib stream, at most so many; nil where it is broken or
  ///   longer. Only a PNG's packet may be compressed.
  package static func xmpPacket(
    in file: Data, inflate: (_ zlib: Data, _ most: Int) -> Data? = { _, _ in nil }
  ) -> Data? {
    let view = ByteView(file)
    let packet =
      switch CopyKind(file) {
      case .png: PNGFile(reading: view).xmpPacket(inflate: inflate)
      case .jpeg: JPEGFile(reading: view).xmp.packet
      case .webp:
        WebPFile(reading: view).chunks.first { $0.kind == "XMP " }.map { Data($0.body.data) }
      case nil: nil as Data?
      }
    return packet.flatMap { $0.count <= CopyTexts.mostBytes ? $0 : nil }
  }
}

/// A kind of file of which copies can be made, told from its first bytes.
enum CopyKind: Sendable {
  case png, jpeg, webp

  /// The kind of a file; nil where it is another one.
  init?(_ data: Data) {
    let file = ByteView(data)
    if file.data.starts(with: PNGFile.signature) {
      self = .png
    } else if file.byte(0) == 0xFF, file.byte(1) == 0xD8 {
      self = .jpeg
    } else if file.has("RIFF"), file.has("WEBP", at: 8) {
      self = .webp
    } else {
      return nil
    }
  }
}
