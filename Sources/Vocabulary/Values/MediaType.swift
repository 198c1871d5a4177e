/// The image types that Troupe reads or records, decided by the bytes and never by a name.
public enum MediaType: String, Codable, Hashable, Sendable, CaseIterable {
  /// Portable Network Graphics.
  case png = "image/png"
  /// JPEG.
  case jpeg = "image/jpeg"
  /// WebP.
  case webp = "image/webp"
  /// TIFF, also in its form for large files.
  case tiff = "image/tiff"
  /// HEIC, in which phones keep photographs.
  case heic = "image/heic"
  /// AVIF.
  case avif = "image/avif"
  /// GIF.
  case gif = "image/gif"
  /// Photoshop's own format, also in its form for large files.
  case psd = "image/vnd.adobe.photoshop"

  /// The usual extension, without the dot.
  public var fileExtension: String {
    switch self {
    case .png: "png"
    case .jpeg: "jpg"
    case .webp: "webp"
    case .tiff: "tiff"
    case .heic: "heic"
    case .avif: "avif"
    case .gif: "gif"
    case .psd: "psd"
    }
  }

  /// What people call it, such as `JPEG`.
  public var name: String {
    self == .webp ? "WebP" : self == .jpeg ? "JPEG" : fileExtension.uppercased()
  }

  /// The type that the first bytes show, or `nil`. Twelve bytes are enough.
  public init?(sniffing bytes: some Collection<UInt8>) {
    let head = Array(bytes.prefix(12))
    if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if head.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if head.starts(with: Array("RIFF".utf8)), head.dropFirst(8).elementsEqual("WEBP".utf8) {
      self = .webp
    } else if let type = Self.other(head) {
      self = type
    } else {
      return nil
    }
  }

  private static func other(_ head: [UInt8]) -> MediaType? {
    if head.starts(with: "GIF8".utf8) { return .gif }
    if head.starts(with: "8BPS".utf8) { return .psd }
    let isTIFF = [
      [0x49, 0x49, 0x2A, 0], [0x4D, 0x4D, 0, 0x2A], [0x49, 0x49, 0x2B, 0], [0x4D, 0x4D, 0, 0x2B],
    ]
    .contains { head.starts(with: $0) }
    // Cameras' raw files that begin as a TIFF does.
    if isTIFF { return head.dropFirst(8).starts(with: "CR".utf8) ? nil : .tiff }
    guard head.dropFirst(4).starts(with: "ftyp".utf8) else { return nil }
    switch String(decoding: head.dropFirst(8), as: UTF8.self) {
    case "avif", "avis": return .avif
    case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1": return .heic
    default: return nil
    }
  }
}
