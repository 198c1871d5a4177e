/// What a request sets besides words and images. What is absent is left to the model.
public struct Parameters: Codable, Hashable, Sendable {
  /// Aspect ratio, `W:H`.
  public var aspect: String?
  /// A size name of the model, such as `2K`.
  public var size: String?
  /// A seed, for models that take one.
  public var seed: Int?
  /// Everything else by name, such as `thinking` or `temperature`; a model refuses what it does not know.
  public var options: [String: String]

  /// Parameters with every value optional.
  public init(
    aspect: String? = nil, size: String? = nil, seed: Int? = nil, options: [String: String] = [:]
  ) {
    self.aspect = aspect
    self.size = size
    self.seed = seed
    self.options = options
  }
}

extension Parameters {
  /// Sets values by name: `aspect`, `size`, `seed`, else an option of the model; an empty value takes one away.
  /// - Throws: `TroupeError.invalidValue` for a seed that is no whole number.
  public mutating func set(_ values: [String: String]) throws {
    for (name, value) in values {
      let value = value.isEmpty ? nil : value
      switch name {
      case "aspect": aspect = value
      case "size": size = value
      case "seed":
        guard let value else { seed = nil; continue }
        guard let number = Int(value) else {
          throw TroupeError.invalidValue(
            name: "seed", value: value, expected: "a whole number, as in seed=7")
        }
        seed = number
      default: options[name] = value
      }
    }
  }
}
