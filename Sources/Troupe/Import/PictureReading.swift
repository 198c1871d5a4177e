internal import Foundation
internal import TroupeImaging
internal import TroupeInterchange
internal import TroupeRecord
internal import TroupeStorage

/// Reads files of images with what they say of how these were made.
struct PictureReading: Sendable {
  /// What became of one file.
  enum Outcome: Sendable {
    case picture(Picture)
    /// It is no image, and was found in a folder.
    case other
    case refused(TroupeError)
  }

  /// An image that was read; its bytes are on their way into the store.
  struct Picture: Sendable {
    let found: PictureFiles.Found
    let image: ReceivedImage
    let staged: ObjectStore.Staged?
    let record: ForeignRecord?
    let texts: EmbeddedTexts
  }

  let objects: ObjectStore

  /// Longest file of an image, in bytes.
  static let mostBytes = 1 << 30
  /// Longest file next to an image that is read for it, in bytes.
  private static let mostSidecar = 1 << 20

  /// Reads one file.
  /// - Throws: `LibraryError.diskFull`, `LibraryError.file` where the library cannot be written.
  func read(_ found: PictureFiles.Found) throws -> Outcome {
    let path = found.file.path
    let bytes: Data
    do {
      // Most of a folder may be no images, and long.
      let start = try FileHandle(forReadingFrom: URL(filePath: path)).read(upToCount: 16)
      if !found.isNamed, MediaType(sniffing: start ?? Data()) == nil { return .other }
      guard found.file.byteCount <= Self.mostBytes else {
        return .refused(
          .invalidValue(
            name: "file", value: found.name,
            expected: "an image of at most \(Self.mostBytes >> 20) MiB"))
      }
      bytes = try WholeFile.read(path)
    } catch {
      return .refused(.cannot("read", path, error))
    }
    guard let type = MediaType(sniffing: bytes.prefix(16)) else {
      return .refused(.image(name: found.name, Self.fault(bytes)))
    }
    let header: ImageHeader
    do { header = try ImageHeader(reading: bytes) } catch {
      return .refused(.image(name: found.name, error))
    }
    let texts = EmbeddedTexts(reading: bytes) { Inflated.bytes($0, most: $1) }
    let name = (path as NSString).lastPathComponent
    var record =
      ForeignRecord.read(texts.texts + Self.sidecars(path), fileName: "")
      ?? Self.hidden(in: bytes).flatMap { ForeignRecord.read([$0], fileName: "") }
      ?? (texts.texts.isEmpty ? ForeignRecord.read([], fileName: name) : nil)
      ?? ForeignRecord.credentials(of: texts)
    record?.addParents(texts.parents)
    let digest = Digest(hashing: bytes)
    return .picture(
      Picture(
        found: found,
        image: ReceivedImage(
          digest: digest, byteCount: bytes.count, fileExtension: type.fileExtension,
          mediaType: type.rawValue, width: header.orientedWidth, height: header.orientedHeight,
          signature: nil),
        staged: try objects.prepare(bytes, of: digest, fileExtension: type.fileExtension),
        record: record, texts: texts))
  }

  private static func fault(_ bytes: Data) -> ImageFault {
    do { _ = try ImageHeader(reading: bytes) } catch { return error }
    return .notAnImage(found: "another type")
  }

  /// The text that NovelAI hides in the lowest bits of alpha.
  private static func hidden(in bytes: Data) -> EmbeddedText? {
    guard let found = HiddenText.found(in: bytes),
      let plain = found.compressed ? Inflated.gzip(found.bytes) : found.bytes,
      let text = String(validating: plain, as: UTF8.self)
    else { return nil }
    return EmbeddedText(.png, "stealth_pnginfo", text)
  }

  /// Texts that stand next to the file, as some tools write them.
  private static func sidecars(_ path: String) -> [EmbeddedText] {
    let bare = (path as NSString).deletingPathExtension
    let names = ["txt", "json", "xmp"].map { ("\(bare).\($0)", $0) } + [("\(path).xmp", "xmp")]
    return names.flatMap { name, ending -> [EmbeddedText] in
      var facts = stat()
      guard stat(name, &facts) == 0, facts.st_size <= mostSidecar,
        let bytes = try? WholeFile.read(name),
        let text = String(validating: bytes, as: UTF8.self)
      else { return [] }
      if ending == "xmp" { return EmbeddedTexts(xmp: bytes).texts }
      return [EmbeddedText(.sidecar, ending, text)]
    }
  }
}

extension PictureReading.Picture {
  /// What the record keeps of the file.
  /// - Parameter parent: the generation whose image it was made from, or the bytes of that image where they are not here.
  func line(number: Int, parent: String?) -> ImportedLine {
    ImportedLine(
      number: number, key: Int64(bitPattern: image.digest.beginning), parent: parent,
      createdAt: created, prompt: record?.prompt ?? "", model: record?.model ?? "unknown",
      seed: record?.seed.flatMap(Int.init), image: found.file.path, rest: rest)
  }

  private var created: Date {
    let told = record?.createdAt.flatMap(MomentText.date)
    return told
      ?? Date(timeIntervalSince1970: Double(found.file.modifiedAt) / 1_000_000)
  }

  /// The digest of the file of the picture that it was made from, as its file tells it.
  var parent: Digest? {
    record?.parents.lazy.compactMap { if case .digest(let hex) = $0 { Digest(hex) } else { nil } }
      .first
  }

  /// What its file calls the picture that it was made from.
  var suggestedParent: String? {
    record?.parents.lazy.compactMap { if case .name(let name) = $0 { name } else { nil } }.first
  }

  /// What Content Credentials call the picture that it was made from: the label of its manifest, else its instance.
  private var parentIdentifiers: [String] {
    texts.parents.compactMap { $0.manifest ?? $0.instanceID }
  }

  /// What else the file says, as JSON. A text that no reader understood is kept raw where it is short; the file is kept whole.
  private var rest: String? {
    // Where on this machine it stood is nothing to keep.
    let name = found.isNamed ? (found.name as NSString).lastPathComponent : found.name
    var rest: [String: Any] = ["file": name]
    var notes = texts.notes
    if let record {
      rest["tool"] = record.tool
      if let negative = record.negativePrompt { rest["negative_prompt"] = negative }
      if !record.parameters.isEmpty { rest["parameters"] = record.parameters }
      if let seed = record.seed, Int(seed) == nil { rest["seed"] = seed }
      if record.seeds.count > 1 { rest["seeds"] = record.seeds }
      if let parent = suggestedParent { rest["made_from"] = parent }
      notes += record.notes
    } else if !texts.texts.isEmpty {
      rest["texts"] = texts.texts.map { text in
        let told = String(text.text.prefix(Self.mostRaw))
        if told.utf8.count < text.text.utf8.count {
          notes.append(
            "\(text.name): of \(text.text.utf8.count) bytes \(told.utf8.count) are told here")
        }
        return ["place": text.place.rawValue, "name": text.name, "text": told]
      }
    }
    if !texts.identifiers.isEmpty { rest["identifiers"] = Array(texts.identifiers.prefix(8)) }
    let signed = parentIdentifiers
    if !signed.isEmpty { rest["parent_identifiers"] = signed }
    if !texts.marks.isEmpty { rest["marks"] = texts.marks.map(\.words) }
    if !notes.isEmpty { rest["notes"] = notes }
    return
      (try? JSONSerialization.data(
        withJSONObject: rest, options: [.sortedKeys, .withoutEscapingSlashes]))
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// Characters of a text that no reader understood, at most.
  private static let mostRaw = 4096
}
