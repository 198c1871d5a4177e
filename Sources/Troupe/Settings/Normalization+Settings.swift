internal import TroupeImaging
internal import TroupeVocabulary

extension Normalization {
  /// As a library's settings ask for.
  init(_ settings: Settings) {
    let type: TypeChoice =
      switch settings.format {
      case .auto: .byContent
      case .source: .asSource
      case .png: .always(.png)
      case .jpeg: .always(.jpeg)
      }
    self.init(
      longEdge: settings.longEdge, type: type,
      jpeg: JPEGOptions(
        quality: settings.quality, subsamplesChroma: settings.subsampling == .quarter))
  }
}
