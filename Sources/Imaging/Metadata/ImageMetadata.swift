import Foundation

/// The data about a picture that a file carries besides, in the order in which it counts.
struct ImageMetadata {
  private(set) var exif: [EXIF] = []
  private var packets: [Data] = []
  private var extended = ExtendedXMP()

  /// Real files have one of each.
  private static let most = 16

  /// Adds EXIF data, with or without the mark that JPEG puts before it.
  mutating func addEXIF(_ bytes: Data) {
    guard exif.count < Self.most, let found = EXIF(bytes) else { return }
    exif.append(found)
  }

  /// Adds an XMP packet.
  mutating func addXMP(_ packet: Data) {
    if packets.count < Self.most { packets.append(packet) }
  }

  /// Adds the contents of an APP1 segment of a JPEG, in which EXIF data or XMP may be.
  mutating func addSegment(_ content: Data) {
    if content.starts(with: "Exif\0".utf8) {
      addEXIF(content)
    } else if let packet = content.without(prefix: "http://ns.adobe.com/xap/1.0/\0") {
      addXMP(packet)
    } else if let part = content.without(prefix: ExtendedXMP.mark) {
      extended.add(part)
    }
  }

  /// Which way the picture is stored: by the first EXIF data that says so; by XMP where none does.
  var orientation: (value: Int, origin: ImageHeader.OrientationOrigin)? {
    if let value = exif.lazy.compactMap(\.orientation).first { return (value, .exif) }
    for packet in packets {
      let xmp = XMP(packet)
      let value =
        xmp.orientation
        ?? xmp.continuation.flatMap(extended.packet).flatMap { XMP($0).orientation }
      if let value { return (value, .xmp) }
    }
    return nil
  }
}

extension Data {
  fileprivate func without(prefix: String) -> Data? {
    starts(with: prefix.utf8) ? dropFirst(prefix.utf8.count) : nil
  }
}
