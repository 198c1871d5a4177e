internal import TroupeInterchange

extension TroupeError {
  /// The fact that a fault of the pack `file` is.
  static func refusing(_ file: String, _ fault: PackFault) -> TroupeError {
    switch fault.reason {
    case .notPack: .pack(.notPack(file: file, found: "an archive without \(fault.place)"))
    case .version(let version):
      .pack(.newer(file: file, version: version, known: Pack.version))
    case .archive(.notArchive): .pack(.notPack(file: file, found: "no ZIP archive"))
    case .archive(.noLibrary): .pack(.noArchiver(library: "libzip"))
    case .archive(.cannotOpen): .library(.noFile(path: file))
    case .archive(.cannotWrite):
      .library(.file(path: file, operation: "write", reason: "the system refuses"))
    default: .pack(.refused(file: file, part: fault.place, reason: fault.reason.words))
    }
  }

  /// The fact that a fault of what was to be packed is.
  static func unpackable(_ file: String, _ fault: PackFault) -> TroupeError {
    switch fault.reason {
    case .archive(.noLibrary), .archive(.cannotWrite), .archive(.cannotOpen):
      refusing(file, fault)
    default: .pack(.unpackable(part: fault.place, reason: fault.reason.words))
    }
  }
}

extension PackFault.Reason {
  /// Why, as the end of a sentence.
  var words: String {
    switch self {
    case .archive(let reason): reason.words
    case .notPack: "it has no manifest"
    case .version(let version): "its version \(version) is not known"
    case .notJSON: "it is no JSON in UTF-8"
    case .nestedTooDeeply: "its values are nested more than \(PackBounds.depth) deep"
    case .tooManyValues: "it has more than \(PackBounds.values) values"
    case .missing: "it is needed and not there"
    case .wrongType: "it has a value of another type than belongs there"
    case .form(let form): "it is not \(form.words)"
    case .range(let number): "\(number) is out of range"
    case .textTooLong(let count): "it has \(count) bytes, more than a text may have"
    case .tooMany(let count): "\(count) are more than a pack may have"
    case .duplicate: "the same stands there before"
    case .unknownLook: "the asset has no such look"
    case .unknownTrait: "the asset has no such trait"
    case .unknownFile: "no file of the pack is it"
    case .typeDiffers: "its type is another one in the list of files"
    case .missingEntry: "it is listed and not in the archive"
    case .unlistedEntry: "it is in the archive and not listed"
    case .sizeDiffers(let count): "it has \(count) bytes, and another number is listed"
    case .digestDiffers: "its bytes have another digest than is listed"
    }
  }
}

extension PackForm {
  /// What belongs there.
  fileprivate var words: String {
    switch self {
    case .ulid: "an id of 26 letters and digits"
    case .handle: "a handle"
    case .kind: "character, object, style or place"
    case .alias: "a name of an asset"
    case .likeness: "real or fictional"
    case .view: "a word for a view"
    case .words: "a plain text"
    case .moment: "a moment, as in 2026-01-31T12:00:00.000Z"
    case .digest: "a digest of 64 lower-case digits"
    case .fileName: "a name of a file without folders"
    case .imageType: "a type of images"
    case .path: "the path that its digest and type give"
    case .output: "an image of a generation"
    case .adapterName: "a name of an adapter"
    case .weight: "a number above 0 and at most 2"
    }
  }
}

extension ArchiveFault.Reason {
  /// Why, as the end of a sentence.
  fileprivate var words: String {
    switch self {
    case .climbs: "its path climbs out of the folder"
    case .absolutePath: "its path begins at the root"
    case .driveLetter: "its path names a drive"
    case .backslash: "its path has a backslash"
    case .nulCharacter, .controlCharacter: "its name has control characters"
    case .unplainPath: "its path has empty parts"
    case .nameEncoding: "its name is not UTF-8"
    case .nameTooLong(let count): "its name has \(count) bytes"
    case .duplicate(let other): "another entry, '\(other)', has the same name"
    case .link: "it is a link"
    case .device: "it is a device"
    case .folder: "it is a folder"
    case .encrypted: "it is encrypted"
    case .compressionMethod(let number): "it is compressed by method \(number)"
    case .overlap: "it shares bytes with another entry"
    case .ratio(let times): "unpacked it is \(times) times as long"
    case .entryTooLarge(let count): "it has \(count) bytes"
    case .totalTooLarge: "all entries together are larger than is allowed"
    case .checksum: "its checksum is wrong"
    case .moreBytesThanSaid: "it has more bytes than the directory says"
    case .fewerBytesThanSaid: "it has fewer bytes than the directory says"
    case .damagedData: "its compressed bytes are damaged"
    case .headersDiffer: "its header and the directory differ"
    case .truncated: "the archive is cut off"
    case .damaged: "the directory of the archive makes no sense"
    case .severalDisks: "it is one part of several"
    case .tooManyEntries(let count): "the archive has \(count) entries"
    case .directoryTooLarge(let count): "the directory of the archive has \(count) bytes"
    case .noLibrary: "libzip is not on this machine"
    case .noMemory: "memory is out"
    case .notFile: "it is no regular file"
    case .cannotOpen, .cannotRead: "it cannot be read"
    case .cannotWrite: "it cannot be written"
    case .sizeDiffers: "its file has another size than is recorded"
    case .notArchive: "it is no archive that can be read"
    }
  }
}

extension PackNote {
  /// What a person should know.
  var words: String {
    switch self {
    case .unknownMember(let name): "'\(name)' is not known and was left out"
    case .unusedFile(let path): "\(path) is named by nothing and was left out"
    }
  }
}
