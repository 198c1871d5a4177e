/// Why an archive is refused, or cannot be read or written.
package struct ArchiveFault: Error, Hashable, Sendable {
  /// The name of the entry that is at fault, as it may be shown: cut, and without control characters; `nil` where the
  /// archive as a whole is.
  package let entry: String?
  /// What is wrong.
  package let reason: Reason

  /// A fault of `entry`.
  package init(_ reason: Reason, entry: String? = nil) {
    self.reason = reason
    self.entry = entry
  }

  /// What can be wrong with an archive. Numbers are those that were found.
  package enum Reason: Hashable, Sendable {
    // What a name can do.
    /// A part of the name is `..`.
    case climbs
    /// The name begins with `/`.
    case absolutePath
    /// The name begins with a letter and a colon.
    case driveLetter
    /// The name has a backslash, which is a separator to some programs.
    case backslash
    /// The name has a byte of zero, at which some programs stop reading.
    case nulCharacter
    /// The name has control characters or invisible marks, such as those that turn the direction of writing.
    case controlCharacter
    /// The name is empty, or a part of it is empty or `.`.
    case unplainPath
    /// The name is not UTF-8.
    case nameEncoding
    /// The name has so many bytes.
    case nameTooLong(Int)
    /// Another entry has the same name, but perhaps for case and the composition of its characters.
    case duplicate(of: String)

    // What an entry can be.
    /// A symbolic link.
    case link
    /// A device, a pipe or a socket.
    case device
    /// A folder.
    case folder
    /// It can only be read with a password.
    case encrypted
    /// Compressed by this method; 0 (stored) and 8 (deflated) are read.
    case compressionMethod(Int)

    // What its bytes can be.
    /// It shares bytes with another entry, or with the directory.
    case overlap
    /// Unpacked it is so many times as long as packed.
    case ratio(Int)
    /// It is so many bytes long.
    case entryTooLarge(Int)
    /// All entries together have so many bytes; `Int.max` where they cannot be counted.
    case totalTooLarge(Int)
    /// Its CRC-32 is another one than the directory says.
    case checksum
    /// It has more bytes than the directory says.
    case moreBytesThanSaid
    /// It has fewer bytes than the directory says.
    case fewerBytesThanSaid
    /// Its compressed bytes cannot be unpacked.
    case damagedData
    /// Its own header says something else than the directory, or libzip sees another entry in its place.
    case headersDiffer

    // What an archive can be.
    /// It begins as a ZIP archive does, but its end is missing.
    case truncated
    /// It is no ZIP archive.
    case notArchive
    /// Its directory makes no sense.
    case damaged
    /// It is one of several files that belong together.
    case severalDisks
    /// It has so many entries.
    case tooManyEntries(Int)
    /// Its directory has so many bytes.
    case directoryTooLarge(Int)

    // What stands in the way.
    /// libzip is not on this machine.
    case noLibrary
    /// Memory is out.
    case noMemory
    /// The file cannot be opened.
    case cannotOpen
    /// The file is no regular file.
    case notFile
    /// Reading from disk failed, or the file became shorter meanwhile.
    case cannotRead
    /// Writing to disk failed.
    case cannotWrite
    /// A file that was to be packed has another size than was said.
    case sizeDiffers
  }
}
