import Foundation

@testable import TroupeInterchange

/// A chunk of a PNG with a checksum of zeros.
func cardChunk(_ kind: String, _ body: Data) -> Data {
  let length = (0..<4).map { UInt8(truncatingIfNeeded: body.count >> (24 - 8 * $0)) }
  return Data(length) + Data(kind.utf8) + body + Data(count: 4)
}

/// A chunk of text with a keyword.
func textChunk(_ keyword: String, _ text: String) -> Data {
  cardChunk("tEXt", Data(keyword.utf8) + [0] + Data(text.utf8))
}

/// The head of a PNG of a size, some chunks, and its end.
func pictureFile(_ chunks: Data..., width: Int = 2, height: Int = 3) -> Data {
  let size = [width, height].flatMap { side in
    (0..<4).map { UInt8(truncatingIfNeeded: side >> (24 - 8 * $0)) }
  }
  let head = cardChunk("IHDR", Data(size + [8, 6, 0, 0, 0]))
  return Data([0x89]) + Data("PNG\r\n\u{1A}\n".utf8) + head + chunks.reduce(Data(), +)
    + cardChunk("IEND", Data())
}

/// A text in base64.
func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

/// The JSON of a card of version 2 or 3 with a name and other fields.
func cardJSON(_ version: Int, name: String = "Ada", _ fields: String = "") -> String {
  #"{"spec":"chara_card_v\#(version)","spec_version":"\#(version).0","data":{"name":"\#(name)""#
    + (fields.isEmpty ? "" : "," + fields) + "}}"
}

/// Reads a file that does not start at index 0 of its data.
func readCard(_ file: Data, _ archive: CardArchive? = nil) throws(CardFault) -> CharacterCard? {
  let data = Data([1, 2, 3]) + file
  return try CharacterCard.read(data.dropFirst(3), archive: archive) { zlib, _ in
    // Stands for zlib: the bytes after its two of head.
    zlib.starts(with: [0x78, 0x01]) ? Data(zlib.dropFirst(2)) : nil
  }
}

/// Reads the text of a file.
func readCard(_ text: String) throws(CardFault) -> CharacterCard? { try readCard(Data(text.utf8)) }

/// Reads an archive of these entries.
func readArchive(_ entries: [String: Data]) throws(CardFault) -> CharacterCard? {
  let archive = CardArchive(names: entries.keys) { entries[$0] }
  return try readCard(Data("PK\u{3}\u{4}".utf8), archive)
}

/// The fault of reading, or nil where there is none.
func fault(_ text: String) -> CardFault? {
  do throws(CardFault) {
    _ = try readCard(text)
    return nil
  } catch {
    return error
  }
}
