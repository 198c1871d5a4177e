import Foundation

/// What an answer says besides how its job stands.
enum FluxDetails {
  /// The cost in dollars: the vendor counts credits, of which 100 are one dollar.
  ///
  /// Source: black-forest-labs/skills, skills/bfl-api/SKILL.md at 172fdcf.
  static func dollars(_ credits: JSONNode?) -> Double? {
    credits?.decimal.flatMap { (0...1e8).contains($0) ? $0 / 100 : nil }
  }

  /// The seed and the prompt that were run.
  static func texts(of result: JSONNode) -> [String] {
    let seed = result["seed"]?.integer.map { "Seed: \($0)" }
    let prompt = result["prompt"]?.text.flatMap { $0.isEmpty ? nil : "Prompt as it was run: \($0)" }
    return [seed, prompt].compactMap(\.self)
  }

  /// Why a job was not done, in the vendor's words; `nil` where it has none.
  static func words(in root: JSONNode) -> String? {
    let places = ["error", "message", "detail", "details"].compactMap { root[$0] }
    let words = places.flatMap { strings(in: $0, depth: 0) }.prefix(10).joined(separator: "; ")
    return words.isEmpty ? nil : ProviderMessage.clean(words)
  }

  private static func strings(in node: JSONNode, depth: Int) -> [String] {
    guard depth < 4 else { return [] }
    switch node {
    case .string: return node.text.map { [String($0.prefix(1000))] } ?? []
    case .array(let elements):
      return elements.prefix(10).flatMap { strings(in: $0, depth: depth + 1) }
    case .object(let members, _):
      return members.sorted { $0.key < $1.key }.prefix(10).flatMap { name, member in
        let found = strings(in: member, depth: depth + 1).joined(separator: ", ")
        return found.isEmpty ? [] : ["\(name): \(found)"]
      }
    default: return []
    }
  }
}
