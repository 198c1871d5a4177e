import Foundation

extension JPEGFile {
  /// The file with texts before its pixels.
  ///
  /// - Throws: `CopyFault.tooLong` where the comment does not fit into a segment of EXIF.
  func embedding(
    _ texts: CopyTexts, md5: (Data) -> Data, _ report: inout CopyReport
  ) throws(CopyFault) -> Data {
    var result = kept(with: texts, &report)
    if let text = texts.parameters { try Self.set(userComment: text, in: &result, &report) }
    if let packet = texts.xmp {
      if xmp.hasLost { report.remove("parts of the old XMP that could not be joined") }
      let added = LongXMP.segments(of: packet, md5: md5, &report)
      result.insert(contentsOf: added.map(Piece.new), at: Self.start(in: result))
    }
    let corrected = FurtherImages.corrected(result, segments: segments)
    return Self.file(corrected, trailing: trailing.data)
  }

  /// A part of the copy.
  enum Piece: Sendable {
    case old(JPEGSegment)
    case new(Data)

    var whole: Data {
      switch self {
      case .old(let segment): segment.whole
      case .new(let bytes): bytes
      }
    }

    var segment: JPEGSegment? { if case .old(let segment) = self { segment } else { nil } }
  }

  private func kept(with texts: CopyTexts, _ report: inout CopyReport) -> [Piece] {
    let ids = credentialIDs
    var result: [Piece] = []
    for segment in segments {
      if let id = segment.boxID, ids.contains(id) {
        report.remove(CopyReport.credentials)
      } else if texts.xmp == nil || !(segment.isXMP || segment.isExtendedXMP) {
        result.append(.old(segment))
      }
    }
    return result
  }

  /// Sets the comment in the first block of EXIF, or in a new one behind the head of JFIF.
  private static func set(
    userComment text: String, in pieces: inout [Piece], _ report: inout CopyReport
  ) throws(CopyFault) {
    let index = pieces.firstIndex { $0.segment?.isEXIF ?? false }
    let old = index.flatMap { pieces[$0].segment?.body }
    let body = Data("Exif\0\0".utf8) + EXIFBlock.block(old, userComment: text, &report)
    guard body.count <= JPEGSegment.mostBytes else {
      throw .tooLong(
        "The EXIF of the JPEG would have \(body.count) bytes with the text “parameters” of "
          + "\(text.utf16.count * 2); at most \(JPEGSegment.mostBytes) fit.")
    }
    let piece = Piece.new(JPEGSegment.bytes(0xE1, body))
    if let index { pieces[index] = piece } else { pieces.insert(piece, at: start(in: pieces)) }
  }

  /// Where texts go: behind the head of JFIF and the EXIF, which readers look for at the start.
  private static func start(in pieces: [Piece]) -> Int {
    let head = pieces.prefix { $0.segment?.marker != 0xDA }
    let last = head.lastIndex { piece in
      switch piece {
      case .old(let segment): segment.marker == 0xE0 || segment.isEXIF
      case .new: true
      }
    }
    return last.map { $0 + 1 } ?? 0
  }
}
