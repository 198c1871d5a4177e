internal import TroupeVocabulary

/// The limits of a model that images use, and how much of each is used.
struct LimitCount: Hashable, Sendable {
  /// One limit.
  enum Name: Hashable, Sendable {
    case images
    case kind(Kind)
    case pixels

    /// As in `LimitUse.name`.
    var plural: String {
      switch self {
      case .images: "images"
      case .kind(let kind): "\(kind.rawValue)s"
      case .pixels: "pixels"
      }
    }

    /// As in `5 characters`, `1 image`, `9.0 megapixels`.
    func words(_ bound: Int) -> String {
      if self == .pixels { return "\(Self.megapixels(bound)) megapixels" }
      return "\(bound) \(bound == 1 ? String(plural.dropLast()) : plural)"
    }

    /// As in `4 of 5 characters`, `8.4 of 9.0 megapixels`.
    func words(_ used: Int, of bound: Int) -> String {
      let count = self == .pixels ? Self.megapixels(used) : String(used)
      return "\(count) of \(words(bound))"
    }

    private static func megapixels(_ pixels: Int) -> String {
      "\(pixels / 1_000_000).\(pixels % 1_000_000 / 100_000)"
    }
  }

  private let limits: ModelProfile.Limits
  private let mostImages: Int?
  private let outputPixels: Int
  private(set) var used: [Name: Int] = [:]

  /// - Parameter mostImages: a bound on all images beside the model's own.
  init(_ limits: ModelProfile.Limits, outputPixels: Int = 0, mostImages: Int? = nil) {
    self.limits = limits
    self.mostImages = mostImages
    self.outputPixels = limits.pixels?.includesOutput == true ? outputPixels : 0
    used[.pixels] = self.outputPixels
  }

  /// The bound of `name`; `nil` when it is not known, which keeps nothing out.
  func bound(_ name: Name) -> Int? {
    switch name {
    case .images: [limits.images.bound, mostImages].compactMap(\.self).min()
    case .kind(let kind): limits.kinds[kind.rawValue]?.bound
    case .pixels: limits.pixels?.total.bound
    }
  }

  /// The pixels that one image may have where it is the only one; `nil` for no bound.
  var pixelsOfOne: Int? { bound(.pixels).map { $0 - outputPixels } }

  /// How pixels of images count.
  var plannedPixels: PlannedPixels { PlannedPixels(edge: limits.edge.bound) }

  /// How much of `name` is left; `nil` for no bound.
  func left(_ name: Name) -> Int? { bound(name).map { $0 - used[name, default: 0] } }

  /// The limits on counts that an image counted as `kind` uses, the narrower first.
  func names(for kind: Kind?) -> [Name] {
    let own = kind.flatMap { limits.kinds[$0.rawValue] == nil ? nil : $0 }
    return [(own ?? limits.otherKinds).map(Name.kind), .images].compactMap(\.self)
  }

  /// The limits on counts that an image of `choice` uses.
  func names(for choice: AssetChoice) -> [Name] {
    names(for: choice.mention.countedKind(choice.asset.kind))
  }

  /// The first of `names`, or of pixels, that `count` images more would break.
  func broken(by count: Int = 1, of names: [Name], pixels: Int = 0) -> Name? {
    let name = names.first { name in left(name).map { count > $0 } ?? false }
    return name ?? (left(.pixels).map { pixels > $0 } == true ? .pixels : nil)
  }

  /// Uses `count` places of each of `names`, and `pixels`.
  mutating func take(_ count: Int = 1, of names: [Name], pixels: Int = 0) {
    for name in names { used[name, default: 0] += count }
    used[.pixels, default: 0] += pixels
  }

  /// What stands in a plan: images in all, each kind that has a limit, pixels where they have one.
  var uses: [LimitUse] {
    let kinds = Kind.allCases.filter { limits.kinds[$0.rawValue] != nil }.map(Name.kind)
    let pixels = limits.pixels == nil ? [] : [Name.pixels]
    return ([.images] + kinds + pixels).map {
      LimitUse(name: $0.plural, used: used[$0, default: 0], bound: bound($0))
    }
  }
}
