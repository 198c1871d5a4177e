/// What can go wrong with a pack: an asset that travels between libraries in a file.
public enum PackError: Error, Hashable, Sendable {
  /// The file is no pack, and what it is or lacks.
  case notPack(file: String, found: String)
  /// A newer program wrote it: the version that it has, the newest that is known.
  case newer(file: String, version: Int, known: Int)
  /// Something in it is refused: what, by the name of the entry or of the member, and why. Nothing of the pack was taken.
  case refused(file: String, part: String, reason: String)
  /// Assets of this library have the handles of those in the pack, and it was not said what becomes of them.
  case conflict(file: String, handles: [String])
  /// What is to be packed passes a bound of packs.
  case unpackable(part: String, reason: String)
  /// Archives are read by a library that is not on this machine, as `libzip`.
  case noArchiver(library: String)

  /// A stable name for programs, as in `not_a_pack`.
  public var code: String {
    switch self {
    case .notPack: "not_a_pack"
    case .newer: "newer_pack"
    case .refused: "pack_refused"
    case .conflict: "pack_conflict"
    case .unpackable: "unpackable"
    case .noArchiver: "no_archiver"
    }
  }
}
