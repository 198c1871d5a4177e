internal import Foundation

extension TroupeError {
  /// The fact behind Foundation's `error` about `path`: the system's reason, or that the disk is full.
  ///
  /// Foundation's own sentences ("The operation could not be completed.") leave the reason out.
  package static func cannot(
    _ operation: String, _ path: String, _ error: any Error
  ) -> TroupeError {
    let outer = error as NSError
    let inner = (outer.userInfo[NSUnderlyingErrorKey] as? any Error).map { $0 as NSError }
    let system = [inner, outer].compactMap(\.self).first { $0.domain == NSPOSIXErrorDomain }
    guard let code = system.map({ Int32($0.code) }) else {
      let words = outer.localizedDescription
      return .library(
        .file(
          path: path, operation: operation,
          reason: words.hasSuffix(".") ? String(words.dropLast()) : words))
    }
    if code == ENOSPC || code == EDQUOT { return .library(.diskFull(path: path)) }
    return .library(
      .file(path: path, operation: operation, reason: String(cString: strerror(code))))
  }
}
