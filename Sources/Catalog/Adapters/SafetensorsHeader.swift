internal import Foundation

/// The head of a file of tensors: eight bytes with its length, then JSON that says where each tensor lies.
struct SafetensorsHeader {
  /// What the trainer wrote down, by name.
  let metadata: [String: String]
  /// The names of its tensors.
  let tensors: [String]

  /// More bytes than the head of any adapter has.
  static let longest = 64 << 20

  /// Why bytes are no such file, in words.
  struct Fault: Error {
    let reason: String
  }

  /// The length of the head, from the file's first eight bytes.
  /// - Throws: `Fault` where it passes the file or what is read.
  static func length(_ start: Data, ofFile byteCount: Int) throws(Fault) -> Int {
    guard start.count == 8 else { throw Fault(reason: "it ends before its header") }
    let length = start.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(max(0, byteCount - 8)) else {
      throw Fault(reason: "its header passes its end, as where a file is no safetensors or is cut")
    }
    guard length <= UInt64(longest) else { throw Fault(reason: "its header is too long") }
    return Int(length)
  }

  /// - Parameters:
  ///   - json: the head.
  ///   - dataCount: the number of bytes behind it.
  /// - Throws: `Fault`.
  init(_ json: Data, dataCount: Int) throws(Fault) {
    let entries: [String: Entry]
    do {
      entries = try JSONDecoder().decode([String: Entry].self, from: json)
    } catch {
      throw Fault(reason: "its header is not the JSON of safetensors")
    }
    var places: [Range<Int>] = []
    for (name, entry) in entries where name != Self.metadataName {
      guard let offsets = entry.offsets, offsets.count == 2, 0 <= offsets[0],
        offsets[0] <= offsets[1], offsets[1] <= dataCount
      else { throw Fault(reason: "a tensor of it lies beyond its end: the file is cut") }
      places.append(offsets[0]..<offsets[1])
    }
    if places.isEmpty { throw Fault(reason: "it holds no tensor") }
    guard Self.cover(places, dataCount) else {
      throw Fault(reason: "its tensors and its length differ: the file is cut or damaged")
    }
    metadata = entries[Self.metadataName]?.texts ?? [:]
    tensors = entries.keys.filter { $0 != Self.metadataName }
  }

  private static let metadataName = "__metadata__"

  /// Whether `places` follow each other from the first byte to the last.
  private static func cover(_ places: [Range<Int>], _ count: Int) -> Bool {
    var end = 0
    for place in places.sorted(by: {
      ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
    }) {
      guard place.lowerBound == end else { return false }
      end = place.upperBound
    }
    return end == count
  }

  private struct Entry: Decodable {
    let offsets: [Int]?
    let texts: [String: String]

    private enum CodingKeys: String, CodingKey { case offsets = "data_offsets" }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      offsets = try? container.decode([Int].self, forKey: .offsets)
      texts = (try? [String: String](from: decoder)) ?? [:]
    }
  }
}
