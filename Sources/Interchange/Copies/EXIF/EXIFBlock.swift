import Foundation

/// A block of EXIF, which has the form of a TIFF: directories of tags that point to their values.
struct EXIFBlock: Sendable {
  /// An entry of a directory: twelve bytes.
  struct Entry: Sendable {
    let tag: Int
    let type: Int
    /// How many items the value has.
    let count: Int
    /// Where the twelve bytes stand.
    let offset: Int
    /// Where the value stands; nil where it lies outside of the block or its type is unknown.
    let value: Range<Int>?
  }

  /// A list of entries.
  struct Directory: Sendable {
    let offset: Int
    let entries: [Entry]
    /// The offset of the next directory, 0 where there is none.
    let next: Int

    /// The entry of a tag.
    subscript(tag: Int) -> Entry? { entries.first { $0.tag == tag } }
  }

  /// The tag that points to the directory of EXIF's own tags.
  static let exifPointer = 0x8769
  /// The tag that points to the directory of interoperability.
  static let interopPointer = 0xA005
  /// The tag that points to the directory of the place.
  static let placePointer = 0x8825
  /// More than any program writes, and few enough for one more.
  private static let mostEntries = 4096
  private static let sizes = [
    1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 129: 1,
  ]

  /// The bytes from `II` or `MM` on.
  var bytes: Data
  /// The order of the bytes in its numbers.
  let order: ByteOrder

  /// A block with or without the letters `Exif` and two NULs before it; nil where it is broken.
  init?(_ block: ByteView) {
    let tiff = block.has("Exif\0") ? block.rest(6) : block
    guard tiff.has("II") || tiff.has("MM") else { return nil }
    order = tiff.has("MM") ? .big : .little
    bytes = Data(tiff.data)
    guard tiff.u16(2, order) == 42, main != nil else { return nil }
  }

  /// The first directory.
  var main: Directory? { ByteView(bytes).u32(4, order).flatMap { directory(at: $0) } }

  /// The directory of EXIF's own tags.
  var inner: Directory? { main.flatMap { directory(under: Self.exifPointer, of: $0) } }

  /// The directory that a tag points to.
  func directory(under tag: Int, of directory: Directory) -> Directory? {
    number(of: directory[tag]).flatMap { self.directory(at: $0) }
  }

  /// The directory at an offset; nil where it lies outside of the block.
  func directory(at offset: Int) -> Directory? {
    let view = ByteView(bytes)
    guard offset >= 8, let count = view.u16(offset, order), count <= Self.mostEntries,
      view.part(offset + 2, count * 12) != nil
    else { return nil }
    let entries = (0..<count).compactMap { entry(at: offset + 2 + $0 * 12, in: view) }
    let next = view.u32(offset + 2 + count * 12, order) ?? 0
    return Directory(offset: offset, entries: entries, next: next)
  }

  private func entry(at offset: Int, in view: ByteView) -> Entry? {
    guard let tag = view.u16(offset, order), let type = view.u16(offset + 2, order),
      let count = view.u32(offset + 4, order), let pointer = view.u32(offset + 8, order)
    else { return nil }
    let size = Self.sizes[type].map { $0 * count }
    let start = (size ?? 0) <= 4 ? offset + 8 : pointer
    let value = size.flatMap { view.part(start, $0) == nil ? nil : start..<start + $0 }
    return Entry(tag: tag, type: type, count: count, offset: offset, value: value)
  }

  /// The first number of a value of whole numbers.
  func number(of entry: Entry?) -> Int? {
    guard let entry, let value = entry.value, entry.count > 0 else { return nil }
    let view = ByteView(bytes)
    return switch entry.type {
    case 3: view.u16(value.lowerBound, order)
    case 4, 13: view.u32(value.lowerBound, order)
    default: nil
    }
  }

  /// Which side of the picture is up: 1 as it is, 2 to 8 turned or mirrored; nil where not told.
  var orientation: Int? {
    number(of: main?[0x0112]).flatMap { (1...8).contains($0) ? $0 : nil }
  }

  /// Whether the block says that the colours are those of Adobe RGB: by the value 2 of ColorSpace,
  /// or by the mark `R03` of interoperability (DCF 2.0).
  var declaresAdobeRGB: Bool {
    guard let inner else { return false }
    if number(of: inner[0xA001]) == 2 { return true }
    let mark = directory(under: Self.interopPointer, of: inner)?[0x0001]?.value
    return mark.map { ByteView(bytes).has("R03", at: $0.lowerBound) } ?? false
  }
}
