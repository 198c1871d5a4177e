import Foundation

@testable import TroupeInterchange

/// The bytes of a text in UTF-8.
func utf8(_ text: String) -> [UInt8] { Array(text.utf8) }

/// A number as so many bytes, the highest first unless said otherwise.
func number(_ value: Int, _ size: Int, _ order: ByteOrder = .big) -> [UInt8] {
  let bytes = (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  return order == .little ? bytes : bytes.reversed()
}

/// A text in UTF-16.
func utf16(_ text: String, _ order: ByteOrder) -> [UInt8] {
  text.utf16.flatMap { number(Int($0), 2, order) }
}

/// A zlib stream of stored blocks.
func stored(_ bytes: [UInt8]) -> [UInt8] {
  let blocks = stride(from: 0, to: max(bytes.count, 1), by: 65535).flatMap { start in
    let block = bytes[start..<min(start + 65535, bytes.count)]
    let isLast: UInt8 = start + 65535 >= bytes.count ? 1 : 0
    return [isLast] + number(block.count, 2, .little) + number(~block.count, 2, .little) + block
  }
  return [0x78, 0x01] + blocks + [0, 0, 0, 0]
}

/// Inflates a zlib stream of stored blocks.
func inflateStored(_ zlib: Data, _ most: Int) -> Data? {
  let bytes = [UInt8](zlib)
  guard bytes.count > 2, bytes[0] == 0x78 else { return nil }
  var (at, result) = (2, Data())
  while at + 5 <= bytes.count, bytes[at] <= 1 {
    let length = Int(bytes[at + 1]) | Int(bytes[at + 2]) << 8
    guard at + 5 + length <= bytes.count, result.count + length <= most else { return nil }
    result.append(contentsOf: bytes[(at + 5)..<(at + 5 + length)])
    if bytes[at] == 1 { return result }
    at += 5 + length
  }
  return nil
}

/// Reads a file whose bytes do not start at index 0 of their data.
func read(_ bytes: [UInt8]) -> EmbeddedTexts {
  let data = Data([1, 2, 3] + bytes + [4])
  return EmbeddedTexts(reading: data[3..<(3 + bytes.count)], inflate: inflateStored)
}

/// A chunk of a PNG with a checksum of zeros.
func chunk(_ kind: String, _ body: [UInt8]) -> [UInt8] {
  number(body.count, 4) + utf8(kind) + body + [0, 0, 0, 0]
}

/// A PNG of a head, some chunks, and its end.
func png(_ chunks: [UInt8]...) -> [UInt8] {
  [0x89] + utf8("PNG\r\n\u{1A}\n") + chunk("IHDR", [UInt8](repeating: 0, count: 13))
    + chunks.flatMap { $0 } + chunk("IEND", [])
}

/// A segment of a JPEG.
func segment(_ marker: UInt8, _ body: [UInt8]) -> [UInt8] {
  [0xFF, marker] + number(body.count + 2, 2) + body
}

/// A JPEG of some segments and no pixels.
func jpeg(_ segments: [UInt8]...) -> [UInt8] {
  [0xFF, 0xD8] + segments.flatMap { $0 } + [0xFF, 0xDA, 0, 2, 0xFF, 0xD9]
}

/// A chunk of a RIFF, padded to an even length.
func riffChunk(_ kind: String, _ body: [UInt8]) -> [UInt8] {
  utf8(kind) + number(body.count, 4, .little) + body + (body.count % 2 == 0 ? [] : [0])
}

/// A WebP of some chunks.
func webp(_ chunks: [UInt8]...) -> [UInt8] {
  let body = utf8("WEBP") + chunks.flatMap { $0 }
  return utf8("RIFF") + number(body.count, 4, .little) + body
}

/// A tag of EXIF, its type, and its bytes.
typealias Tag = (tag: Int, type: Int, bytes: [UInt8])

/// A block of EXIF with tags in the main directory and in that of EXIF.
func exif(_ main: [Tag], _ inner: [Tag] = [], _ order: ByteOrder = .little) -> [UInt8] {
  let innerStart = 8 + 2 + (main.count + 1) * 12 + 4
  let valuesStart = innerStart + 2 + inner.count * 12 + 4
  var values: [UInt8] = []
  func directory(_ tags: [Tag], _ pointer: [UInt8] = []) -> [UInt8] {
    let entries = tags.flatMap { tag, type, bytes in
      let head = number(tag, 2, order) + number(type, 2, order) + number(bytes.count, 4, order)
      guard bytes.count > 4 else { return head + (bytes + [0, 0, 0, 0]).prefix(4) }
      defer { values += bytes }
      return head + number(valuesStart + values.count, 4, order)
    }
    let count = tags.count + (pointer.isEmpty ? 0 : 1)
    return number(count, 2, order) + entries + pointer + [0, 0, 0, 0]
  }
  let pointer =
    number(0x8769, 2, order) + number(4, 2, order) + number(1, 4, order)
    + number(innerStart, 4, order)
  let directories = directory(main, pointer) + directory(inner)
  return utf8(order == .big ? "MM" : "II") + number(42, 2, order) + number(8, 4, order)
    + directories + values
}

/// A packet of XMP with attributes and elements in its description.
func xmp(_ attributes: String, _ elements: String = "") -> [UInt8] {
  utf8(
    """
    <?xpacket begin="\u{FEFF}"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description rdf:about="" xmlns:d="http://purl.org/dc/elements/1.1/"
     xmlns:e="http://ns.adobe.com/exif/1.0/" xmlns:p="http://ns.adobe.com/photoshop/1.0/"
     xmlns:iptcExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" \(attributes)>\(elements)
    </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>
    """)
}

/// A box of ISO BMFF or JUMBF.
func box(_ kind: String, _ body: [UInt8]) -> [UInt8] {
  number(body.count + 8, 4) + utf8(kind) + body
}

/// A superbox of JUMBF with a label.
func superbox(_ type: String, _ label: String, _ boxes: [UInt8]...) -> [UInt8] {
  let id = utf8(type) + [UInt8](repeating: 0, count: 12)
  return box("jumb", box("jumd", id + [3] + utf8(label) + [0]) + boxes.flatMap { $0 })
}
