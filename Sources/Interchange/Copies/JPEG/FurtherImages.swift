import Foundation

/// Keeps right the index of further pictures that stand behind the first one: CIPA DC-007, MPF.
enum FurtherImages {
  private static let indexStart = 4
  private static let entryTag = 0xB002
  private static let entrySize = 16

  /// The bytes of the pieces of a copy, the index among them with offsets and sizes as they are in
  /// the copy.
  ///
  /// - Parameter segments: Those of the file from which the copy is made.
  static func corrected(_ pieces: [JPEGFile.Piece], segments: [JPEGSegment]) -> [Data] {
    var result = pieces.map(\.whole)
    guard let place = pieces.firstIndex(where: { $0.segment?.isFurtherIndex ?? false }),
      let index = pieces[place].segment,
      let old = segments.firstIndex(where: { $0.isFurtherIndex })
    else { return result }
    let size = { (data: ArraySlice<Data>) in data.reduce(0) { $0 + $1.count } }
    let wholes = segments.map(\.whole)
    let grown = size(result[...]) - size(wholes[...])
    let grownBefore = size(result[..<place]) - size(wholes[..<old])
    let body = corrected(index.body, size: grown, offset: grown - grownBefore)
    result[place] = body.map { JPEGSegment.bytes(index.marker, $0) } ?? result[place]
    return result
  }

  /// An index in which the first picture has grown and the others have moved away from the index.
  private static func corrected(_ body: ByteView, size: Int, offset: Int) -> Data? {
    guard var block = EXIFBlock(body.rest(indexStart)), let entries = block.main?[entryTag]?.value
    else { return nil }
    let view = ByteView(block.bytes)
    for entry in stride(from: entries.lowerBound, to: entries.upperBound, by: entrySize) {
      guard let place = view.u32(entry + 8, block.order),
        let length = view.u32(entry + 4, block.order)
      else { break }
      // Only the first picture, in which the index stands, has no offset.
      if place == 0 {
        block.bytes.put(length + size, size: 4, at: entry + 4, block.order)
      } else {
        block.bytes.put(place + offset, size: 4, at: entry + 8, block.order)
      }
    }
    return Data(body.data.prefix(indexStart)) + block.bytes
  }
}
