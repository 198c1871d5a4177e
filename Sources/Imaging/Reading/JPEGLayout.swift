import Foundation
import TroupeCImaging
import TroupeVocabulary

/// What the segments of a JPEG before its first scan say.
struct JPEGLayout {
  private(set) var header: ImageHeader
  /// The embedded profile, put together from its segments.
  private(set) var profile: Data?
  /// Where the contents of the first scan begin.
  private let firstScan: Int

  private static let exifMark = "Exif\0\0"
  private static let profileMark = "ICC_PROFILE\0"

  /// - Throws: `ImageFault` if there is no frame header, or one of a refused form or size.
  init(reading bytes: Data, limits: ImageLimits) throws(ImageFault) {
    let reader = ByteReader(bytes)
    var frame: ImageHeader?
    var orientation: Int?
    var hasMetadata = false
    var profileParts: [Data] = []
    var offset = 2
    while let (marker, content) = try Self.segment(reader, &offset), marker != 0xDA {
      // JFIF and Adobe say how pixels are stored; the other application segments and comments do not.
      hasMetadata = hasMetadata || marker == 0xFE || (0xE1...0xEF ~= marker && marker != 0xEE)
      switch marker {
      case 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(marker):
        if frame == nil { frame = try Self.frame(marker, ByteReader(content), limits: limits) }
      case 0xE1 where content.starts(with: Self.exifMark.utf8):
        orientation = orientation ?? EXIFOrientation.read(content.dropFirst(6))
      case 0xE2 where content.starts(with: Self.profileMark.utf8):
        profileParts.append(content.dropFirst(Self.profileMark.utf8.count))
      default:
        break
      }
    }
    guard var header = frame else { throw .truncated }
    header.orientation = orientation ?? 1
    header.hasMetadata = hasMetadata
    self.header = header
    firstScan = offset
    profile = Self.joined(profileParts)
  }

  /// Refuses a file without an end, or with too many scans, before any of it is decoded.
  ///
  /// - Throws: `ImageFault.truncated`, `.tooManyScans`.
  func checkScans(of bytes: Data, maxScans: Int) throws(ImageFault) {
    var hasEnd: Int32 = 0
    let later = bytes.withUnsafeBytes {
      ti_jpeg_count_scans(
        $0.bindMemory(to: UInt8.self).baseAddress, $0.count, firstScan, &hasEnd)
    }
    guard later < maxScans else { throw .tooManyScans(bound: maxScans) }
    guard hasEnd != 0 else { throw .truncated }
  }

  /// The smallest of the scales that cost a fraction of the whole whose long edge keeps `edge`
  /// pixels.
  func scale(atLeast edge: Int?) -> (eighths: Int, size: Size) {
    func side(_ whole: Int, _ eighths: Int) -> Int { (whole * eighths + 7) / 8 }
    let long = max(header.width, header.height)
    let eighths = [1, 2, 4].first { side(long, $0) >= edge ?? .max } ?? 8
    return (
      eighths, Size(width: side(header.width, eighths), height: side(header.height, eighths))
    )
  }

  /// The next segment: marker and contents. Moves `offset` behind it; `nil` at the end of the bytes.
  private static func segment(
    _ reader: ByteReader, _ offset: inout Int
  ) throws(ImageFault) -> (marker: UInt8, content: Data)? {
    while let byte = reader.byte(at: offset), let marker = reader.byte(at: offset + 1) {
      // Stray and filling bytes between segments are common and harmless.
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
    guard height > 0 else { throw .unsupportedForm("JPEG that says its height at the end") }
    let models: [UInt8: ImageHeader.ColorModel] = [1: .gray, 3: .rgb, 4: .cmyk]
    guard let model = models[components] else {
      throw .unsupportedForm("JPEG of \(components) components")
    }
    try limits.check(width: width, height: height)
    return ImageHeader(type: .jpeg, width: width, height: height, bitDepth: 8, colorModel: model)
  }

  /// Joins segments, each led by its number from 1 and their count; `nil` unless all are there.
  private static func joined(_ parts: [Data]) -> Data? {
    guard let count = parts.first?.dropFirst().first, parts.count == Int(count) else { return nil }
    let ordered = parts.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
    guard ordered.enumerated().allSatisfy({ $1.first.map(Int.init) == $0 + 1 }) else { return nil }
    return ordered.reduce(into: Data()) { $0 += $1.dropFirst(2) }
  }
}
