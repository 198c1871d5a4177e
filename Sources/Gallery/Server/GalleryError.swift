/// Why the gallery cannot be opened.
public enum GalleryError: Error, Equatable, Sendable {
  /// Another program listens at this port of the machine.
  case portTaken(Int)
  /// The system does not let this program listen at the port; `reason` is what the system says.
  case cannotListen(port: Int, reason: String)
}

/// Why a request is not given to a handler.
enum Refusal: Error, Equatable, Sendable {
  /// No page has this address.
  case unknownPath
  /// The page is there, but only for the methods in `allowed`.
  case wrongMethod(allowed: [String])
  /// A write that did not come from a page of this server.
  case foreignWrite
  /// A write, where the library may only be read.
  case readOnly
  /// A body or a part of it that is larger than what is taken.
  case tooLarge
  /// A body that cannot be read as what it says it is.
  case malformedBody
  /// A body of a type that no handler reads.
  case unknownBodyType
  /// A file to be sent that is not there as it was described.
  case missingFile

  /// The status that tells it.
  var status: Int {
    switch self {
    case .unknownPath, .missingFile: 404
    case .wrongMethod: 405
    case .foreignWrite, .readOnly: 403
    case .tooLarge: 413
    case .malformedBody: 400
    case .unknownBodyType: 415
    }
  }
}
