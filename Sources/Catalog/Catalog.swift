package import Foundation
package import TroupeImaging
package import TroupeStorage
internal import TroupeVocabulary

/// The assets of a library: characters, objects, styles and places with their looks and references.
package struct Catalog: Sendable {
  let database: Database
  let objects: ObjectStore
  let normalization: Normalization
  let workers: Int?
  let clock: @Sendable () -> Date
  let entropy: @Sendable () -> UInt128
  /// Shared by all copies of this value.
  let hashes = HashIndex()

  /// The catalogue in `database`, its images in `objects`.
  /// - Parameters:
  ///   - normalization: how imported images become references.
  ///   - workers: how many images are worked on at once; `nil` for as many as there are processors.
  ///   - clock: the time; passed in so that callers stay deterministic.
  ///   - entropy: random bits for identifiers.
  package init(
    database: Database, objects: ObjectStore, normalization: Normalization = Normalization(),
    workers: Int? = nil, clock: @escaping @Sendable () -> Date,
    entropy: @escaping @Sendable () -> UInt128
  ) {
    self.database = database
    self.objects = objects
    self.normalization = normalization
    self.workers = workers
    self.clock = clock
    self.entropy = entropy
  }
}
