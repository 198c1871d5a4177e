public import Foundation

/// A picture of an asset with its references, name and traits.
public struct ModelSheet: Sendable {
  /// The picture's file.
  public let png: Data
  /// Pixels across.
  public let width: Int
  /// Pixels down.
  public let height: Int
  /// Whom or what it shows.
  public let asset: Asset
  /// The one look that it shows, an empty one for the usual look; `nil` for all.
  public let look: String?
  /// The references on it, row by row.
  public let references: [Reference]
  /// Characters of its text that no font of the system has, drawn as empty boxes. If the system has no
  /// font at all, or the package was built without its trait `Text`, no text is drawn and these are
  /// all of its characters.
  public let lacking: String
}
