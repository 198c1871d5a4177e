import Foundation

/// How images were made: JSON in a string, or as it stands.
struct A1111Info {
  private let root: JSONNode

  init(_ node: JSONNode?) {
    guard let node, let letters = node.letters else {
      root = node ?? .null
      return
    }
    root = JSONReader.documents(in: letters).nodes.first { $0.isObject } ?? .null
  }

  /// The results among `images`: a grid of them may stand first, and maps that ControlNet made of references behind them.
  func results(of images: [JSONNode]) -> ArraySlice<JSONNode> {
    let first = root["index_of_first_image"]?.integer ?? 0
    guard (0..<max(1, images.count)).contains(first) else { return images[...] }
    let seeds = root["all_seeds"]?.elements?.count ?? 0
    return images.dropFirst(first).prefix(seeds > 0 ? seeds : images.count)
  }

  /// The seed and the settings that were used, which may be the server's own.
  var texts: [String] {
    let seeds = root["all_seeds"]?.elements?.first ?? root["seed"]
    let seed = seeds?.integer.map { "Seed: \($0)" }
    let words = (root["infotexts"]?.elements ?? []).compactMap(\.text).last
    let line = words?.split(separator: "\n").last.map { String($0.prefix(4000)) }
    let settings = line.flatMap { $0.hasPrefix("Steps:") ? "Settings: \($0)" : nil }
    return [seed, settings].compactMap(\.self)
  }

  /// The checkpoint.
  var model: String? {
    root["sd_model_name"]?.text.flatMap { name in
      name.isEmpty ? nil : ProviderMessage.clean(String(name.prefix(200)))
    }
  }
}
