internal import Foundation
internal import TroupeImaging
internal import TroupeCrypto
internal import TroupeInterchange

/// One image as it is exported, before it is written.
struct ExportedImage: Sendable {
  private(set) var bytes: Data
  private(set) var type: MediaType
  /// What it says of itself as XMP; `nil` where that is not wanted.
  private(set) var packet: Data?
  /// What is to be written next to it.
  private(set) var sidecars: Set<ImageExport.Sidecar>
  let marks: [String]
  private(set) var removed: [String] = []
  private(set) var notes: [String] = []

  /// The copy of an image.
  /// - Parameters:
  ///   - original: its bytes, as they came.
  ///   - one: its generation.
  ///   - position: which image of that it is, from 1.
  /// - Throws: `ImageFault`.
  init(
    _ original: Data, of one: ExportedGeneration, at position: Int, as export: ImageExport
  ) throws(ImageFault) {
    guard let type = MediaType(sniffing: original) else {
      throw .notAnImage(found: "other bytes")
    }
    (bytes, self.type, sidecars) = (original, type, export.sidecars)
    let texts = EmbeddedTexts(reading: original) { Inflated.bytes($0, most: $1) }
    marks =
      texts.marks.map(\.words) + one.declaredMarks.map(Self.declared)
    if export.converts(type) {
      let all = Self.canCopy(type) ? try Self.stripped(original).removed : []
      let converted = try ConvertedImage(
        original, as: export.type, longEdge: export.longEdge, quality: export.quality)
      (bytes, self.type) = (converted.bytes, converted.type)
      (removed, notes) = (all, converted.notes)
    }
    if export.metadata == .stripped { try strip() }
    let isSigned =
      export.metadata == .embedded && !export.dropsCredentials
      && ImageCopy.holdsCredentials(bytes)
    let embeds = export.metadata == .embedded && !isSigned
    if isSigned {
      sidecars.insert(.xmp)
      notes.append("left as it came: its Content Credentials hold for these bytes alone")
    }
    guard embeds || sidecars.contains(.xmp) else { return }
    let statement = one.statement(of: position, as: self.type, saying: texts.sourceType)
    let packet = try self.packet(of: statement)
    if embeds { try embed(packet, one, hasTexts: !texts.texts.isEmpty && !export.converts(type)) }
    if sidecars.contains(.xmp) { self.packet = packet }
  }

  private mutating func strip() throws(ImageFault) {
    let copy = try Self.stripped(bytes)
    bytes = copy.bytes
    removed += copy.removed.filter { !removed.contains($0) }
    notes += copy.notes
    if let plain = try HiddenText.cleared(bytes) {
      (bytes, type) = (plain, .png)
      removed.append("a text hidden in the pixels")
    }
    let left = ImageCopy.leftovers(in: bytes)
    guard left.isEmpty else { throw .corrupt("there is still \(left.joined(separator: ", "))") }
  }

  private func packet(of statement: PictureStatement) throws(ImageFault) -> Data {
    let existing =
      Self.canCopy(type)
      ? ImageCopy.xmpPacket(in: bytes, inflate: { Inflated.bytes($0, most: $1) }) : nil
    do {
      return try XMPPacket.packet(of: statement, mergedInto: existing)
    } catch {
      throw ImageFault(error)
    }
  }

  /// - Parameter hasTexts: whether another tool's words stand in the file, which are more exact than ours.
  private mutating func embed(
    _ packet: Data, _ one: ExportedGeneration, hasTexts: Bool
  ) throws(ImageFault) {
    let header = try ImageHeader(reading: bytes)
    var texts = CopyTexts(xmp: packet)
    if one.generation.imported == nil || !hasTexts {
      let said = one.parameters(width: header.orientedWidth, height: header.orientedHeight)
      texts.parameters = said.text
      notes += said.notesOnPrompt
    }
    do {
      try embed(texts)
    } catch .tooLong(let fact) where texts.parameters != nil {
      notes.append("without parameters, as \(fact.withoutPeriod)")
      do {
        try embed(CopyTexts(xmp: packet))
      } catch {
        throw ImageFault(error, of: type)
      }
    } catch {
      throw ImageFault(error, of: type)
    }
  }

  private mutating func embed(_ texts: CopyTexts) throws(CopyFault) {
    let copy = try ImageCopy.embedding(texts, in: bytes, md5: { MD5.digest(of: $0) })
    bytes = copy.bytes
    removed += copy.removed
    notes += copy.notes
  }

  /// Whether texts can be put into and taken out of files of this type.
  private static func canCopy(_ type: MediaType) -> Bool { [.png, .jpeg, .webp].contains(type) }

  private static func stripped(_ file: Data) throws(ImageFault) -> ImageCopy {
    do {
      return try ImageCopy.stripped(file)
    } catch {
      throw ImageFault(error, of: MediaType(sniffing: file) ?? .png)
    }
  }
}

extension EmbeddedTexts {
  /// The digital source type that the file tells, as IPTC writes it or its Content Credentials do.
  fileprivate var sourceType: String? {
    for mark in marks {
      switch mark {
      case .sourceType(let type): return type
      case .contentCredentials(_, _, let types): if let type = types.first { return type }
      default: continue
      }
    }
    return nil
  }
}

extension ImageFault {
  fileprivate init(_ fault: CopyFault, of type: MediaType) {
    switch fault {
    case .unsupported: self = .unsupported(type: type.name)
    case .broken(let fact): self = .corrupt(fact.withoutPeriod)
    case .tooLong(let fact): self = .unsupportedForm(fact.withoutPeriod)
    }
  }

  fileprivate init(_ fault: XMPFault) {
    switch fault {
    case .noLibrary: self = .noReader(type: "XMP", library: "libexempi")
    default: self = .corrupt("its XMP: \(fault)")
    }
  }
}

extension String {
  /// Without the period that ends a sentence.
  var withoutPeriod: String { hasSuffix(".") ? String(dropLast()) : self }
}
