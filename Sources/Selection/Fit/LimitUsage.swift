internal import TroupeVocabulary

/// The limits of a model on images, and how much of each is used.
struct LimitUsage: Hashable, Sendable {
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
    func text(_ bound: Int) -> String {
      if self == .pixels { return "\(Self.megapixels(bound)) megapixels" }
      return "\(bound) \(bound == 1 ? String(plural.dropLast()) : plural)"
    }

    /// As in `4 of 5 characters`, `8.4 of 9.0 megapixels`.
    func text(_ used: Int, of bound: Int) -> String {
      let count = self == .pixels ? Self.megapixels(used) : String(used)
      return "\(count) of \(text(bound))"
    }

    private static func megapixels(_ pixels: Int) -> String {
      "\(pixels / 1_000_000).\(pixels % 1_000_000 / 100_000)"
    }
  }

  private let limits: ModelProfile.Limits
  /// Whether it may go past what is only advised.
  private let isStretched: Bool
  /// What a stretched request needs of each limit.
  private var needs: [Name: Int] = [:]
  private let mostImages: Int?
  private let outputPixels: Int
  private(set) var used: [Name: Int] = [:]

  /// The limits with nothing used but the pixels of the output, if these count.
  /// - Parameters:
  ///   - isStretched: whether it may go past what is only advised.
  ///   - mostImages: a bound on all images in addition to the model's own.
  init(
    _ limits: ModelProfile.Limits, isStretched: Bool = false, outputPixels: Int = 0,
    mostImages: Int? = nil
  ) {
    self.limits = limits
    self.isStretched = isStretched
    self.mostImages = mostImages
    self.outputPixels = limits.pixels?.includesOutput == true ? outputPixels : 0
    used[.pixels] = self.outputPixels
  }

  /// The bound of `name`; `nil` if it is not known, which keeps nothing out.
  func bound(_ name: Name) -> Int? {
    let own = isStretched ? stretched(name) : limit(name)?.bound
    return name == .images ? [own, mostImages].compactMap(\.self).min() : own
  }

  private func limit(_ name: Name) -> Limit? {
    switch name {
    case .images: limits.images
    case .kind(let kind): limits.kinds[kind.rawValue]
    case .pixels: limits.pixels?.total
    }
  }

  /// The advised bound or as much more as is needed, up to what the model accepts.
  private func stretched(_ name: Name) -> Int? {
    guard let limit = limit(name) else { return nil }
    guard let advised = limit.recommended, let need = needs[name] else { return limit.hard }
    return min(limit.hard ?? .max, max(advised, need))
  }

  /// What the vendor advises for `name`, where the bound is beyond that.
  func advised(_ name: Name) -> Int? {
    guard let advised = limit(name)?.recommended, let bound = bound(name) else { return nil }
    return bound > advised ? advised : nil
  }

  /// Lets a stretched request go past an advice by no more than one image of each of `choices` needs besides what is used.
  mutating func stretch(toFit choices: [AssetChoice]) {
    guard isStretched else { return }
    var needed = self
    for choice in choices where choice.fewest > 0 {
      needed.reserve(
        of: names(for: choice), pixels: choice.available.map { choice.pixels[$0] }.min() ?? 0)
    }
    needs = needed.used
  }

  /// The most pixels of an image that is the only one; `nil` for no bound.
  var pixelsOfSingleImage: Int? { bound(.pixels).map { $0 - outputPixels } }

  /// The pixels of images as sent.
  var plannedPixels: PlannedPixels { PlannedPixels(edge: limits.edge.bound) }

  /// What remains of `name`; `nil` for no bound.
  func remaining(_ name: Name) -> Int? { bound(name).map { $0 - used[name, default: 0] } }

  /// The limits on counts that an image counted as `kind` uses, the narrower first.
  func names(for kind: Kind?) -> [Name] {
    let counted = kind.map(limits.counted) ?? limits.otherKinds
    return [counted.map(Name.kind), .images].compactMap(\.self)
  }

  /// The limits on counts that an image of `choice` uses.
  func names(for choice: AssetChoice) -> [Name] {
    names(for: choice.mention.countedKind(choice.asset.kind))
  }

  /// The first of `names`, or of pixels, that `count` more images would exceed.
  func exceeded(by count: Int = 1, of names: [Name], pixels: Int = 0) -> Name? {
    let name = names.first { name in remaining(name).map { count > $0 } ?? false }
    return name ?? (remaining(.pixels).map { pixels > $0 } == true ? .pixels : nil)
  }

  /// Uses `count` of each of `names`, and `pixels`.
  mutating func reserve(_ count: Int = 1, of names: [Name], pixels: Int = 0) {
    for name in names { used[name, default: 0] += count }
    used[.pixels, default: 0] += pixels
  }

  /// What a plan lists: images in total, each kind that has a limit, pixels if they have one.
  var uses: [LimitUse] {
    let kinds = Kind.allCases.filter { limits.kinds[$0.rawValue] != nil }.map(Name.kind)
    let pixels = limits.pixels == nil ? [] : [Name.pixels]
    return ([.images] + kinds + pixels).map {
      LimitUse(
        name: $0.plural, used: used[$0, default: 0], bound: bound($0), advised: advised($0))
    }
  }
}

/// The pixels of images as sent: reduced to the longest edge that the model accepts.
struct PlannedPixels: Sendable {
  /// The longest edge in pixels; `nil` for no bound.
  let edge: Int?

  /// The pixels of an image of this size.
  func count(width: Int, height: Int) -> Int {
    let longest = max(width, height)
    guard let edge, longest > edge else { return width * height }
    // Rounded up: a plan must never promise fewer pixels than are sent.
    let sides = [width, height].map { ($0 * edge + longest - 1) / longest }
    return sides[0] * sides[1]
  }
}
