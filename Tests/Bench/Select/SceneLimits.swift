import TroupeSelection
import TroupeVocabulary

/// What the images that a request names leave of a model's limits: images in total, each kind,
/// pixels. Read from the profile alone, so that it does not share a fault with the selector.
struct SceneLimits {
  static let pixelPlace = 4

  let left: [Int]
  let none = Array(repeating: 0, count: 5)
  let countsPixels: Bool
  private let limits: ModelProfile.Limits

  init(_ input: SelectionInput) {
    limits = input.profile.limits
    let bounds =
      [limits.images.bound] + Kind.allCases.map { input.profile.limits.kinds[$0.rawValue]?.bound }
    let pixels = limits.pixels?.total.bound
    countsPixels = pixels != nil
    var left = (bounds + [pixels]).map { $0 ?? .max / 2 }
    let output =
      limits.pixels?.includesOutput == true
      ? input.profile.outputPixels(input.request.parameters) : 0
    left[Self.pixelPlace] -= output
    let request = input.request
    for image in [request.parent].compactMap(\.self) + request.references {
      left[0] -= 1
      left[Self.pixelPlace] -= image.width * image.height
      if image.role == .style, let place = Self.place(of: .style, limits) { left[place] -= 1 }
    }
    self.left = left
  }

  /// What one picture uses that is counted as `kind`.
  func use(of kind: Kind?, pixels: Int) -> [Int] {
    var use = none
    use[0] = 1
    if let place = Self.place(of: kind, limits) { use[place] = 1 }
    use[Self.pixelPlace] = countsPixels ? pixels : 0
    return use
  }

  func fits(_ use: [Int], in left: [Int]) -> Bool { zip(use, left).allSatisfy { $0 <= $1 } }

  private static func place(of kind: Kind?, _ limits: ModelProfile.Limits) -> Int? {
    let counted =
      kind.flatMap { limits.kinds[$0.rawValue] == nil ? limits.otherKinds : $0 }
      ?? limits.otherKinds
    return counted.flatMap(Kind.allCases.firstIndex).map { $0 + 1 }
  }
}
