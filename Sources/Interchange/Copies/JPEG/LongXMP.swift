import Foundation

/// Writes a packet of XMP in segments of a JPEG; a long one in parts (XMP, part 3, 1.1.3.1).
enum LongXMP {
  /// The longest packet that one segment holds.
  static let mostBytes = 65_502
  /// How many bytes of a long packet stand in one segment.
  private static let partSize = 65_400

  /// The segments of a packet.
  static func segments(
    of packet: Data, md5: (Data) -> Data, _ report: inout CopyReport
  ) -> [Data] {
    let short = packet.count > mostBytes ? XMPWrapper.withoutPadding(packet) : packet
    guard short.count > mostBytes else { return [first(short)] }
    let content = XMPWrapper.content(of: packet)
    let id = md5(content).map { hexadecimal($0) }.joined()
    report.note(
      "The XMP of \(packet.count) bytes was cut in parts, as a segment of a JPEG holds "
        + "\(mostBytes); readers that know no extended XMP find none of it.")
    let parts = stride(from: 0, to: content.count, by: partSize).map { offset in
      part(ByteView(content), offset, id)
    }
    return [first(XMPWrapper.wrapped(pointer(to: id)))] + parts
  }

  private static func first(_ packet: Data) -> Data {
    JPEGSegment.bytes(0xE1, Data(JPEGSegment.xmpStart.utf8) + packet)
  }

  private static func part(_ content: ByteView, _ offset: Int, _ id: String) -> Data {
    var body = Data(JPEGSegment.extensionStart.utf8) + Data(id.utf8)
    body.append(content.count, size: 4)
    body.append(offset, size: 4)
    body.append(content.data.dropFirst(offset).prefix(partSize))
    return JPEGSegment.bytes(0xE1, body)
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }

  /// The content of a packet that only names the parts of another.
  static func pointer(to id: String) -> Data {
    Data(
      """
      <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF \
      xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" \
      xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmpNote:HasExtendedXMP="\(id)"/></rdf:RDF>\
      </x:xmpmeta>
      """.utf8)
  }
}

/// The instructions `<?xpacket …?>` around a packet of XMP.
enum XMPWrapper {
  private static let begin =
    "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
  private static let end = "\n<?xpacket end=\"w\"?>"

  /// A packet of some content.
  static func wrapped(_ content: Data) -> Data {
    Data(begin.utf8) + content + Data(end.utf8)
  }

  /// What stands between the two instructions, without the blanks around it.
  static func content(of packet: Data) -> Data {
    var rest = packet[...]
    if let range = rest.range(of: Data("<?xpacket begin".utf8)),
      let close = rest[range.upperBound...].range(of: Data("?>".utf8))
    {
      rest = rest[close.upperBound...]
    }
    if let range = rest.range(of: Data("<?xpacket end".utf8), options: .backwards) {
      rest = rest[..<range.lowerBound]
    }
    let isBlank = { (byte: UInt8) in [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
    guard let first = rest.firstIndex(where: { !isBlank($0) }),
      let last = rest.lastIndex(where: { !isBlank($0) })
    else { return Data() }
    return Data(rest[first...last])
  }

  /// A packet without the blanks before its end, which leave room for changes in place.
  static func withoutPadding(_ packet: Data) -> Data { wrapped(content(of: packet)) }
}
