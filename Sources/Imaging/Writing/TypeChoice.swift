package import TroupeVocabulary

/// Which type a normalized picture gets.
package enum TypeChoice: Sendable, Hashable {
  /// PNG for drawings and what is partly transparent, JPEG for photographs.
  case byContent
  /// The type of the source; by content where that is not written.
  case asSource
  /// Always this one.
  case always(MediaType)

  /// The type for a source, `nil` if the content decides.
  func type(for source: MediaType) -> MediaType? {
    switch self {
    case .byContent: nil
    case .asSource: source == .webp ? nil : source
    case .always(let type): type
    }
  }
}
