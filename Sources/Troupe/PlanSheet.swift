public import Foundation

/// A picture for people of exactly the images that a request would send.
public struct PlanSheet: Sendable {
  /// The picture's file.
  public let png: Data
  /// Pixels across.
  public let width: Int
  /// Pixels down.
  public let height: Int
  /// What would be sent.
  public let plan: Plan
  /// The images on it, in order.
  public let images: [PlannedImage]
  /// Characters of its text that no font of the system has, drawn as empty boxes. If the system has no
  /// font at all, or the package was built without its trait `Text`, no text is drawn and these are
  /// all of its characters.
  public let lacking: String
}

/// The exact bytes of one image of a plan.
public struct PlannedImage: Encodable, Hashable, Sendable {
  /// Its place among the request's images, from 1.
  public let position: Int
  /// The words that introduce it to the model; empty where none do.
  public let label: String
  /// Its bytes.
  public let rendition: Digest
  /// Their type.
  public let mime: MediaType
  /// How many they are.
  public let bytes: Int
  /// Pixels across.
  public let width: Int
  /// Pixels down.
  public let height: Int
}
