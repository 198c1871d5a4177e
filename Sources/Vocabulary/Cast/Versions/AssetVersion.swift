public import Foundation

/// What an asset was at one time: each change of what is said of it, or of its pictures, makes a version. Its names, its
/// tags, who agreed to it and its adapters make none.
public struct AssetVersion: Codable, Hashable, Sendable {
  /// Its order among the versions of the asset, from 1.
  public let number: Int
  /// Since when it was so; of the first, when the asset was added.
  public let since: Date
  /// The asset with its name, description, traits and looks of then; all else is as today.
  public let asset: Asset
  /// Its references in use then, in order of arrival. Those that were removed for good since are not among them.
  public let references: [Reference]

  /// A version of `asset`.
  public init(number: Int, since: Date, asset: Asset, references: [Reference]) {
    self.number = number
    self.since = since
    self.asset = asset
    self.references = references
  }

  /// How it is named in a request.
  public var name: NamedVersion { NamedVersion(asset.handle, number: number) }
}
