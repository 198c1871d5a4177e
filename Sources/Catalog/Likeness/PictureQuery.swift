package import Foundation
package import TroupeImaging
package import TroupeVocabulary

/// A picture whose look-alikes are sought.
package struct PictureQuery: Sendable {
  /// Its file.
  package let digest: Digest
  let fingerprint: Fingerprint
  /// Its pixels, where they were read.
  let picture: SmallPicture?
  /// Other forms in which it may be found.
  let probes: [SimilarityProbe]

  /// The picture in `bytes`, whose digest is known.
  /// - Parameter asParts: whether to look also for parts of it, and for what it is a part of: guesses that only pixels
  ///   prove.
  /// - Throws: `ImageFault` for what is no picture.
  package init(
    reading bytes: Data, _ digest: Digest, asParts: Bool
  ) throws(ImageFault) {
    let picture = try SmallPicture(reading: bytes)
    let (fingerprint, grid) = try picture.measured()
    self.digest = digest
    self.fingerprint = fingerprint
    self.picture = picture
    probes = picture.probes(grid).filter { probe in
      if case .turned = probe.form { true } else { asParts }
    }
  }

  /// A picture of the library by its fingerprint alone.
  init(_ digest: Digest, _ fingerprint: Fingerprint) {
    self.digest = digest
    self.fingerprint = fingerprint
    picture = nil
    probes = [fingerprint.mirrored].compactMap(\.self).filter { !$0.isPlain }.map {
      SimilarityProbe(.turned(.mirrored), $0, within: SimilarityProbe.turnedBound)
    }
  }
}

/// A picture that a fingerprint says looks like another one.
package struct FoundPicture: Sendable {
  /// Its file.
  package let digest: Digest
  /// Bits in which both differ.
  package let bits: Int
  /// What the other one is to it.
  let form: SimilarityProbe.Form
}

/// The same, compared by its pixels.
package struct ComparedPicture: Sendable {
  package let found: FoundPicture
  /// Its file, inside the library's folder.
  package let path: String
  /// Pixels of the whole picture.
  package let size: Size
  /// What it is to the other one.
  package let relation: PictureRelation
  /// The share of an edited one that differs.
  package let changed: Double?
}
