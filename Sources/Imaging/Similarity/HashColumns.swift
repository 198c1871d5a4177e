package import Foundation
import TroupeCImaging

/// The hashes of many pictures, in columns, so that one can be compared with all of a million in a millisecond.
package struct HashColumns: Sendable {
  private var frequencies: [UInt64] = []
  private var gradients: [UInt64] = []
  /// By which a picture is called here.
  package private(set) var names: [UInt64] = []

  /// No pictures.
  package init() {}

  /// How many pictures there are.
  package var count: Int { names.count }

  /// The hash of the picture at `index`.
  package subscript(index: Int) -> PictureHash {
    PictureHash(frequencies: frequencies[index], gradients: gradients[index])
  }

  /// Adds a picture.
  package mutating func append(_ hash: PictureHash, name: UInt64) {
    frequencies.append(hash.frequencies)
    gradients.append(hash.gradients)
    names.append(name)
  }

  /// Leaves the first `count` pictures.
  package mutating func keepFirst(_ count: Int) {
    guard count < self.count else { return }
    frequencies.removeLast(self.count - count)
    gradients.removeLast(self.count - count)
    names.removeLast(self.count - count)
  }

  /// Takes the pictures called so out; others from the end take their places.
  /// - Returns: the places that changed, of those that are left.
  package mutating func remove(_ gone: Set<UInt64>) -> [Int] {
    var changed: [Int] = []
    var index = 0
    while index < count {
      guard gone.contains(names[index]) else {
        index += 1
        continue
      }
      let last = count - 1
      frequencies[index] = frequencies[last]
      gradients[index] = gradients[last]
      names[index] = names[last]
      keepFirst(last)
      changed.append(index)
    }
    return changed + (changed.isEmpty || count == 0 ? [] : [count - 1])
  }

  /// Whether both hold the same pictures, in whatever order.
  package func holdsSame(as other: HashColumns) -> Bool {
    guard count == other.count else { return false }
    return zip(ordered, other.ordered).allSatisfy { one, place in
      names[one] == other.names[place] && self[one] == other[place]
    }
  }

  private var ordered: [Int] {
    names.indices.sorted {
      (names[$0], frequencies[$0], gradients[$0]) < (names[$1], frequencies[$1], gradients[$1])
    }
  }

  /// The pictures whose hash differs from `hash` in at most `bound` bits, in order; the nearest of them where there are
  /// more than `most`.
  package func near(
    _ hash: PictureHash, within bound: Int, most: Int
  ) -> [(index: Int, distance: Int)] {
    var places = [UInt32](repeating: 0, count: max(most, 1))
    var bound = bound
    var found = search(hash, bound, &places)
    // A library of pictures that are all alike.
    while found > places.count, bound > 0 {
      bound -= 1
      found = search(hash, bound, &places)
    }
    return places.prefix(found).map {
      let index = Int($0)
      return (index, self[index].distance(to: hash))
    }
  }

  private func search(_ hash: PictureHash, _ bound: Int, _ places: inout [UInt32]) -> Int {
    frequencies.withUnsafeBufferPointer { first in
      gradients.withUnsafeBufferPointer { second in
        places.withUnsafeMutableBufferPointer {
          ti_hashes_near(
            first.baseAddress, second.baseAddress, first.count, hash.frequencies,
            hash.gradients, UInt32(max(bound, 0)), $0.baseAddress, $0.count)
        }
      }
    }
  }
}

extension HashColumns {
  /// Bytes of one picture: both halves of its hash and its name, the least byte of each first.
  package static let width = 24

  /// How many pictures `block` holds.
  package static func count(in block: Data) -> Int { block.count / width }

  /// The bytes of pictures from `range`.
  package func block(_ range: Range<Int>) -> Data {
    var bytes = Data(capacity: range.count * Self.width)
    for index in range {
      for value in [frequencies[index], gradients[index], names[index]] {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
      }
    }
    return bytes
  }

  /// Puts the pictures of `block` in the place of those from `start` on, which is at most `count`.
  package mutating func replace(from start: Int, with block: Data) {
    let end = start + Self.count(in: block)
    if count < end {
      let more = repeatElement(UInt64(0), count: end - count)
      frequencies.append(contentsOf: more)
      gradients.append(contentsOf: more)
      names.append(contentsOf: more)
    }
    block.withUnsafeBytes { bytes in
      Self.spread(bytes, 0, over: &frequencies, from: start)
      Self.spread(bytes, 8, over: &gradients, from: start)
      Self.spread(bytes, 16, over: &names, from: start)
    }
  }

  /// Writes what stands at `offset` of each picture in `bytes` to `column`, which has room for it.
  private static func spread(
    _ bytes: UnsafeRawBufferPointer, _ offset: Int, over column: inout [UInt64], from start: Int
  ) {
    column.withUnsafeMutableBufferPointer { column in
      for number in 0..<bytes.count / width {
        column[start + number] = UInt64(
          littleEndian: bytes.loadUnaligned(
            fromByteOffset: number * width + offset, as: UInt64.self))
      }
    }
  }
}
