public import Foundation
internal import TroupeCatalog
internal import TroupeImaging
internal import TroupeInterchange

extension Library {
  /// Adds a character from a file of another program: a card of SillyTavern or TavernAI (PNG, JSON, CHARX), or a `.char` of
  /// Omnichar. Name, other names, description, tags, what is told apart of how it looks, and its pictures come in; words for
  /// conversations stay in the file.
  /// - Parameters:
  ///   - file: the file; what it is its bytes say.
  ///   - handle: what it is called here; `nil` for its name made a handle.
  /// - Returns: the asset that it became.
  /// - Throws: `PackError.notPack` for another file, `PackError.refused` for one that is broken; `CatalogError.handleTaken`;
  ///   `CatalogError.invalidHandle` where its name makes none; `LibraryError.noFile`.
  @discardableResult
  @concurrent public func addCard(
    _ file: URL, as handle: Handle? = nil
  ) async throws -> AddedCard {
    let read = try ReadCard(file, as: handle)
    let (card, name) = (read.card, read.name)
    let added = try await services.catalog.add(
      .character, handle: read.handle, name: name, aliases: read.aliases,
      description: read.description, traits: card.traits, tags: card.tags,
      references: read.references)
    return AddedCard(
      format: card.form.words, asset: added.asset.handle, name: added.asset.name,
      references: added.references.count,
      notes: read.notes + added.refused.map { "\($0.file) is left out: \($0.error.code)" })
  }

  /// What `addCard(_:as:)` would add. Nothing is written, and pictures are not looked at.
  /// - Throws: as that, but for handles that are taken.
  @concurrent public func card(in file: URL, as handle: Handle? = nil) async throws -> AddedCard {
    let read = try ReadCard(file, as: handle)
    return AddedCard(
      format: read.card.form.words, asset: read.handle, name: read.name,
      references: read.references.count, notes: read.notes)
  }
}

/// A character's file as it is to be added.
private struct ReadCard {
  let card: CharacterCard
  let handle: Handle
  let references: [NewReference]
  let aliases: [String]
  private(set) var notes: [String]

  var name: String { card.name.isEmpty ? handle.text : card.name }

  /// With its own name in the place of what stands for it; a description is sent to models.
  var description: String {
    card.description.replacing(/\{\{(?i:char)\}\}/, with: name)
  }

  init(_ file: URL, as given: Handle?) throws {
    let fileName = file.lastPathComponent
    let bytes = try Self.bytes(of: file)
    let archive = CardFiles(bytes)
    do {
      guard
        let read = try CharacterCard.read(
          bytes, archive: archive?.archive, inflate: { Inflated.bytes($0, most: $1) })
      else {
        throw TroupeError.pack(
          .notPack(file: fileName, found: "no pack and no character of another program"))
      }
      card = read
    } catch let fault as CardFault {
      throw TroupeError.pack(.refused(file: fileName, part: "", reason: fault.reason))
    }
    handle =
      try given ?? card.suggestedHandle.map { try Handle($0) }
      ?? Handle((fileName as NSString).deletingPathExtension)
    var (references, notes) = ([NewReference](), card.notes)
    for image in card.images {
      guard ![.background, .userIcon].contains(image.role) else {
        notes.append("the \(image.role.words) '\(image.name)' is left out")
        continue
      }
      if let new = image.reference(of: bytes, archive, named: fileName) {
        references.append(new)
      } else {
        notes.append("the picture '\(image.name)' is not in the file")
      }
    }
    self.references = references
    aliases = Self.usable(card.aliases, &notes)
    let left = Set(card.details.keys.map { String($0.prefix { $0 != "." }) }).sorted()
    if !left.isEmpty { notes.append("what stays in the file: \(left.joined(separator: ", "))") }
    self.notes = notes
  }

  /// Longest file of a character, in bytes.
  private static let mostBytes = 256 << 20

  private static func bytes(of file: URL) throws -> Data {
    let path = try "\(file.localPath())"
    let size = try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize
    guard let size else { throw TroupeError.library(.noFile(path: path)) }
    guard size <= mostBytes else {
      throw TroupeError.invalidValue(
        name: "file", value: file.lastPathComponent,
        expected: "a character of at most \(mostBytes >> 20) MiB")
    }
    do {
      return try Data(contentsOf: file)
    } catch {
      throw TroupeError.cannot("read", path, error)
    }
  }

  /// Those of `aliases` that prompts could write.
  private static func usable(_ aliases: [String], _ notes: inout [String]) -> [String] {
    aliases.filter { alias in
      if (try? Handle(alias.replacing(" ", with: "-"))) != nil { return true }
      notes.append("'\(alias)' is no name that prompts could write")
      return false
    }
  }
}

/// The archive that a character's file is.
private struct CardFiles {
  private let contents: [String: Data]

  /// `nil` for a file that is none.
  init?(_ file: Data) {
    let bounds = ArchiveBounds(totalBytes: 512 << 20, entryBytes: 128 << 20)
    guard file.starts(with: Array("PK".utf8)) || file.range(of: Data("PK\u{5}\u{6}".utf8)) != nil,
      let reader = try? ArchiveReader(bytes: file, bounds: bounds)
    else { return nil }
    var contents: [String: Data] = [:]
    for entry in reader.entries {
      if let bytes = try? reader.bytes(of: entry) { contents[entry.name] = bytes }
    }
    self.contents = contents
  }

  var archive: CardArchive {
    CardArchive(names: contents.keys) { [contents] in contents[$0] }
  }

  subscript(name: String) -> Data? { contents[name] }
}

extension CardImage {
  /// The reference that it becomes; `nil` where its bytes are not there.
  fileprivate func reference(
    of file: Data, _ archive: CardFiles?, named fileName: String
  ) -> NewReference? {
    let bytes: Data
    var name = fileName
    switch source {
    case .wholeFile: bytes = file
    case .embedded(let data): (bytes, name) = (data, self.name.isEmpty ? fileName : self.name)
    case .entry(let entry):
      guard let data = archive?[entry] else { return nil }
      if let checksum, Digest(hashing: data).hex != checksum.lowercased() { return nil }
      (bytes, name) = (data, (entry as NSString).lastPathComponent)
    }
    let view: View? =
      switch role {
      case .face: .face
      case .body: .fullBody
      case .expression: .expression
      default: nil
      }
    let caption = role == .expression || role == .clothing ? self.name : ""
    return NewReference(bytes: bytes, fileName: name, view: view, caption: caption)
  }
}

extension CardImage.Role {
  fileprivate var words: String { self == .userIcon ? "picture of the user" : rawValue }
}

extension CharacterCard.Form {
  /// The format as people call it.
  fileprivate var words: String {
    switch self {
    case .tavernV1: "TavernAI"
    case .tavernV2: "SillyTavern V2"
    case .tavernV3: "SillyTavern V3"
    case .charx: "CHARX"
    case .omnichar: "Omnichar"
    }
  }
}

extension CardFault {
  /// Why, as the end of a sentence.
  var reason: String { "\(self)".withoutPeriod }
}
