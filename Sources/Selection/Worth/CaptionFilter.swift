internal import TroupeVocabulary

/// Finds texts that have none of many words at a glance: of ten thousand captions few name a cue or a view.
///
/// A Bloom filter with one hash function: it may pass a text wrongly, and never rejects one wrongly.
struct CaptionFilter: Sendable {
  /// Not an array: to read its elements may count a reference, which two processors that read one filter a hundred
  /// thousand times would wait for.
  private var memory: Memory
  /// The number of bits, a power of two, less one.
  private let mask: UInt64

  /// A filter for phrases that have one of `words`, which may be pairs of words.
  /// - Parameter size: the number of its bits, a power of two from 64 on: many more than there are words.
  init(_ words: [UInt64], size: Int = 131_072) {
    memory = Memory(count: size / 64)
    mask = UInt64(size - 1)
    insert(words)
  }

  /// A size at which few others than `count` words pass.
  static func size(for count: Int) -> Int {
    var size = 64
    while size < 16 * count { size *= 2 }
    return size
  }

  mutating func insert(_ words: [UInt64]) {
    for word in words { insert(word) }
  }

  mutating func insert(_ hash: UInt64) {
    if !isKnownUniquelyReferenced(&memory) { memory = Memory(copying: memory) }
    memory.bits[Int((hash & mask) / 64)] |= 1 << (hash % 64)
  }

  /// Whether the word with `hash` may be one.
  @inline(__always) func mayContain(_ hash: UInt64) -> Bool {
    // The mask keeps the place within the memory, which has to last until it is read.
    withExtendedLifetime(memory) {
      memory.bits[Int((hash & mask) / 64)] >> (hash % 64) & 1 == 1
    }
  }

  /// Whether `tokens` may have one of the words or pairs.
  func mayMatch(_ tokens: ArraySlice<TokenizedText.Token>) -> Bool {
    tokens.withUnsafeBufferPointer { tokens in
      var previous: UInt64 = 0
      for index in 0..<tokens.count {
        let hash = tokens[index].hash
        if mayContain(hash) || mayContain(TokenizedText.pair(previous, hash)) { return true }
        previous = hash
      }
      return false
    }
  }

  /// The bits; unchecked, since a filter changes only those that it alone has.
  private final class Memory: @unchecked Sendable {
    let bits: UnsafeMutablePointer<UInt64>
    private let count: Int

    init(count: Int) {
      bits = .allocate(capacity: count)
      bits.initialize(repeating: 0, count: count)
      self.count = count
    }

    init(copying other: Memory) {
      bits = .allocate(capacity: other.count)
      bits.initialize(from: other.bits, count: other.count)
      count = other.count
    }

    deinit { bits.deallocate() }
  }
}
