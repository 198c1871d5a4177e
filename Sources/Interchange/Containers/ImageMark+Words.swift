extension ImageMark {
  /// The mark in words, as they stand in the record.
  package var words: String {
    switch self {
    case .contentCredentials(let generator, let model, let sources):
      let parts =
        [generator.map { "by \($0)" }, model.map { "model \($0)" }].compactMap(\.self)
        + sources
      return (["content credentials"] + parts).joined(separator: ", ")
    case .sourceType(let type): return "source type \(type)"
    case .credit(let credit): return "credit \(credit)"
    case .label(let label): return "label \(label)"
    }
  }
}
