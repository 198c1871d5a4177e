internal import TroupeVocabulary

/// The limits of a model that count images, and how many places of each are used.
struct LimitCount: Hashable, Sendable {
  /// One limit that counts images.
  enum Name: Hashable, Sendable {
    case images
    case kind(Kind)

    /// As in `LimitUse.name`.
    var plural: String {
      switch self {
      case .images: "images"
      case .kind(let kind): "\(kind.rawValue)s"
      }
    }

    /// As in `5 characters`, `1 image`.
    func words(_ bound: Int) -> String {
      "\(bound) \(bound == 1 ? String(plural.dropLast()) : plural)"
    }
  }

  private let limits: ModelProfile.Limits
  private(set) var used: [Name: Int] = [:]

  init(_ limits: ModelProfile.Limits) { self.limits = limits }

  /// The bound of `name`; `nil` when it is not known, which keeps nothing out.
  func bound(_ name: Name) -> Int? {
    switch name {
    case .images: limits.images.bound
    case .kind(let kind): limits.kinds[kind.rawValue]?.bound
    }
  }

  /// The limits that an image counted as `kind` uses, the narrower first.
  func names(for kind: Kind?) -> [Name] {
    let own = kind.flatMap { limits.kinds[$0.rawValue] == nil ? nil : $0 }
    return [(own ?? limits.otherKinds).map(Name.kind), .images].compactMap(\.self)
  }

  /// The first of `names` that `count` images more would break.
  func broken(by count: Int = 1, of names: [Name]) -> Name? {
    names.first { name in bound(name).map { used[name, default: 0] + count > $0 } ?? false }
  }

  /// Uses `count` places of each of `names`.
  mutating func take(_ count: Int = 1, of names: [Name]) {
    for name in names { used[name, default: 0] += count }
  }

  /// What stands in a plan: images in all, then each kind that has a limit.
  var uses: [LimitUse] {
    let kinds = Kind.allCases.filter { limits.kinds[$0.rawValue] != nil }.map(Name.kind)
    return ([.images] + kinds).map {
      LimitUse(name: $0.plural, used: used[$0, default: 0], bound: bound($0))
    }
  }
}
