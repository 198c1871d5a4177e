package import Foundation
package import TroupeVocabulary

/// An asset of another library, with its pictures, on its way into this one.
package struct ArrivingAsset: Sendable {
  /// The asset as it stands there.
  package var asset: Asset
  /// Its references in use, in order.
  package var references: [ArrivingReference]
  /// The file that says what the person shown agreed to.
  package var release: ArrivingRelease?

  /// An asset with its pictures.
  package init(
    asset: Asset, references: [ArrivingReference], release: ArrivingRelease? = nil
  ) {
    self.asset = asset
    self.references = references
    self.release = release
  }
}

/// A reference of another library.
package struct ArrivingReference: Sendable {
  /// What is said of it there.
  package var reference: Reference
  /// The normalized picture; its bytes have the digest of the reference.
  package var image: @Sendable () throws -> Data
  /// The file that it was made from; its bytes have the digest that the reference names.
  package var source: @Sendable () throws -> Data

  /// A reference with its bytes, which are read when their turn comes.
  package init(
    reference: Reference, image: @Sendable @escaping () throws -> Data,
    source: @Sendable @escaping () throws -> Data
  ) {
    self.reference = reference
    self.image = image
    self.source = source
  }
}

/// A file that says what a real person agreed to.
package struct ArrivingRelease: Sendable {
  package var fileName: String
  package var addedAt: Date
  package var bytes: Data
  package var fileExtension: String

  /// A file with its name.
  package init(fileName: String, addedAt: Date, bytes: Data, fileExtension: String) {
    self.fileName = fileName
    self.addedAt = addedAt
    self.bytes = bytes
    self.fileExtension = fileExtension
  }
}

/// How an asset comes in.
package enum ArrivalForm: Hashable, Sendable {
  /// As a new asset with this handle.
  case new(Handle)
  /// Into the asset called so: pictures, looks, aliases and tags that it lacks are added; what is said of it stays.
  case merged(Handle)
  /// Into the asset called so, with all that is said of it.
  /// - `isWhole`: whether what it does not bring goes: pictures are retired, looks and the release taken away.
  case replacing(Handle, isWhole: Bool)
}

/// What became of an asset that came in.
package struct Arrived: Sendable {
  /// The asset as it stands now.
  package let asset: Asset
  /// How many pictures were added.
  package let added: Int
  /// How many it had already.
  package let known: Int
  /// What could not be taken over, in words.
  package let notes: [String]
}
