import TroupeCImaging
import TroupeVocabulary

extension ti_outcome {
  /// Returns if the codec succeeded.
  ///
  /// - Parameters:
  ///   - bytes: the memory that was needed, for an error.
  ///   - maxScans: the limit on scans, for an error.
  ///   - type: what was read, for an error.
  /// - Throws: the `ImageFault` for `status`, with the codec's message.
  func check(bytes: Int, maxScans: Int = 0, type: MediaType? = nil) throws(ImageFault) {
    let detail = withUnsafePointer(to: self) { String(cString: ti_detail($0)) }
    switch status {
    case .TI_OK: return
    case .TI_TRUNCATED: throw .truncated
    case .TI_CORRUPT: throw .corrupt(detail)
    case .TI_UNSUPPORTED_FORM: throw .unsupportedForm(detail)
    case .TI_TOO_MANY_SCANS: throw .tooManyScans(bound: maxScans)
    case .TI_OUT_OF_MEMORY: throw .outOfMemory(bytes: bytes)
    case .TI_NO_LIBRARY: throw .noReader(type: type?.name ?? "", library: detail)
    }
  }
}
