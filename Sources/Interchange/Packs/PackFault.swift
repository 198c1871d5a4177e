/// Why a pack is refused, or cannot be written.
package struct PackFault: Error, Hashable, Sendable {
  /// Where: a member, such as `assets[0].references[2].sha256`, a line of the generations, or an entry.
  package let place: String
  /// What is wrong there.
  package let reason: Reason

  /// A fault at `place`.
  package init(_ reason: Reason, at place: String) {
    self.reason = reason
    self.place = place
  }

  /// What can be wrong with a pack. Numbers are those that were found.
  package enum Reason: Hashable, Sendable {
    /// The archive itself is refused.
    case archive(ArchiveFault.Reason)
    /// There is no `pack.json`: another archive.
    case notPack
    /// Another version than 1, which a newer program wrote.
    case version(Int)

    // What JSON can be.
    /// It is no JSON in UTF-8.
    case notJSON
    /// Its values are nested more deeply than `PackBounds.depth`.
    case nestedTooDeeply
    /// It has more values than `PackBounds.values`.
    case tooManyValues
    /// A member that is needed is absent.
    case missing
    /// A member has a value of another type than it needs.
    case wrongType

    // What values can be.
    /// A text does not have this form.
    case form(PackForm)
    /// A number is out of its range.
    case range(Int)
    /// A text has so many bytes.
    case textTooLong(Int)
    /// There are so many.
    case tooMany(Int)
    /// The same stands there before.
    case duplicate
    /// The asset has no look of this name.
    case unknownLook
    /// The asset has no trait of this text.
    case unknownTrait
    /// No file of the pack has this digest or path.
    case unknownFile
    /// The file has another type here than in the list of files.
    case typeDiffers

    // What files can be.
    /// A listed file is no entry of the archive.
    case missingEntry
    /// An entry is not listed.
    case unlistedEntry
    /// It has so many bytes instead of those that are listed.
    case sizeDiffers(Int)
    /// It has another digest than is listed.
    case digestDiffers
  }
}

/// The forms of texts in a pack.
package enum PackForm: Hashable, Sendable {
  /// 26 capital letters and digits.
  case ulid
  /// A handle without its at sign, or the name of a look.
  case handle
  /// `character`, `object`, `style` or `place`.
  case kind
  /// Another name of an asset, of at most 64 characters.
  case alias
  /// `real` or `fictional`.
  case likeness
  /// A lower-case word, or several with hyphens between.
  case view
  /// A text in NFC that is not empty, without white space around it and without control characters.
  case words
  /// A moment in UTC to the millisecond, such as `2026-01-31T12:00:00.000Z`.
  case moment
  /// 64 lower-case hexadecimal digits.
  case digest
  /// A name of a file without folders; may be empty.
  case fileName
  /// One of the types of images that packs hold.
  case imageType
  /// The path that a file has by its digest and type.
  case path
  /// An image of a generation, `GENERATION/N`.
  case output
  /// A name, model or trigger of an adapter: at most 255 characters on one line.
  case adapterName
  /// A number above 0 and at most 2.
  case weight
}

/// What a reader of a pack should know, which does not keep the pack from being read.
package enum PackNote: Hashable, Sendable {
  /// A member that this version does not know was left out, such as `assets[].mood`.
  case unknownMember(String)
  /// A file was left out since nothing names it.
  case unusedFile(String)
}
