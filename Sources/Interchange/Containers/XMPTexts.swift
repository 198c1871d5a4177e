import Foundation

/// Reads the simple properties of a packet of XMP: attributes, elements, and lists of texts.
struct XMPTexts {
  private static let mostDepth = 64
  /// What a tag or an attribute costs in bytes of text.
  private static let tagCost = 128

  /// A property whose element is open.
  private struct Property {
    let name: String
    let depth: Int
    var items: [String] = []
    var isAlternative = false
  }

  private var elements: [String] = []
  /// The usual prefixes that a prefix of the packet stands for, the innermost last.
  private var usualPrefixes: [String: [String]] = [:]
  private var declarations: [(prefix: String, depth: Int)] = []
  private var property: Property?
  private var text = ""

  /// Reads a packet in UTF-8 or UTF-16.
  static func read(_ packet: ByteView, into found: inout Findings) {
    guard found.admits(packet.count, of: "XMP") else { return }
    var scanner = XMLScanner(inUTF8(packet))
    var reader = XMPTexts()
    while let event = scanner.next() {
      guard reader.elements.count < mostDepth else {
        return found.note("The XMP of \(packet.count) bytes is nested too deeply.")
      }
      switch event {
      case .start(let name, let attributes, let isEmpty):
        let cost = min(tagCost * (1 + attributes.count), Findings.mostBytes)
        guard found.admits(cost, of: "XMP") else { return }
        reader.open(name, attributes, into: &found)
        if isEmpty { reader.close(into: &found) }
      case .end: reader.close(into: &found)
      case .text(let text): if reader.property != nil { reader.text += text }
      }
    }
    if let problem = scanner.problem {
      found.note("The XMP of \(packet.count) bytes was not read to its end: \(problem).")
    } else if !reader.elements.isEmpty {
      found.note("The XMP of \(packet.count) bytes ends too early.")
    }
  }

  /// The bytes of a packet in UTF-8; one in UTF-16 begins with a mark of the order or has a NUL next to its `<`.
  private static func inUTF8(_ packet: ByteView) -> [UInt8] {
    switch (packet.byte(0), packet.byte(1)) {
    case (0xFE, 0xFF), (0x00, 0x3C): Array(TextDecoding.utf16(packet, .big).utf8)
    case (0xFF, 0xFE), (0x3C, 0x00): Array(TextDecoding.utf16(packet, .little).utf8)
    default: packet.bytes
    }
  }

  private mutating func open(
    _ name: String, _ attributes: [(name: String, value: String)], into found: inout Findings
  ) {
    let depth = elements.count + 1
    for (name, value) in attributes where name.hasPrefix("xmlns:") {
      let prefix = String(name.dropFirst(6))
      usualPrefixes[prefix, default: []].append(Self.prefix(of: value) ?? prefix)
      declarations.append((prefix, depth))
    }
    let parent = elements.last
    let element = usualName(name)
    elements.append(element)
    text = ""
    if property != nil {
      if element == "rdf:Alt" { property?.isAlternative = true }
    } else if element == "rdf:Description" {
      for (name, value) in attributes where !name.hasPrefix("xmlns") {
        add(usualName(name), value, into: &found)
      }
    } else if parent == "rdf:Description" {
      property = Property(name: element, depth: depth)
      let resource = attributes.first { usualName($0.name) == "rdf:resource" }
      if let resource { property?.items.append(resource.value) }
    }
  }

  private mutating func close(into found: inout Findings) {
    guard let element = elements.popLast() else { return }
    let depth = elements.count + 1
    while let last = declarations.last, last.depth >= depth {
      declarations.removeLast()
      _ = usualPrefixes[last.prefix]?.popLast()
    }
    guard let open = property else { return }
    if depth == open.depth || element == "rdf:li" || element == "rdf:value",
      !text.allSatisfy(\.isWhitespace)
    {
      property?.items.append(text)
    }
    text = ""
    guard depth == open.depth, let closed = property else { return }
    property = nil
    let items = closed.isAlternative ? Array(closed.items.prefix(1)) : closed.items
    add(closed.name, items.joined(separator: "\n"), into: &found)
  }

  private func add(_ name: String, _ value: String, into found: inout Findings) {
    let isOwn = ["rdf:", "xml:", "xmpNote:"].contains { name.hasPrefix($0) }
    guard !isOwn, !value.isEmpty else { return }
    found.add(.xmp, name, value)
    switch name {
    case "Iptc4xmpExt:DigitalSourceType":
      found.add(.sourceType(ContentCredentials.lastPart(of: value)))
    case "photoshop:Credit": found.add(.credit(value))
    case "TC260:AIGC": found.add(.label(value))
    default: break
    }
  }

  /// A name with the usual prefix of its namespace, or as it is where the namespace is unknown.
  private func usualName(_ name: String) -> String {
    let parts = name.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, let prefix = usualPrefixes[String(parts[0])]?.last else { return name }
    return "\(prefix):\(parts[1])"
  }

  private static func prefix(of namespace: String) -> String? {
    if let prefix = prefixes[namespace] { return prefix }
    // The years in the address of IPTC's namespace vary, and China's is not settled.
    let address = namespace.lowercased()
    if address.contains("iptc.org/std/iptc4xmpext/") { return "Iptc4xmpExt" }
    return address.contains("tc260.org") ? "TC260" : nil
  }

  private static let prefixes = [
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/exif/1.0/": "exif",
    "http://ns.adobe.com/tiff/1.0/": "tiff",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
    "http://ns.adobe.com/xmp/note/": "xmpNote",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "Iptc4xmpCore",
  ]
}
