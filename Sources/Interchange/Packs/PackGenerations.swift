import Foundation

/// `generations.jsonl`: one object of JSON a line, as `troupe import --jsonl` reads them.
enum PackGenerations {
  /// Lines in the one form in which packs have them: members in order, each once, without blanks, numbers as they were
  /// written; the lines in the order of their ids, then of their bytes, each once.
  /// - Parameter lines: each an object of JSON.
  /// - Throws: the first fault, with the number of the line from 1.
  static func canonical(_ lines: some Sequence<Data>) throws(PackFault) -> [PackGeneration] {
    var generations: [PackGeneration] = []
    for (index, line) in lines.enumerated() {
      try PackCheck.bound(index + 1, PackBounds.generations, Pack.generationsPath)
      generations.append(try PackGeneration(line, at: "\(Pack.generationsPath):\(index + 1)"))
    }
    generations.sort { ($0.id ?? "", $0.json) < ($1.id ?? "", $1.json) }
    var last: String?
    generations.removeAll { generation in
      defer { last = generation.json }
      return generation.json == last
    }
    return generations
  }

  /// Reads the entry; empty lines are none.
  static func read(_ bytes: Data) throws(PackFault) -> [PackGeneration] {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: PackBounds.generations + 1)
    return try canonical(lines.filter { $0 != Data([13]) })
  }

  /// The bytes of the entry.
  static func written(_ generations: [PackGeneration]) throws(PackFault) -> Data {
    var bytes = Data()
    for generation in generations { bytes.append(contentsOf: (generation.json + "\n").utf8) }
    guard bytes.count <= PackBounds.json else {
      throw PackFault(.archive(.entryTooLarge(bytes.count)), at: Pack.generationsPath)
    }
    return bytes
  }

  /// Every image is a file of `pack`: a path that leads anywhere else would make an importer read a file of the user's.
  static func check(_ generations: [PackGeneration], of pack: Pack) throws(PackFault) {
    let paths = Set(pack.files.map(\.path)).subtracting([Pack.generationsPath])
    for (index, generation) in generations.enumerated() {
      guard !generation.images.allSatisfy(paths.contains) else { continue }
      throw PackFault(.unknownFile, at: "\(Pack.generationsPath):\(index + 1).image")
    }
  }
}

/// A generation that a pack carries.
package struct PackGeneration: Hashable, Sendable {
  /// All that is said of it: an object of JSON on one line, with its members in order and each once, so that every parser
  /// reads the same in it.
  package let json: String
  /// The id that it gives itself; any text.
  package let id: String?
  /// The paths of its images among the files of the pack, in their order.
  package let images: [String]

  /// Reads a line.
  init(_ line: Data, at place: String) throws(PackFault) {
    guard line.count <= PackBounds.line else {
      throw PackFault(.textTooLong(line.count), at: place)
    }
    let bytes = [UInt8](line)
    try JSONShape.check(bytes, at: place)
    // The strict parser refuses what the loose one, which keeps numbers as they are written, takes.
    guard (try? JSONSerialization.jsonObject(with: Data(bytes))) != nil,
      let value = LooseJSON(String(decoding: bytes, as: UTF8.self)), value.object != nil
    else { throw PackFault(.notJSON, at: place) }
    json = value.written
    id = try Self.text(value["id"], "\(place).id")
    let named = if case .array(let list)? = value["image"] { list } else { [value["image"]] }
    var images: [String] = []
    for one in named {
      if let image = try Self.text(one, "\(place).image") { images.append(image) }
    }
    self.images = images
    _ = try Self.text(value["prompt"], "\(place).prompt")
  }

  private static func text(_ value: LooseJSON?, _ place: String) throws(PackFault) -> String? {
    switch value {
    case nil, .null: return nil
    case .string(let text): return text.isEmpty ? nil : text
    default: throw PackFault(.wrongType, at: place)
    }
  }
}
