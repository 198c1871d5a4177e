package import Foundation

extension CharacterCard {
  /// Reads a character's file: a PNG, another picture with EXIF, JSON, or the archive of a CHARX or `.char`.
  ///
  /// The kind is told from the bytes, never from a name. Nothing is fetched: addresses of the web are named in the notes.
  ///
  /// - Parameters:
  ///   - file: The whole file.
  ///   - archive: The entries of the file, where it is a ZIP or a picture with a ZIP after it.
  ///   - inflate: The bytes of a zlib stream, at most so many; nil where it is broken or longer.
  /// - Returns: The card, or nil where the file is none at all.
  /// - Throws: `CardFault` where it is a card that cannot be read.
  package static func read(
    _ file: Data, archive: CardArchive? = nil, inflate: (_ zlib: Data, _ most: Int) -> Data?
  ) throws(CardFault) -> CharacterCard? {
    let view = ByteView(file)
    if let archive {
      if let card = try omnichar(archive) { return card }
      if let card = try charx(archive, isPicture: CardImage.isPicture(view)) { return card }
    }
    if view.has("PNG\r\n\u{1A}\n", at: 1), view.byte(0) == 0x89 {
      return try png(view, inflate: inflate)
    }
    if CardImage.isPicture(view) { return try exif(file, inflate: inflate) }
    return try json(file)
  }

  private static func charx(
    _ archive: CardArchive, isPicture: Bool
  ) throws(CardFault) -> CharacterCard? {
    guard let bytes = try archive.required("card.json") else { return nil }
    let json = try CardJSON(bytes, "The entry card.json")
    let assets = CardAssets(isPicture: isPicture, archive: archive)
    guard let card = TavernCard(json, form: .charx, assets: assets) else {
      throw .noCard("The entry card.json")
    }
    return card.read()
  }

  /// Reads `ccv3` or else `chara`; a broken one is passed over where the other can be read.
  private static func png(
    _ file: ByteView, inflate: (Data, Int) -> Data?
  ) throws(CardFault) -> CharacterCard? {
    let chunks = PNGCardChunks(file, inflate: inflate)
    var (first, notes) = (CardFault?.none, chunks.notes)
    for text in chunks.cards {
      do throws(CardFault) {
        let json = try CardJSON(try unwrapped(text), "The chunk “\(text.keyword)”")
        let assets = CardAssets(isPicture: true, chunks: chunks.assets)
        guard let card = TavernCard(json, assets: assets) else {
          throw .noCard("The chunk “\(text.keyword)”")
        }
        return card.read(notes: notes)
      } catch {
        first = first ?? error
        notes.append("The chunk “\(text.keyword)” was passed over. \(error)")
      }
    }
    if let first { throw first }
    return nil
  }

  /// The JSON of a chunk: mostly in base64, at times as it is.
  private static func unwrapped(_ text: PNGCardChunks.Text) throws(CardFault) -> Data {
    if text.bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") { return text.bytes }
    return try CardBase64.decode(
      text.bytes, "The chunk “\(text.keyword)”", most: CardJSON.mostBytes)
  }

  /// Reads the EXIF of a picture, where old programs put a card: as JSON, in base64, or as the numbers of its bytes.
  private static func exif(
    _ file: Data, inflate: (Data, Int) -> Data?
  ) throws(CardFault) -> CharacterCard? {
    let found = EmbeddedTexts(reading: file, inflate: inflate)
    let comments = found.texts.filter { $0.place == .exif && $0.name == "UserComment" }
    guard let text = comments.first?.text.nonBlank else { return nil }
    var bytes = Data(text.utf8)
    if !text.hasPrefix("{") {
      let numbers = text.utf8.split(separator: UInt8(ascii: ","))
        .map { UInt8(String(Substring($0)).trimmed) }
      bytes = Data(numbers.compactMap(\.self))
      if bytes.count < numbers.count || bytes.count < 2 {
        guard text.hasPrefix("ey") || text.hasPrefix("ew") else { return nil }
        bytes = try CardBase64.decode(
          Data(text.utf8), "The EXIF tag UserComment", most: CardJSON.mostBytes)
      }
    }
    let assets = CardAssets(isPicture: true)
    // Comments of other programs are JSON too: what is none of a card is no fault.
    guard let json = try? CardJSON(bytes, "") else { return nil }
    return TavernCard(json, assets: assets)?.read()
  }

  private static func json(_ file: Data) throws(CardFault) -> CharacterCard? {
    let start = file.starts(with: [0xEF, 0xBB, 0xBF]) ? file.dropFirst(3) : file
    guard start.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") else { return nil }
    return TavernCard(try CardJSON(file, "The file"), assets: CardAssets(isPicture: false))?.read()
  }
}
