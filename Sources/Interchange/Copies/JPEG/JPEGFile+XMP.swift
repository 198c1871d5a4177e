import Foundation

extension JPEGFile {
  /// The packet of XMP of a file, its parts joined, and whether some could not be.
  var xmp: (packet: Data?, hasLost: Bool) {
    let start = JPEGSegment.xmpStart.utf8.count
    let main = segments.first { $0.isXMP }.map { Data($0.body.rest(start).data) }
    guard segments.contains(where: { $0.isExtendedXMP }) else { return (main, false) }
    guard let main, let id = Self.extensionID(in: main), let further = extendedXMP(id) else {
      return (main, true)
    }
    if XMPWrapper.content(of: main) == LongXMP.pointer(to: id) {
      return (XMPWrapper.wrapped(further), false)
    }
    guard let joined = XMPJoin.joined(main, further, id: id) else { return (main, true) }
    return (joined, false)
  }

  /// The 32 digits by which a packet names its further parts.
  private static func extensionID(in packet: Data) -> String? {
    guard let range = packet.range(of: Data("HasExtendedXMP".utf8)) else { return nil }
    let digits = packet[range.upperBound...].prefix(80)
      .drop { !isDigit($0) }.prefix { isDigit($0) }
    return digits.count == 32 ? String(decoding: digits, as: UTF8.self) : nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    Character(Unicode.Scalar(byte)).isHexDigit
  }

  /// The parts under an id, joined in the order of their offsets; nil where some are not there.
  private func extendedXMP(_ id: String) -> Data? {
    let start = JPEGSegment.extensionStart.utf8.count
    let bodies = segments.filter { $0.isExtendedXMP }.map { $0.body.rest(start) }
      .filter { $0.has(id) }
    guard let total = bodies.first?.u32(32), total <= CopyTexts.mostBytes else { return nil }
    var packet = Data()
    for body in bodies.sorted(by: { ($0.u32(36) ?? 0) < ($1.u32(36) ?? 0) })
    where body.u32(36) == packet.count && packet.count < total {
      packet.append(body.rest(40).data)
    }
    return packet.count == total ? packet : nil
  }
}

/// Makes one packet of the two of a JPEG with long XMP.
enum XMPJoin {
  private static let close = Data("</rdf:RDF>".utf8)

  /// The first packet with the descriptions of the second, and without the name of its parts.
  ///
  /// Nil where either is written in a way in which descriptions cannot be taken over as they are.
  static func joined(_ main: Data, _ further: Data, id: String) -> Data? {
    guard let inner = descriptions(of: further),
      let plain = String(data: main, encoding: .utf8).map({ without(id, $0) }),
      let end = Data(plain.utf8).range(of: close, options: .backwards)
    else { return nil }
    var joined = Data(plain.utf8)
    joined.insert(contentsOf: inner, at: end.lowerBound)
    return joined
  }

  /// What stands within `rdf:RDF`, if nothing before it names spaces that it may need.
  private static func descriptions(of packet: Data) -> Data? {
    guard let open = packet.range(of: Data("<rdf:RDF".utf8)),
      let start = packet[open.upperBound...].firstIndex(of: UInt8(ascii: ">")),
      let end = packet.range(of: close, options: .backwards), start < end.lowerBound
    else { return nil }
    let head = String(decoding: packet[...start], as: UTF8.self)
    let names = head.split(separator: "xmlns").dropFirst()
    guard names.allSatisfy({ $0.hasPrefix(":x=") || $0.hasPrefix(":rdf=") }) else { return nil }
    return packet[(start + 1)..<end.lowerBound]
  }

  private static func without(_ id: String, _ packet: String) -> String {
    [
      "xmpNote:HasExtendedXMP=\"\(id)\"", "xmpNote:HasExtendedXMP='\(id)'",
      "<xmpNote:HasExtendedXMP>\(id)</xmpNote:HasExtendedXMP>",
    ].reduce(packet) { $0.replacing($1, with: "") }
  }
}
