import Foundation

extension PNGFile {
  /// What pixels and their colours need, still or moving (PNG, third edition, table 7); the two
  /// names in small letters are those that the drafts of `mDCV` and `cLLI` had.
  private static let kept: Set<String> = [
    "IHDR", "PLTE", "tRNS", "IDAT", "IEND", "iCCP", "sRGB", "gAMA", "cHRM", "cICP", "mDCV", "cLLI",
    "mDCv", "cLLi", "sBIT", "acTL", "fcTL", "fdAT",
  ]
  private static let profiles: Set<String> = ["iCCP", "sRGB", "cICP", "cHRM", "gAMA"]

  /// The file with texts before its pixels.
  func embedding(_ texts: CopyTexts, _ report: inout CopyReport) -> Data {
    let added = Self.chunks(of: texts)
    var result: [Data] = []
    var isWaiting = true
    for chunk in chunks {
      if chunk.kind == "IDAT", isWaiting {
        result += added
        isWaiting = false
      }
      if keeps(chunk, with: texts, &report) { result.append(chunk.whole) }
    }
    return Self.file(result, trailing: trailing.data)
  }

  private static func chunks(of texts: CopyTexts) -> [Data] {
    var added: [Data] = []
    if let text = texts.parameters { added.append(Chunk.pngText(parametersKeyword, text)) }
    if let packet = texts.xmp { added.append(Chunk.pngInternational(xmpKeyword, packet)) }
    return added
  }

  private func keeps(
    _ chunk: Chunk, with texts: CopyTexts, _ report: inout CopyReport
  ) -> Bool {
    if chunk.kind == "caBX" {
      report.remove(CopyReport.credentials)
      return false
    }
    guard chunk.kind != "comf", let keyword = chunk.pngKeyword else { return true }
    if keyword == Self.parametersKeyword { return texts.parameters == nil }
    guard texts.xmp != nil else { return true }
    switch keyword.lowercased() {
    case Self.xmpKeyword.lowercased(): return false
    case "raw profile type xmp":
      report.remove(CopyReport.text(keyword))
      return false
    case "raw profile type app1":
      report.note("The text “\(keyword)” stays; it may hold a packet of XMP from before.")
      return true
    default: return true
    }
  }

  /// The file without all that is neither pixels nor colours.
  func stripped(_ report: inout CopyReport) -> Data {
    let exif = chunks.first { $0.kind == "eXIf" }.flatMap { EXIFBlock($0.body) }
    let hasProfile = chunks.contains { Self.profiles.contains($0.kind) }
    let orientation = report.orientation(of: exif, hasProfile: hasProfile)
    var result: [Data] = []
    for chunk in chunks {
      guard Self.kept.contains(chunk.kind) else {
        report.remove(Self.name(of: chunk))
        continue
      }
      result.append(chunk.whole)
      if let orientation, chunk.kind == "IHDR" { result.append(Chunk.png("eXIf", orientation)) }
    }
    report.removeTrailing(trailing.count)
    return Self.file(result)
  }

  private static func name(of chunk: Chunk) -> String {
    switch chunk.kind {
    case "caBX": return CopyReport.credentials
    case "eXIf": return CopyReport.exif
    case "tIME": return "the time of the last change"
    case "pHYs": return "the size of the pixels"
    default: break
    }
    guard let keyword = chunk.pngKeyword else { return "the chunk “\(chunk.kind)”" }
    switch keyword.lowercased() {
    case xmpKeyword.lowercased(), "raw profile type xmp": return CopyReport.xmp
    case "raw profile type iptc": return CopyReport.iptc
    case "raw profile type exif": return CopyReport.exif
    default: return CopyReport.text(keyword)
    }
  }
}
