package import TroupeVocabulary

/// Which file type a normalized picture gets.
package enum TypeChoice: Sendable, Hashable {
  /// PNG for drawings and transparency, JPEG for photographs.
  case byContent
  /// The type of the source; by content if Troupe does not write that type.
  case asSource
  /// Always this one.
  case always(MediaType)

  /// The type for a source, `nil` if the content decides.
  func type(for source: MediaType) -> MediaType? {
    switch self {
    case .byContent: nil
    case .asSource: [.png, .jpeg].contains(source) ? source : nil
    case .always(let type): type
    }
  }
}

/// Options for encoding a JPEG.
package struct JPEGOptions: Sendable, Hashable {
  /// From 1 to 100.
  package var quality: Int
  /// Whether chroma is subsampled (4:2:0), which saves bytes and blurs colored edges; otherwise 4:4:4.
  package var subsamplesChroma: Bool

  /// Options; the defaults are those of references.
  package init(quality: Int = 92, subsamplesChroma: Bool = false) {
    self.quality = quality
    self.subsamplesChroma = subsamplesChroma
  }
}
