internal import Foundation
internal import TroupeStorage

/// How many words the prompts of generations have, by their numbers in order of arrival.
struct PromptLengths {
  /// How many stand in one row of `prompt_length`, a byte each.
  static let perPage: Int64 = 2048

  /// A byte each, from the number `first` on.
  private(set) var bytes = Data()
  private let first: Int64
  /// Words of all prompts, and how many have any.
  private(set) var (words, prompts) = (0, 0)

  /// Reads those of the generations with the numbers `first` to `last`: a megabyte for a million.
  init(_ connection: Connection, from first: Int64 = 0, to last: Int64 = .max) throws {
    self.first = first / Self.perPage * Self.perPage
    try connection.forEach(
      "SELECT page, lengths FROM prompt_length WHERE page BETWEEN ? AND ? ORDER BY page",
      arguments: [first / Self.perPage, last / Self.perPage]
    ) { row in
      guard case .blob(let page) = try row.value(1) else { return }
      let start = Int(Int64(try row.int(0)) * Self.perPage - self.first)
      if start > bytes.count { bytes.append(Data(count: start - bytes.count)) }
      bytes.append(page.prefix(Int(Self.perPage)))
    }
    bytes.withUnsafeBytes { bytes in
      for byte in bytes {
        words += Int(byte)
        prompts += byte > 0 ? 1 : 0
      }
    }
  }

  /// Words of a prompt on the average, 1 or more.
  var average: Double { prompts == 0 ? 1 : max(1, Double(words) / Double(prompts)) }

  /// Words of one prompt; 0 where there is none.
  subscript(seq: Int64) -> Int {
    let place = Int(seq - first)
    return bytes.indices.contains(place) ? Int(bytes[place]) : 0
  }
}
