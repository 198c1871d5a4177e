import Foundation
import TroupeVocabulary

/// An option of a profile: a hole of its graph under a name. What stands there says what may.
struct ComfyOption {
  /// Where its value goes.
  let places: [String]
  private let standing: JSONNode

  /// `nil` where `profile` has no option of that name.
  init?(_ name: String, of profile: ModelProfile) {
    guard let stated = profile.graph, let places = stated.holes.options[name],
      let graph = ComfyGraph(Data(stated.nodes.utf8)),
      let standing = places.first.flatMap(graph.place).flatMap({ graph[$0] })
    else { return nil }
    self.places = places
    self.standing = standing
  }

  /// The value as it is sent, a number to its last digit; `nil` where it is of another kind than what stands there.
  func node(for value: String) -> JSONNode? {
    switch standing {
    case .string: return JSONNode(value)
    case .bool: return ["true", "false"].contains(value) ? .bool(value == "true") : nil
    case .number(let text):
      let isWhole = !text.contains {
        [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains($0)
      }
      let fits =
        ComfyGraphFault.isNumber(value) && (!isWhole || !value.contains { ".eE".contains($0) })
      return fits ? JSONNode(number: value) : nil
    default: return nil
    }
  }

  /// What may stand there, for people.
  var expected: String {
    switch standing {
    case .bool: "true or false"
    case .number(let text):
      "a number like the graph's own, \(String(decoding: text, as: UTF8.self))"
    default: "words"
    }
  }
}
