import ArgumentParser
import Troupe

/// Which models a listing names; all without options.
struct ModelFilter: ParsableArguments {
  /// What not every model can do.
  enum Feature: String, CaseIterable, ExpressibleByArgument {
    case mask, seed, conversation

    func isIn(_ profile: ModelProfile) -> Bool {
      switch self {
      case .mask: profile.capabilities.mask == true
      case .seed: profile.capabilities.seed == true
      case .conversation: profile.capabilities.conversation == true
      }
    }
  }

  @Option(
    help: ArgumentHelp(
      "Only models of this vendor, such as ark. May be given several times.", valueName: "name"),
    completion: .vendors)
  var vendor: [String] = []

  @Option(
    help: ArgumentHelp("Only models that take at least this many images.", valueName: "count"))
  var references: Int?

  @Option(
    help: ArgumentHelp(
      "Only models that can do this: mask, seed or conversation. May be given several times.",
      valueName: "feature"))
  var with: [Feature] = []

  @Option(
    help: ArgumentHelp(
      "Only models whose cheapest image costs at most this, in US dollars; a price that is not known passes none.",
      valueName: "usd"))
  var maxPrice: Double?

  func validate() throws {
    if let references, references < 0 {
      throw ValidationError("--references needs a count of images, such as 10.")
    }
    if let maxPrice, !(maxPrice >= 0) {
      throw ValidationError("--max-price needs an amount of US dollars, such as 0.05.")
    }
  }

  /// Those of `profiles` that have all that is asked.
  /// - Throws: `TroupeError.invalidValue` for a vendor of none of them.
  func select(_ profiles: [ModelProfile]) throws -> [ModelProfile] {
    let known = Set(profiles.map(\.provider))
    let wanted = vendor.map { $0.lowercased() }
    if let stranger = wanted.first(where: { !known.contains($0) }) {
      throw TroupeError.invalidValue(
        name: "vendor", value: stranger,
        expected: "one of \(known.sorted().joined(separator: ", "))")
    }
    return profiles.filter { profile in
      (wanted.isEmpty || wanted.contains(profile.provider))
        && references.map { profile.limits.images.bound ?? 0 >= $0 } ?? true
        && with.allSatisfy { $0.isIn(profile) }
        && maxPrice.map { most in ModelListing.prices(profile).min().map { $0 <= most } ?? false }
          ?? true
    }
  }
}
