import Foundation
import TroupeVocabulary

/// The providers behind OpenRouter that run a model, from outside: what they charge, and which of their defaults can be
/// switched off.
struct OpenRouterOffers {
  private let endpoints: [JSONNode]

  /// The most that are read of each list.
  private static let most = 100

  /// The answer to `GET /images/models/{author}/{slug}/endpoints`.
  init(_ body: Data) {
    let node = JSONReader.documents(in: body).nodes.first
    let list = node?["endpoints"] ?? node?["data"]?["endpoints"]
    endpoints = (list?.elements ?? []).prefix(Self.most).filter(\.isObject)
  }

  /// Options that would change a prompt or a picture unasked, as in `byteplus.watermark`.
  var defaults: [String] {
    let all = endpoints.flatMap { endpoint -> [String] in
      guard let slug = endpoint["provider_slug"]?.text,
        slug.wholeMatch(of: /[a-z0-9][a-z0-9-]{0,63}/) != nil
      else { return [] }
      let names = endpoint["allowed_passthrough_parameters"]?.elements ?? []
      return names.compactMap(\.text).filter(OpenRouterDefault.names.contains)
        .map { "\(slug).\($0)" }
    }
    return Set(all).sorted()
  }

  /// What one image costs by size, US dollars, with the dearest provider, as a request may go to any; `nil` where one of
  /// them charges in a way that gives no such figure.
  /// - Parameters:
  ///   - sizes: the model's.
  ///   - qualities: the model's; a price by quality stands under `SIZE QUALITY`.
  ///   - tokens: output tokens of one image by size.
  func prices(sizes: [String], qualities: [String], tokens: [String: Int]) -> [String: Double]? {
    var dearest: [String: Double] = [:]
    for endpoint in endpoints {
      let tariff = OpenRouterTariff(sizes: sizes, qualities: qualities, tokens: tokens)
      let items = (endpoint["pricing"]?.elements ?? []).prefix(Self.most)
      guard let table = tariff.table(Array(items)) else { return nil }
      dearest.merge(table, uniquingKeysWith: max)
    }
    return dearest.isEmpty ? nil : dearest
  }

  /// What a megapixel that is made and one that is sent cost with the dearest provider, US dollars; `nil` where one of them
  /// charges otherwise.
  var megapixelPrice: (made: Double, sent: Double)? {
    var (made, sent) = (0.0, 0.0)
    for endpoint in endpoints {
      let items = (endpoint["pricing"]?.elements ?? []).prefix(Self.most)
      func cost(_ billable: [String]) -> [Double] {
        items.filter {
          billable.contains($0["billable"]?.text ?? "") && $0["unit"]?.text == "megapixel"
        }.compactMap { OpenRouterTariff.dollars($0["cost_usd"]) }
      }
      guard let own = cost(["output_image"]).max() else { return nil }
      made = max(made, own)
      sent = max(sent, cost(["input_image", "input_reference"]).max() ?? 0)
    }
    return endpoints.isEmpty ? nil : (made, sent)
  }
}

/// One provider's prices: a list of `{billable, unit, cost_usd, variant}`.
struct OpenRouterTariff {
  let sizes: [String]
  let qualities: [String]
  let tokens: [String: Int]

  /// What one image costs by size and by size and quality; `nil` where that cannot be told of every size.
  func table(_ items: [JSONNode]) -> [String: Double]? {
    var table: [String: Double] = [:]
    for item in items where item["billable"]?.text == "output_image" || isOfRequest(item) {
      guard let cost = Self.dollars(item["cost_usd"]), let places = places(item) else { return nil }
      for (size, key) in places {
        guard let price = price(cost, item["unit"]?.text, size) else { return nil }
        table[key] = max(table[key] ?? 0, price)
      }
    }
    // A quality that is not asked for may be any.
    for size in sizes where table[size] == nil {
      table[size] = qualities.compactMap { table["\(size) \($0)"] }.max()
    }
    return sizes.allSatisfy { table[$0] != nil } && !sizes.isEmpty ? table : nil
  }

  private func isOfRequest(_ item: JSONNode) -> Bool { item["unit"]?.text == "request" }

  /// The sizes that an item is for, each with its place in the table; `nil` for a variant that is not understood.
  private func places(_ item: JSONNode) -> [(size: String, key: String)]? {
    var (size, quality): (String?, String?) = (nil, nil)
    let variant = item["variant"]?.text ?? ""
    guard variant.utf8.count <= 60 else { return nil }
    for word in variant.lowercased().split(whereSeparator: { " _-/".contains($0) }) {
      if let known = sizes.first(where: { $0.lowercased() == word }) {
        size = known
      } else if let known = qualities.first(where: { $0.lowercased() == word }) {
        quality = known
      } else {
        return nil
      }
    }
    return (size.map { [$0] } ?? sizes).map { size in
      (size, quality.map { "\(size) \($0)" } ?? size)
    }
  }

  private func price(_ cost: Double, _ unit: String?, _ size: String) -> Double? {
    switch unit {
    case "image", "request": cost
    case "token": tokens[size].map { cost * Double($0) }
    default: nil
    }
  }

  /// An amount that can be a price.
  static func dollars(_ node: JSONNode?) -> Double? {
    node?.decimal.flatMap { (0...1000).contains($0) ? $0 : nil }
  }
}
