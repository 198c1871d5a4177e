public import Foundation

/// A picture for people, drawn from the library.
public struct DrawnSheet: Hashable, Sendable {
  /// The picture's file, a PNG.
  public let png: Data
  /// Width in pixels.
  public let width: Int
  /// Height in pixels.
  public let height: Int
  /// Characters of its words that no font of the system has: empty boxes stand for them.
  public let lacking: String

  /// A picture with its size.
  public init(png: Data, width: Int, height: Int, lacking: String = "") {
    self.png = png
    self.width = width
    self.height = height
    self.lacking = lacking
  }
}

/// A picture of an asset with its references, name and traits.
public struct ModelSheet: Hashable, Sendable {
  /// The picture.
  public let sheet: DrawnSheet
  /// The asset that it shows.
  public let asset: Asset
  /// The one look that it shows, an empty one for the default look; `nil` for all.
  public let look: String?
  /// The references on it, row by row.
  public let references: [Reference]

  /// A sheet of `asset`.
  public init(sheet: DrawnSheet, asset: Asset, look: String?, references: [Reference]) {
    self.sheet = sheet
    self.asset = asset
    self.look = look
    self.references = references
  }
}

/// A picture of exactly the images that a request would send.
public struct PlanSheet: Hashable, Sendable {
  /// The picture.
  public let sheet: DrawnSheet
  /// What would be sent.
  public let plan: Plan
  /// The images on it, in order, with their exact bytes.
  public let images: [SentInput]

  /// A sheet of `plan`.
  public init(sheet: DrawnSheet, plan: Plan, images: [SentInput]) {
    self.sheet = sheet
    self.plan = plan
    self.images = images
  }
}
