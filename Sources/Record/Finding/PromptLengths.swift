internal import Foundation
internal import TroupeStorage

/// How many words the prompts of all generations have, by their numbers in order of arrival.
struct PromptLengths {
  /// How many stand in one row of `prompt_length`, a byte each.
  static let perPage: Int64 = 2048

  private var pages: [Int64: Data] = [:]
  /// Words of all prompts, and how many have any.
  private(set) var (words, prompts) = (0, 0)
  /// How many prompts have so many words; the last one counts all longer ones too.
  private(set) var histogram = Array(repeating: 0, count: 256)

  /// Reads those of the generations with the numbers `first` to `last`: a megabyte for a million.
  init(_ connection: Connection, from first: Int64 = 0, to last: Int64 = .max) throws {
    try connection.forEach(
      "SELECT page, lengths FROM prompt_length WHERE page BETWEEN ? AND ?",
      arguments: [first / Self.perPage, last / Self.perPage]
    ) { row in
      guard case .blob(let bytes) = try row.value(1) else { return }
      pages[Int64(try row.int(0))] = bytes
      bytes.withUnsafeBytes { for byte in $0 { histogram[Int(byte)] += 1 } }
    }
    histogram[0] = 0
    for (length, count) in histogram.enumerated() {
      words += length * count
      prompts += count
    }
  }

  /// Those of all, a byte each, for the numbers from 0 on.
  var bytes: Data {
    var all = Data(count: Int(((pages.keys.max() ?? -1) + 1) * Self.perPage))
    for (page, bytes) in pages {
      let start = Int(page * Self.perPage)
      all.replaceSubrange(
        start..<start + min(bytes.count, Int(Self.perPage)), with: bytes.prefix(Int(Self.perPage)))
    }
    return all
  }

  /// Words of a prompt on the average, 1 or more.
  var average: Double { prompts == 0 ? 1 : max(1, Double(words) / Double(prompts)) }

  /// Words of one prompt; 0 where there is none.
  subscript(seq: Int64) -> Int {
    guard let page = pages[seq / Self.perPage] else { return 0 }
    let place = Int(seq % Self.perPage)
    return place < page.count ? Int(page[page.startIndex + place]) : 0
  }
}
