internal import Foundation
internal import TroupeCatalog

extension Library {
  /// Changes what is said of several references, each named by digits of its digest or by the file that it came from.
  /// Everything is checked first: all are changed or none.
  /// - Returns: the references as they are now, in the order of `changes`.
  /// - Throws: `CatalogError.unknownReference`, `CatalogError.sharedReference`; `RequestError.ambiguous` for a name that
  ///   several files had; `TroupeError.invalidValue` with the place where it was written, if the change has one.
  @discardableResult
  @concurrent public func setReferences(
    _ changes: [ReferenceChange]
  ) async throws -> [Reference] {
    var found: [(reference: Reference, details: ReferenceDetails)] = []
    var named: Set<String> = []
    for change in changes {
      try Task.checkCancellation()
      do {
        if let look = change.details.look, !look.isEmpty { _ = try Handle(look) }
        let reference = try await reference(named: change)
        let isNew = named.insert("\(reference.asset.key) \(reference.digest)").inserted
        if change.place != nil, !isNew {
          throw TroupeError.invalidValue(
            name: "reference", value: change.reference, expected: "it is named above; name it once")
        }
        found.append((reference, change.details))
      } catch let error as TroupeError {
        throw change.place.map { error.at($0, change) } ?? error
      }
    }
    return try await services.catalog.setReferences(found)
  }

  private func reference(named change: ReferenceChange) async throws -> Reference {
    let name = change.reference
    let hex = name.hasPrefix("sha256:") ? name.dropFirst(7) : name[...]
    guard hex.count >= 6, hex.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
      let isFile = name.contains { $0 == "." || $0 == "/" }
      guard isFile else {
        return try await services.catalog.reference(prefix: name, of: change.asset)
      }
      return try await services.catalog.reference(
        from: (name as NSString).lastPathComponent, of: change.asset)
    }
    return try await services.catalog.reference(prefix: name, of: change.asset)
  }
}

extension TroupeError {
  /// The same fault with the place where its value was written.
  fileprivate func at(_ place: String, _ change: ReferenceChange) -> TroupeError {
    let (value, expected): (String, String)
    switch self {
    case .catalog(.unknownReference):
      (value, expected) = (change.reference, "no reference in use is called so")
    case .catalog(.sharedReference(_, let assets)):
      (value, expected) = (
        change.reference, "it is of \(assets.joined(separator: " and ")): name one"
      )
    case .request(.ambiguous(_, let matches)):
      (value, expected) = (change.reference, "it may be \(matches.joined(separator: " or "))")
    case .catalog(.invalidHandle(let look, let reason)):
      (value, expected) = (look, "as the name of a look: \(reason)")
    case .invalidValue(_, let bad, let wanted):
      (value, expected) = (bad, wanted)
    default: return self
    }
    return .invalidValue(name: place, value: value, expected: expected)
  }
}
