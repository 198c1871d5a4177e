internal import TOMLKit

/// What the user says that a gateway's images cost, US dollars.
///
/// ```toml
/// price = 0.05                                          # of every model and size that is not named
/// prices = { "gemini-2.5-flash-image" = 0.02, "gemini-3-pro-image" = { "1K" = 0.08, "4K" = 0.16 } }
/// ```
struct GatewayPrices {
  let models: [String]
  /// What is wrong with a key.
  let fault: (_ key: String, _ expected: String) -> TroupeError

  /// Of every model and size that `prices` does not name; `nil` where it is not said.
  func readUsual(_ value: (any TOMLValueConvertible)?) throws(TroupeError) -> Double? {
    guard let value else { return nil }
    return try dollars(value, "price")
  }

  /// By model, as it is listed, and size; under `""` for the other sizes.
  func read(_ value: (any TOMLValueConvertible)?) throws(TroupeError) -> [String: [String: Double]]
  {
    guard let value else { return [:] }
    guard let table = value.table else {
      throw fault("prices", "a table such as { \"\(models[0])\" = 0.05 }")
    }
    var prices: [String: [String: Double]] = [:]
    for model in table.keys {
      guard models.contains(model), let value = table[model] else {
        throw fault(
          "prices.\(model)", "one of 'models', in quotes: \(models.joined(separator: ", "))")
      }
      guard let sizes = value.table else {
        prices[model] = ["": try dollars(value, "prices.\(model)")]
        continue
      }
      var own: [String: Double] = [:]
      for size in sizes.keys {
        if let value = sizes[size] { own[size] = try dollars(value, "prices.\(model).\(size)") }
      }
      prices[model] = own
    }
    return prices
  }

  private func dollars(
    _ value: any TOMLValueConvertible, _ key: String
  ) throws(TroupeError) -> Double {
    let number = value.double ?? value.int.map(Double.init)
    guard let number, (0...1_000_000).contains(number) else {
      throw fault(key, "US dollars an image, 0 or more, as a number without quotes")
    }
    return number
  }
}
