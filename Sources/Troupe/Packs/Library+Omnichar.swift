public import Foundation
internal import TroupeImaging
internal import TroupeInterchange
internal import TroupeStorage

extension Library {
  /// Writes an asset as a `.char` of Omnichar: its name, description with traits, and references in use as PNG.
  /// - Parameters:
  ///   - handle: the asset.
  ///   - file: the file to make.
  ///   - replacing: whether a file of this name is replaced.
  /// - Returns: what is in it.
  /// - Throws: `CatalogError.unknownAsset`, `.assetRemoved`, `.noReferences`; `PackError.unpackable` for more than the format
  ///   holds; `LibraryError.file`, `LibraryError.diskFull`.
  @discardableResult
  @concurrent public func writeOmnichar(
    of handle: Handle, to file: URL, replacing: Bool = false
  ) async throws -> PackReport {
    if !replacing { try NewFiles.refuse([file]) }
    let asset = try await asset(handle)
    let references = try await references(of: asset.handle)
    guard !references.isEmpty else {
      throw TroupeError.catalog(.noReferences(asset: asset.handle.text, look: nil))
    }
    let pictures = try references.map { reference in
      let bytes = try services.objects.readChecked(
        reference.digest, fileExtension: reference.image.type.fileExtension)
      do {
        let png =
          reference.image.type == .png ? bytes : try Raster(decoding: bytes).encodedPNG()
        return OmnicharFile.Reference(
          png: png, role: reference.role, name: reference.fileName)
      } catch let fault as ImageFault {
        throw TroupeError.image(name: reference.digest.short, fault)
      }
    }
    let traits = asset.traits.map { "- \($0)" }.joined(separator: "\n")
    let words = [asset.description, traits].filter { !$0.isEmpty }.joined(separator: "\n\n")
    let created = Int(asset.createdAt.timeIntervalSince1970)
    let newest = references.map(\.importedAt).max() ?? asset.createdAt
    let char = OmnicharFile(
      identifier: asset.id.uuid, name: asset.name, description: words, created: created,
      modified: max(created, Int(newest.timeIntervalSince1970)), references: pictures)
    var total = 0
    do {
      let archive = try ArchiveWriter(path: file.absoluteURL.path)
      for entry in try char.entries(sha256: { Digest(hashing: $0).hex }) {
        try archive.add(entry.contents, as: entry.name)
        total += entry.contents.count
      }
      try archive.finish()
    } catch let fault as CardFault {
      throw TroupeError.pack(.unpackable(part: "", reason: fault.reason))
    } catch let fault as ArchiveFault {
      throw TroupeError.unpackable(file.path, PackFault(.archive(fault.reason), at: ""))
    }
    let item = PackReport.Item(
      handle: asset.handle, kind: asset.kind, name: asset.name, references: pictures.count)
    return PackReport(file: file.path, assets: [item], generations: 0, byteCount: total)
  }
}

extension Reference {
  /// What a `.char` calls it.
  fileprivate var role: CardImage.Role {
    if look != nil { return .clothing }
    return [.fullBody, .back, .pose, .action].contains(view) ? .body : .face
  }
}

extension ULID {
  /// A UUID that is always the same for this id.
  fileprivate var uuid: UUID {
    let hex = Digest(hashing: Data(description.utf8)).hex.prefix(32)
    let parts = [8, 4, 4, 4, 12].reduce(into: (parts: [Substring](), rest: hex)) { state, count in
      state.parts.append(state.rest.prefix(count))
      state.rest = state.rest.dropFirst(count)
    }.parts
    return UUID(uuidString: parts.joined(separator: "-")) ?? UUID()
  }
}
