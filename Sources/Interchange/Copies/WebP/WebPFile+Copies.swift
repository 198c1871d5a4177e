import Foundation

extension WebPFile {
  private static let kept: Set<String> = ["ICCP", "ANIM", "ANMF", "ALPH", "VP8 ", "VP8L"]
  private static let inFrames: Set<String> = ["ALPH", "VP8 ", "VP8L"]
  private static let frameHead = 16

  /// The file with texts behind its pixels.
  func embedding(_ texts: CopyTexts, _ report: inout CopyReport) throws(CopyFault) -> Data {
    var head = try WebPHead(chunks)
    let exif = exifChunks(with: texts.parameters, &report)
    let old = texts.xmp == nil ? chunks.filter { $0.kind == "XMP " }.map(\.whole) : []
    let xmp = texts.xmp.map { [Chunk.webp("XMP ", $0)] } ?? old
    head.flags &= ~(WebPHead.exif | WebPHead.xmp)
    head.flags |= (exif.isEmpty ? 0 : WebPHead.exif) | (xmp.isEmpty ? 0 : WebPHead.xmp)
    if chunks.contains(where: { $0.kind == "C2PA" }) { report.remove(CopyReport.credentials) }
    let others = chunks.filter { !["VP8X", "EXIF", "XMP ", "C2PA"].contains($0.kind) }
    let end = (others.lastIndex { $0.isFrame }).map { $0 + 1 } ?? others.count
    let result = [head.bytes] + others.prefix(end).map(\.whole) + exif + xmp
    return try Self.file(
      result + others.dropFirst(end).map(\.whole), trailing: trailing.data)
  }

  /// The blocks of EXIF, the first one with the comment; readers look at no other.
  private func exifChunks(with text: String?, _ report: inout CopyReport) -> [Data] {
    let blocks = chunks.filter { $0.kind == "EXIF" }
    guard let text else { return blocks.map(\.whole) }
    let body = EXIFBlock.block(blocks.first?.body, userComment: text, &report)
    return [Chunk.webp("EXIF", body)] + blocks.dropFirst().map(\.whole)
  }

  /// The file without all that is neither pixels nor colours.
  func stripped(_ report: inout CopyReport) throws(CopyFault) -> Data {
    let exif = chunks.first { $0.kind == "EXIF" }.flatMap { EXIFBlock($0.body) }
    let hasProfile = chunks.contains { $0.kind == "ICCP" }
    let orientation = report.orientation(of: exif, hasProfile: hasProfile)
    var result: [Data] = []
    for chunk in chunks where chunk.kind != "VP8X" {
      if Self.kept.contains(chunk.kind) {
        result.append(try Self.plain(chunk, &report))
      } else {
        report.remove(Self.name(of: chunk))
      }
    }
    if let orientation { result.append(Chunk.webp("EXIF", orientation)) }
    report.removeTrailing(trailing.count)
    return try Self.file(plainHead(isTurned: orientation != nil) + result)
  }

  /// The head with nothing but what is left; none for a file that had none and needs none.
  private func plainHead(isTurned: Bool) throws(CopyFault) -> [Data] {
    guard isTurned || chunks.contains(where: { $0.kind == "VP8X" }) else { return [] }
    var head = try WebPHead(chunks)
    let hasProfile = chunks.contains { $0.kind == "ICCP" }
    head.flags &= WebPHead.alpha | WebPHead.moving
    head.flags |= (isTurned ? WebPHead.exif : 0) | (hasProfile ? WebPHead.profile : 0)
    return [head.bytes]
  }

  /// A chunk of pixels; one of a moving picture without what is not pixels in it.
  private static func plain(
    _ chunk: Chunk, _ report: inout CopyReport
  ) throws(CopyFault) -> Data {
    guard chunk.kind == "ANMF" else { return chunk.whole }
    guard let head = chunk.body.part(0, frameHead) else {
      throw .broken("A moving picture of the WebP has \(chunk.body.count) bytes only.")
    }
    var body = Data(head.data)
    let parts = WebPFile(parts: chunk.body.rest(frameHead))
    if let fault = parts.fault { throw fault }
    for part in parts.chunks {
      if inFrames.contains(part.kind) {
        body.append(part.whole)
      } else {
        report.remove(name(of: part))
      }
    }
    return Chunk.webp("ANMF", body)
  }

  private static func name(of chunk: Chunk) -> String {
    switch chunk.kind {
    case "EXIF": CopyReport.exif
    case "XMP ": CopyReport.xmp
    case "C2PA": CopyReport.credentials
    default: "the chunk “\(CopyReport.shown(chunk.kind))”"
    }
  }
}
