import Foundation

extension EXIFBlock {
  /// Whether nothing but one entry is known to use a stretch of the block.
  func isPrivate(_ range: Range<Int>, of entry: Entry) -> Bool {
    guard !range.overlaps(0..<8) else { return false }
    return directories.allSatisfy { directory in
      let end = directory.offset + 2 + directory.entries.count * 12 + 4
      return !range.overlaps(directory.offset..<end)
        && directory.entries.allSatisfy { other in
          other.offset == entry.offset || !(other.value?.overlaps(range) ?? false)
        } && !(thumbnail(of: directory)?.overlaps(range) ?? false)
    }
  }

  /// All directories that are known by their tags.
  private var directories: [Directory] {
    guard let main else { return [] }
    let inner = self.inner
    let others = [
      inner, directory(under: Self.placePointer, of: main), directory(at: main.next),
      inner.flatMap { directory(under: Self.interopPointer, of: $0) },
    ]
    return [main] + others.compactMap { $0 }
  }

  /// Where the small picture of a directory stands: JPEGInterchangeFormat and its length.
  private func thumbnail(of directory: Directory) -> Range<Int>? {
    guard let start = number(of: directory[0x0201]), let count = number(of: directory[0x0202])
    else { return nil }
    return start..<start + count
  }
}
