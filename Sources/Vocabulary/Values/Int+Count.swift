extension Int {
  /// The count with its noun, as in `1 image`, `3 images`.
  package func counted(_ noun: String) -> String { self == 1 ? "1 \(noun)" : "\(self) \(noun)s" }
}
