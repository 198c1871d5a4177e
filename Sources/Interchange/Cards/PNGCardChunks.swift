import Foundation

/// The chunks of a PNG that hold a card and its pictures.
struct PNGCardChunks {
  /// A text that may be a card.
  struct Text {
    let keyword: String
    let bytes: Data
  }

  /// The longest text of a card: base64 of the longest JSON, with blanks.
  private static let mostBytes = 24 << 20
  /// A path may stand in a keyword, though the standard allows 79 bytes.
  private static let longestKeyword = 1024
  private static let mostAssets = 4096
  private static let assetPrefix = "chara-ext-asset_"

  /// The first text of each kind of card: `ccv3` before `chara`.
  private(set) var cards: [Text] = []
  /// Pictures in base64 by their paths.
  private(set) var assets: [String: Data] = [:]
  private(set) var notes: [String] = []

  /// Reads the chunks up to `IEND`; checksums are not looked at.
  init(_ file: ByteView, inflate: (Data, Int) -> Data?) {
    var (offset, hasEnded) = (8, false)
    while !hasEnded, let length = file.u32(offset), let kind = file.kind(offset + 4),
      let body = file.part(offset + 8, length)
    {
      hasEnded = kind == "IEND"
      if ["tEXt", "zTXt", "iTXt"].contains(kind) { read(body, kind, inflate) }
      offset += 12 + length
    }
    if !hasEnded { notes.append("The PNG is cut off.") }
    cards.sort { $0.keyword == "ccv3" && $1.keyword != "ccv3" }
  }

  private mutating func read(_ chunk: ByteView, _ kind: String, _ inflate: (Data, Int) -> Data?) {
    guard let end = chunk.firstNUL(from: 0, within: Self.longestKeyword + 1),
      let keyword = chunk.part(0, end)
    else { return }
    let name = TextDecoding.text(keyword)
    if name.hasPrefix(Self.assetPrefix), kind == "tEXt" {
      let path = name.dropFirst(Self.assetPrefix.count)
      guard assets.count < Self.mostAssets else { return }
      assets[String(path.hasPrefix(":") ? path.dropFirst() : path)] = chunk.rest(end + 1).data
    }
    let lower = name.lowercased()
    guard ["chara", "ccv3"].contains(lower) else { return }
    guard !cards.contains(where: { $0.keyword == lower }) else {
      return notes.append("There is more than one chunk “\(lower)”; the first was read.")
    }
    guard let text = Self.text(chunk, kind, end + 1, inflate) else {
      return notes.append("The chunk “\(lower)” was left out: it is broken or too large.")
    }
    cards.append(Text(keyword: lower, bytes: text))
  }

  /// The text after the keyword, inflated where the chunk is compressed.
  private static func text(
    _ chunk: ByteView, _ kind: String, _ start: Int, _ inflate: (Data, Int) -> Data?
  ) -> Data? {
    var (body, isCompressed) = (chunk.rest(start), false)
    if kind == "zTXt" {
      guard chunk.byte(start) == 0 else { return nil }
      (body, isCompressed) = (chunk.rest(start + 1), true)
    } else if kind == "iTXt" {
      guard let flag = chunk.byte(start), let language = chunk.firstNUL(from: start + 2),
        let translation = chunk.firstNUL(from: language + 1)
      else { return nil }
      (body, isCompressed) = (chunk.rest(translation + 1), flag == 1)
    }
    guard body.count <= mostBytes else { return nil }
    return isCompressed ? inflate(Data(body.data), mostBytes) : body.data
  }
}
