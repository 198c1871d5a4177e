import Foundation
import TroupeCImaging
import TroupeVocabulary

/// What the segments before the first scan of a JPEG say.
struct JPEGLayout {
  private(set) var header: ImageHeader
  /// Camera data and XMP.
  private(set) var metadata = ImageMetadata()
  /// The embedded profile, joined from its segments; empty if some are missing.
  private(set) var profile: Data?
  /// Whether a marker of Adobe's says how colors are stored.
  private(set) var hasAdobeMarker = false
  /// The offset of the first scan's contents.
  let firstScan: Int
  /// The segments before it that say how pixels are coded: neither metadata nor comments.
  private(set) var pixelSegments: [Range<Int>] = []

  /// Camera and editing data of 100 MB take a sixth of these.
  private static let maxSegments = 10_000
  /// The most bytes between segments.
  private static let maxStray = 65_536
  private static let profilePrefix = "ICC_PROFILE\0"

  /// - Throws: `ImageFault` if there is no frame header, or its form or size is not supported.
  init(reading bytes: Data, limits: ImageLimits) throws(ImageFault) {
    let reader = ByteReader(bytes)
    var frame: ImageHeader?
    var hasMetadata = false
    var profileParts: [Data] = []
    var offset = 2
    var isWhole = false
    var (segments, stray) = (0, 0)
    while let (marker, content) = try Self.segment(reader, &offset, &stray) {
      segments += 1
      if marker == 0xEE || !(0xE0...0xEF ~= marker || marker == 0xFE) {
        pixelSegments.append(offset - content.count - 4..<offset)
      }
      guard segments <= Self.maxSegments else {
        throw .corrupt("more segments than any picture needs")
      }
      if marker == 0xDA {
        isWhole = true
        break
      }
      // JFIF and Adobe segments describe the pixels; the others and comments are metadata.
      hasMetadata = hasMetadata || marker == 0xFE || (0xE1...0xEF ~= marker && marker != 0xEE)
      switch marker {
      case 0xF7: throw .unsupportedForm("JPEG-LS")
      case 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(marker):
        if frame == nil { frame = try Self.frame(marker, ByteReader(content), limits: limits) }
      case 0xE1:
        metadata.addSegment(content)
      case 0xEE where content.starts(with: "Adobe".utf8):
        hasAdobeMarker = true
      case 0xE2 where content.starts(with: Self.profilePrefix.utf8):
        profileParts.append(content.dropFirst(Self.profilePrefix.utf8.count))
      default:
        break
      }
    }
    guard isWhole else { throw .truncated }
    guard var header = frame else { throw .corrupt("a JPEG without a frame header") }
    header.orient(by: metadata)
    header.hasMetadata = hasMetadata
    self.header = header
    firstScan = offset
    profile = profileParts.isEmpty ? nil : Self.joined(profileParts) ?? Data()
  }

  /// The scans behind the first, and where the end marker ends, if there is one.
  private func survey(_ bytes: Data) -> (laterScans: Int, end: Int?) {
    var end = 0
    let later = bytes.withUnsafeBytes {
      ti_jpeg_count_scans($0.bindMemory(to: UInt8.self).baseAddress, $0.count, firstScan, &end)
    }
    return (later, end == 0 ? nil : end)
  }

  /// Where the end marker ends; `nil` if it is missing.
  func end(in bytes: Data) -> Int? { survey(bytes).end }

  /// How many of `bytes` to decode, which have not too many scans.
  ///
  /// Where the end is missing, zeros at the end stand for bytes that were never written: decoded,
  /// they would show as pixels. One belongs to the picture if it stands alone, or behind 255, as
  /// pixels are escaped.
  /// - Throws: `ImageFault.tooManyScans`.
  func length(of bytes: Data, maxScans: Int) throws(ImageFault) -> Int {
    let (later, end) = survey(bytes)
    guard later < maxScans else { throw .tooManyScans(bound: maxScans) }
    if end != nil { return bytes.count }
    let last = bytes.lastIndex { $0 != 0 } ?? bytes.startIndex
    let length = last - bytes.startIndex + 1
    return length + 1 == bytes.count || bytes[last] == 0xFF ? min(length + 1, bytes.count) : length
  }

  /// The smallest of libjpeg's cheap scales whose long edge has at least `edge` pixels.
  func scale(atLeast edge: Int?) -> (eighths: Int, size: Size) {
    func side(_ whole: Int, _ eighths: Int) -> Int { (whole * eighths + 7) / 8 }
    let long = max(header.width, header.height)
    let eighths = [1, 2, 4].first { side(long, $0) >= edge ?? .max } ?? 8
    return (
      eighths, Size(width: side(header.width, eighths), height: side(header.height, eighths))
    )
  }

  /// The next segment's marker and contents. Moves `offset` past it; `nil` at the end of the bytes.
  private static func segment(
    _ reader: ByteReader, _ offset: inout Int, _ stray: inout Int
  ) throws(ImageFault) -> (marker: UInt8, content: Data)? {
    while let byte = reader.byte(at: offset), let marker = reader.byte(at: offset + 1) {
      // Stray and fill bytes between segments are common and harmless.
      stray += 1
      guard stray <= maxStray else {
        throw .corrupt("too many bytes between the segments of a JPEG")
      }
      guard byte == 0xFF, marker != 0xFF, marker != 0 else {
        offset += 1
        continue
      }
      offset += 2
      switch marker {
      case 0x01, 0xD0...0xD8: continue
      case 0xD9: throw .corrupt("a JPEG that ends before its picture")
      default: break
      }
      guard let length = reader.number(at: offset, length: 2) else { return nil }
      guard length >= 2 else { throw .corrupt("a JPEG segment without length") }
      guard let content = reader.slice(at: offset + 2, length: length - 2) else { return nil }
      offset += length
      return (marker, content)
    }
    return nil
  }

  private static func frame(
    _ marker: UInt8, _ reader: ByteReader, limits: ImageLimits
  ) throws(ImageFault) -> ImageHeader {
    switch marker {
    case 0xC0, 0xC1, 0xC2, 0xC9, 0xCA: break
    case 0xC3, 0xCB: throw .unsupportedForm("lossless JPEG")
    default: throw .unsupportedForm("hierarchical JPEG")
    }
    guard let precision = reader.byte(at: 0), let height = reader.number(at: 1, length: 2),
      let width = reader.number(at: 3, length: 2), let components = reader.byte(at: 5)
    else { throw .corrupt("a JPEG frame header too short") }
    guard precision == 8 else { throw .unsupportedForm("\(precision)-bit JPEG") }
    guard width > 0 else { throw .corrupt("a JPEG without width") }
    guard height > 0 else { throw .unsupportedForm("JPEG with its height at the end") }
    let models: [UInt8: ImageHeader.ColorModel] = [1: .gray, 3: .rgb, 4: .cmyk]
    guard let model = models[components] else {
      throw .unsupportedForm("JPEG of \(components) components")
    }
    try limits.check(width: width, height: height)
    return ImageHeader(type: .jpeg, width: width, height: height, bitDepth: 8, colorModel: model)
  }

  /// Joins segments, each with its number, from 1, and their count; `nil` unless all are present.
  private static func joined(_ parts: [Data]) -> Data? {
    guard let count = parts.first?.dropFirst().first, parts.count == Int(count) else { return nil }
    let ordered = parts.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
    guard ordered.enumerated().allSatisfy({ $1.first.map(Int.init) == $0 + 1 }) else { return nil }
    return ordered.reduce(into: Data()) { $0 += $1.dropFirst(2) }
  }
}
