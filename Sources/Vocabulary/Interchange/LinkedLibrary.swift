public import Foundation

/// A library whose cast is used in this one, and changed there alone.
public struct LinkedLibrary: Encodable, Hashable, Sendable {
  /// Its folder, from the root.
  public let path: String
  /// Since when.
  public let linkedAt: Date
  /// The state of its cast as it was last taken over.
  public let stamp: String
  /// The assets that come from it, in use.
  public let assets: [Handle]

  /// A library with what comes from it.
  public init(path: String, linkedAt: Date, stamp: String, assets: [Handle]) {
    self.path = path
    self.linkedAt = linkedAt
    self.stamp = stamp
    self.assets = assets
  }
}
