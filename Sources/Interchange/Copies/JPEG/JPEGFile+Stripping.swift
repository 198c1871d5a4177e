import Foundation

extension JPEGFile {
  private static let plainJFIF = 14
  private static let plainAdobe = 12

  /// The file without all that is neither pixels nor colours.
  func stripped(_ report: inout CopyReport) -> Data {
    let exif = segments.first { $0.isEXIF }.flatMap { EXIFBlock($0.body) }
    let hasProfile = segments.contains { $0.isProfile }
    let orientation = report.orientation(of: exif, hasProfile: hasProfile)
    let ids = credentialIDs
    var (result, head): ([Data], Data?) = ([], nil)
    for segment in segments {
      if !segment.lead.isFill {
        report.remove(
          segment.lead.count == 1
            ? "1 byte between segments" : "\(segment.lead.count) bytes between segments")
      }
      if segment.isJFIF, head == nil {
        head = Self.plain(segment, &report)
      } else if segment.isPixels || segment.isProfile {
        result.append(segment.plain)
      } else if segment.isAdobe {
        let body = segment.body.data.prefix(Self.plainAdobe)
        result.append(JPEGSegment.bytes(segment.marker, Data(body)))
      } else {
        report.remove(segment.name(credentialIDs: ids))
      }
    }
    report.removeTrailing(trailing.count)
    let turned = orientation.map { JPEGSegment.bytes(0xE1, Data("Exif\0\0".utf8) + $0) }
    return Self.file([head, turned].compactMap { $0 } + result)
  }

  /// The head of JFIF without its thumbnail.
  private static func plain(_ segment: JPEGSegment, _ report: inout CopyReport) -> Data {
    var body = Data(segment.body.data.prefix(plainJFIF))
    body.put(0, size: 2, at: plainJFIF - 2)
    if segment.body.count > plainJFIF { report.remove("a thumbnail") }
    return JPEGSegment.bytes(segment.marker, body)
  }
}
