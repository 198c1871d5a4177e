import TroupeCImaging

extension Raster {
  /// At most `count` distinct colors, the most frequent first, without those of less than a hundredth
  /// of the pixels; a clear picture has none.
  func palette(_ count: Int) -> [Color] {
    var bins = [ti_color_bin](repeating: ti_color_bin(), count: ti_color_bins)
    readSurface { ti_count_colors($0, &bins) }
    var left = bins.filter { $0.count > 0 }.sorted { $0.count > $1.count }
    let least = UInt64(width * height / 100)
    var groups: [ti_color_bin] = []
    while groups.count < count, let seed = left.first {
      let near = left.filter { $0.distance(to: seed) < 64 * 64 }
      left.removeAll { $0.distance(to: seed) < 64 * 64 }
      groups.append(near.reduce(ti_color_bin()) { $0.joined(with: $1) })
    }
    return groups.sorted { $0.count > $1.count }.filter { $0.count > least }.map(\.color)
  }
}

extension ti_color_bin {
  fileprivate var color: Color {
    func mean(_ sum: UInt64) -> UInt8 { UInt8((sum + count / 2) / count) }
    return Color(red: mean(red), green: mean(green), blue: mean(blue))
  }

  fileprivate func joined(with other: ti_color_bin) -> ti_color_bin {
    ti_color_bin(
      count: count + other.count, red: red + other.red, green: green + other.green,
      blue: blue + other.blue)
  }

  /// The squared distance between the mean colors.
  fileprivate func distance(to other: ti_color_bin) -> Int { color.distance(to: other.color) }
}

extension Color {
  /// The squared distance between two colors, alpha ignored.
  package func distance(to other: Color) -> Int {
    let pairs = [(red, other.red), (green, other.green), (blue, other.blue)]
    return pairs.reduce(0) { sum, pair in
      let difference = Int(pair.0) - Int(pair.1)
      return sum + difference * difference
    }
  }
}
