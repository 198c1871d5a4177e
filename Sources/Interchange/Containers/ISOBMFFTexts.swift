import Foundation

/// Reads the texts of AVIF, HEIC and JPEG XL, whose files are made of boxes; a best effort.
struct ISOBMFFTexts {
  private static let mostExtents = 4096

  /// A box: its kind, what it holds, and the offset after it.
  typealias Box = (kind: String, body: ByteView, end: Int)

  private let file: ByteView
  private var kinds: [Int: String] = [:]
  private var extentsLeft = mostExtents

  /// Goes through all boxes of the file.
  static func read(_ file: ByteView, into found: inout Findings) {
    var reader = ISOBMFFTexts(file: file)
    var offset = 0
    while offset < file.count {
      guard let box = box(in: file, at: offset) else {
        return found.note("The file ends within a box: \(file.count - offset) bytes.")
      }
      let whole = file.part(offset, box.end - offset)
      offset = box.end
      switch box.kind {
      case "meta": reader.readItems(box.body.rest(4), into: &found)
      case "uuid": readPrivate(box.body, into: &found)
      case "Exif": readEXIF(box.body, into: &found)
      case "xml ": XMPTexts.read(box.body, into: &found)
      case "jumb":
        if let whole { ContentCredentials.read(whole, isCertain: false, into: &found) }
      case "brob": found.note("A compressed box of \(box.body.count) bytes was left out.")
      default: break
      }
    }
  }

  /// The box at an offset, or nil where it is not all there.
  static func box(in view: ByteView, at offset: Int) -> Box? {
    guard var length = view.u32(offset), let kind = view.kind(offset + 4) else { return nil }
    var head = 8
    if length == 1 {
      guard let long = view.number(offset + 8, size: 8) else { return nil }
      (length, head) = (long, 16)
    } else if length == 0 {
      length = view.count - offset
    }
    guard length >= head, let body = view.part(offset + head, length - head) else { return nil }
    return (kind, body, offset + length)
  }

  private init(file: ByteView) { self.file = file }

  private static func readPrivate(_ body: ByteView, into found: inout Findings) {
    let credentials: [UInt8] = [
      0xD8, 0xFE, 0xC3, 0xD6, 0x1B, 0x0E, 0x48, 0x3C, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7E, 0xC4,
      0x81,
    ]
    let xmp: [UInt8] = [
      0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF,
      0xAC,
    ]
    let id = body.part(0, 16)?.bytes
    if id == xmp {
      XMPTexts.read(body.rest(16), into: &found)
    } else if id == credentials {
      // Version and flags, the purpose, and the offset of a tree of hashes stand before the boxes.
      let purposeEnd = body.firstNUL(from: 20, within: 64) ?? 20
      ContentCredentials.read(body.rest(purposeEnd + 9), into: &found)
    }
  }

  /// Four bytes before the block say how far it is to its start.
  private static func readEXIF(_ item: ByteView, into found: inout Findings) {
    guard let distance = item.u32(0) else { return found.note("An EXIF item is empty.") }
    EXIFTexts.read(item.rest(4 + distance), into: &found)
  }

  private mutating func readItems(_ meta: ByteView, into found: inout Findings) {
    var boxes: [String: ByteView] = [:]
    var offset = 0
    while let box = Self.box(in: meta, at: offset) {
      if boxes[box.kind] == nil { boxes[box.kind] = box.body }
      offset = box.end
    }
    guard let information = boxes["iinf"], let locations = boxes["iloc"] else { return }
    readInformation(information)
    guard !kinds.isEmpty else { return }
    if !readLocations(locations, data: boxes["idat"], into: &found) {
      found.note("The places of the texts could not be read in full.")
    }
  }

  /// Keeps the numbers of the items that hold EXIF or XMP.
  private mutating func readInformation(_ body: ByteView) {
    var offset = body.byte(0) == 0 ? 6 : 8
    while let entry = Self.box(in: body, at: offset) {
      offset = entry.end
      guard entry.kind == "infe", let version = entry.body.byte(0), version >= 2 else { continue }
      let size = version == 2 ? 2 : 4
      guard let id = entry.body.number(4, size: size), let kind = entry.body.kind(6 + size)
      else { continue }
      let type = entry.body.firstNUL(from: 10 + size, within: 256)
      let isXMP = type.map { entry.body.has("application/rdf+xml", at: $0 + 1) } ?? false
      if kind == "Exif" || kind == "mime" && isXMP { kinds[id] = kind }
    }
  }

  /// Reads the items at their places; false where the table of places is broken.
  private mutating func readLocations(
    _ body: ByteView, data: ByteView?, into found: inout Findings
  ) -> Bool {
    guard let version = body.byte(0), let sizes = body.u16(4) else { return false }
    let idSize = version < 2 ? 2 : 4
    guard let count = body.number(6, size: idSize) else { return false }
    let (startSize, lengthSize, baseSize) = (sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15)
    let indexSize = version == 0 ? 0 : sizes & 15
    var offset = 6 + idSize
    for _ in 0..<count {
      guard let id = body.number(offset, size: idSize) else { return false }
      offset += idSize
      let method = version == 0 ? 0 : (body.u16(offset) ?? 0) & 15
      offset += version == 0 ? 2 : 4
      guard let base = body.number(offset, size: baseSize),
        let extents = body.u16(offset + baseSize)
      else { return false }
      offset += baseSize + 2
      var item = Data()
      for _ in 0..<extents {
        extentsLeft -= 1
        guard extentsLeft >= 0, let start = body.number(offset + indexSize, size: startSize),
          let length = body.number(offset + indexSize + startSize, size: lengthSize)
        else { return false }
        offset += indexSize + startSize + lengthSize
        guard let kind = kinds[id], found.admits(length, of: "\(kind) item") else { continue }
        let place = base.addingReportingOverflow(start)
        guard !place.overflow,
          let part = (method == 1 ? data : file)?.part(place.partialValue, length)
        else { return false }
        item.append(part.data)
      }
      switch kinds.removeValue(forKey: id) {
      case "Exif": Self.readEXIF(ByteView(item), into: &found)
      case "mime": XMPTexts.read(ByteView(item), into: &found)
      default: break
      }
    }
    return true
  }
}
