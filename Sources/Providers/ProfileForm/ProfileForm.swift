import TroupeVocabulary

/// How a request is written to a model of which its profile says so: a vendor that runs many vendors' models has a schema
/// for each. The facts stand among the profile's `options`, under names that begin with `body.`.
///
/// A pair is written `name=value`. What is left out is not sent.
struct ProfileForm {
  /// What a profile may say.
  enum Fact: String, CaseIterable {
    /// The field that takes the images as a list.
    case images
    /// The fields that take one image each, in order.
    case image
    /// The field that takes a mask.
    case mask
    /// The fewest images that a request must have.
    case least
    /// The field that takes width and height as an object, or the two fields for them.
    case sides
    /// The field that takes an aspect.
    case aspect
    /// The field that takes the name of a size.
    case size
    /// Pairs that are sent with width and height.
    case exact
    /// Pairs that are sent with images where no aspect is asked.
    case follow
    /// Pairs that are always sent, unless an option says otherwise.
    case always
    /// Fields whose values are strings, though they look like numbers.
    case text
    /// Options that are numbers, as in `steps=1...50`; whole ones where both bounds are.
    case ranges
  }

  private static let mark = "body."

  private let all: [String: [String]]

  init(_ profile: ModelProfile) { all = profile.options?.value ?? [:] }

  /// What the profile says of `fact`; empty where it says nothing.
  func names(_ fact: Fact) -> [String] { all[Self.mark + fact.rawValue] ?? [] }

  /// The same as pairs; what is none is left out.
  func pairs(_ fact: Fact) -> [(name: String, value: String)] {
    names(fact).compactMap(Self.pair)
  }

  /// The bounds of the option `name`; `nil` where it is no number.
  func range(of name: String) -> ProfileRange? {
    pairs(.ranges).first { $0.name == name }.flatMap { ProfileRange($0.value) }
  }

  /// The options by name, each with its values.
  var options: [String: [String]] { all.filter { !$0.key.hasPrefix(Self.mark) } }

  /// The field `name` with `value` as JSON has it.
  func member(_ name: String, _ value: String) -> WireMember {
    if names(.text).contains(name) { return WireMember(name, .string(value)) }
    if ["true", "false"].contains(value) { return WireMember(name, .bool(value == "true")) }
    if let whole = Int(value), "\(whole)" == value { return WireMember(name, .integer(whole)) }
    if value.wholeMatch(of: /-?[0-9]+\.[0-9]+/) != nil, let number = Double(value) {
      return WireMember(name, .number(number))
    }
    return WireMember(name, .string(value))
  }

  /// What is wrong with it, in words; `nil` where it can be used.
  var fault: String? {
    let known = Fact.allCases.map(\.rawValue)
    for name in all.keys.sorted() where name.hasPrefix(Self.mark) {
      if !known.contains(String(name.dropFirst(Self.mark.count))) {
        return
          "its options have '\(name)', and what may stand there is \(known.map { Self.mark + $0 }.joined(separator: ", "))"
      }
    }
    if !names(.images).isEmpty, !names(.image).isEmpty {
      return "its options name 'body.images' and 'body.image', and a model has one of them"
    }
    if names(.sides).count > 2 { return "'body.sides' of its options names more than two fields" }
    for fact in [Fact.exact, .follow, .always, .ranges]
    where pairs(fact).count != names(fact).count {
      return "'body.\(fact.rawValue)' of its options holds pairs, as in NAME=VALUE"
    }
    let isBroken = pairs(.ranges).contains { ProfileRange($0.value) == nil }
    return isBroken ? "'body.ranges' of its options holds bounds, as in steps=1...50" : nil
  }

  private static func pair(_ text: String) -> (name: String, value: String)? {
    let halves = text.split(separator: "=", maxSplits: 1).map(String.init)
    return halves.count == 2 ? (halves[0], halves[1]) : nil
  }
}

/// The bounds of a number, as in `1...50` or `1.5...10.0`.
struct ProfileRange {
  private let bounds: ClosedRange<Double>
  private let isWhole: Bool

  init?(_ text: String) {
    let ends = text.split(separator: "...").map(String.init)
    guard ends.count == 2, let low = Double(ends[0]), let high = Double(ends[1]), low <= high else {
      return nil
    }
    bounds = low...high
    isWhole = ends.allSatisfy { Int($0) != nil }
  }

  /// What a value must be, in words; `nil` where `value` is such a one.
  func objection(to value: String) -> String? {
    let number = isWhole ? Int(value).map(Double.init) : Double(value)
    if let number, bounds.contains(number) { return nil }
    return isWhole
      ? "a whole number from \(Int(bounds.lowerBound)) to \(Int(bounds.upperBound))"
      : "a number from \(bounds.lowerBound) to \(bounds.upperBound)"
  }
}
