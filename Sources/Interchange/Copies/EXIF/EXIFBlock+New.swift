import Foundation

extension EXIFBlock {
  /// A block of nothing but a comment and the version of EXIF (2.32), the highest bytes first.
  static func block(userComment value: Data) -> Data {
    let innerOffset = 26
    var block = head(entry: (exifPointer, 4), value: innerOffset, size: 4)
    block.append(innerDirectory(at: innerOffset, commentSize: value.count, .big))
    block.append(value)
    return block
  }

  /// A block of nothing but which side is up.
  static func block(orientation: Int) -> Data {
    head(entry: (0x0112, 3), value: orientation, size: 2)
  }

  /// The head of a block and a main directory of one entry with one item.
  private static func head(entry: (tag: Int, type: Int), value: Int, size: Int) -> Data {
    var block = Data("MM".utf8)
    block.append(42, size: 2)
    block.append(8, size: 4)
    block.append(1, size: 2)
    block.append(entry.tag, size: 2)
    block.append(entry.type, size: 2)
    block.append(1, size: 4)
    // A value of two bytes stands in the first two of its four.
    block.append(value << (8 * (4 - size)), size: 4)
    block.append(0, size: 4)
    return block
  }

  /// A directory of EXIF's own tags, whose comment stands right behind it.
  static func innerDirectory(at offset: Int, commentSize: Int, _ order: ByteOrder) -> Data {
    var directory = Data()
    directory.append(2, size: 2, order)
    directory.append(0x9000, size: 2, order)
    directory.append(7, size: 2, order)
    directory.append(4, size: 4, order)
    directory.append(Data("0232".utf8))
    directory.append(0x9286, size: 2, order)
    directory.append(7, size: 2, order)
    directory.append(commentSize, size: 4, order)
    directory.append(offset + 30, size: 4, order)
    directory.append(0, size: 4, order)
    return directory
  }

  /// The block with a comment set in it, or a new one where there is none or it is broken.
  static func block(
    _ old: ByteView?, userComment text: String, _ report: inout CopyReport
  ) -> Data {
    let value = userCommentValue(text)
    guard let old else { return block(userComment: value) }
    if var block = EXIFBlock(old) {
      block.setUserComment(value)
      // Directories that overlap, or have no room for an entry, cannot take it.
      if block.userComment == value { return block.bytes }
    }
    report.remove("EXIF that could not be read")
    return block(userComment: value)
  }
}

extension CopyReport {
  /// A block of EXIF that keeps only which side is up; nil where the picture stands upright.
  ///
  /// Notes what was said by EXIF alone.
  mutating func orientation(of exif: EXIFBlock?, hasProfile: Bool) -> Data? {
    if !hasProfile, exif?.declaresAdobeRGB == true {
      note("Only the EXIF said that the colours are Adobe RGB; without it they look paler.")
    }
    guard let orientation = exif?.orientation, orientation != 1 else { return nil }
    note("The EXIF keeps which side of the picture is up (orientation \(orientation)).")
    return EXIFBlock.block(orientation: orientation)
  }
}
