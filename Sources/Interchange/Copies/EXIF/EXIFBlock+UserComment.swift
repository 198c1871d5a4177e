import Foundation

extension EXIFBlock {
  private static let commentTag = 0x9286

  /// The bytes of the comment; nil where there is none or it lies outside of the block.
  var userComment: Data? {
    inner?[Self.commentTag]?.value.flatMap { ByteView(bytes).part($0.lowerBound, $0.count)?.data }
  }

  /// The value of a UserComment: the name of UTF-16, then the text, the highest bytes first as
  /// AUTOMATIC1111 writes it.
  static func userCommentValue(_ text: String) -> Data {
    var value = Data("UNICODE\0".utf8)
    value.reserveCapacity(8 + text.utf16.count * 2)
    for unit in text.utf16 {
      value.append(UInt8(unit >> 8))
      value.append(UInt8(unit & 0xFF))
    }
    return value
  }

  /// Sets the comment. What stands in the block stays where it is, so that all offsets hold, those
  /// within maker notes too; what is new goes to the end.
  mutating func setUserComment(_ value: Data) {
    guard let inner else { return addInnerDirectory(value) }
    guard let entry = inner[Self.commentTag] else {
      let offset = append(inner, adding: (Self.commentTag, 7, value.count))
      point(to: offset)
      bytes.append(value)
      return
    }
    replace(entry, by: value)
  }

  /// Writes over the comment where it has room, else behind all; what was there is blanked out.
  private mutating func replace(_ entry: Entry, by value: Data) {
    var target = bytes.count
    if let old = entry.value, isPrivate(old, of: entry) {
      if old.upperBound == bytes.count || value.count <= old.count { target = old.lowerBound }
      bytes.put(Data(count: old.count), at: old.lowerBound)
      if old.upperBound == bytes.count { bytes.removeLast(old.count) }
    }
    if target >= bytes.count { target = pad() }
    write(entry: (Self.commentTag, 7, value.count), value: target, at: entry.offset)
    if target == bytes.count { bytes.append(value) } else { bytes.put(value, at: target) }
  }

  /// Adds the directory of EXIF's own tags with the comment and the version of EXIF.
  private mutating func addInnerDirectory(_ value: Data) {
    guard let main else { return }
    if main[Self.exifPointer] == nil {
      let offset = append(main, adding: (Self.exifPointer, 4, 1))
      bytes.put(offset, size: 4, at: 4, order)
    }
    let offset = pad()
    point(to: offset)
    bytes.append(Self.innerDirectory(at: offset, commentSize: value.count, order))
    bytes.append(value)
  }

  /// Lets the main directory point to that of EXIF's own tags.
  private mutating func point(to offset: Int) {
    guard let entry = main?[Self.exifPointer] else { return }
    write(entry: (Self.exifPointer, 4, 1), value: offset, at: entry.offset)
  }

  /// Adds a copy of a directory with one more entry, whose value will stand right behind it, and
  /// tells its offset.
  private mutating func append(
    _ directory: Directory, adding entry: (tag: Int, type: Int, count: Int)
  ) -> Int {
    let offset = pad()
    let view = ByteView(bytes)
    let before = directory.entries.filter { $0.tag < entry.tag }.count
    let end = offset + 2 + (directory.entries.count + 1) * 12 + 4
    bytes.append(directory.entries.count + 1, size: 2, order)
    for old in directory.entries.prefix(before) { append(old, from: view) }
    bytes.append(Data(count: 12))
    write(entry: entry, value: end, at: bytes.count - 12)
    for old in directory.entries.dropFirst(before) { append(old, from: view) }
    bytes.append(directory.next, size: 4, order)
    return offset
  }

  private mutating func append(_ entry: Entry, from view: ByteView) {
    bytes.append(view.part(entry.offset, 12)?.data ?? Data(count: 12))
  }

  private mutating func write(
    entry: (tag: Int, type: Int, count: Int), value: Int, at offset: Int
  ) {
    bytes.put(entry.tag, size: 2, at: offset, order)
    bytes.put(entry.type, size: 2, at: offset + 2, order)
    bytes.put(entry.count, size: 4, at: offset + 4, order)
    bytes.put(value, size: 4, at: offset + 8, order)
  }

  /// The offset at which more may be added: TIFF wants an even one.
  private mutating func pad() -> Int {
    if bytes.count % 2 == 1 { bytes.append(0) }
    return bytes.count
  }
}
