extension Fingerprint {
  /// How far the colors of the picture are from the nearest ones of `other` on average, 0 to 441 levels.
  package func paletteDistance(to other: Fingerprint) -> Double {
    guard !palette.isEmpty, !other.palette.isEmpty else { return 0 }
    let sum = palette.reduce(0.0) { sum, color in
      sum + (other.palette.map { Double(color.distance(to: $0)) }.min() ?? 0).squareRoot()
    }
    return sum / Double(palette.count)
  }
}
