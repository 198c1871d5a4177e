internal import Foundation

/// JSON of which texts are replaced.
enum ClearedJSON {
  /// `json` with each of its texts as `replace` gives it, which gets the key that the text stands under, and no key for a text
  /// that is one; the same where none changes, or where it is no JSON.
  static func text(
    _ json: String, _ replace: (_ key: String?, _ text: String) -> String
  ) -> String {
    guard
      let value = try? JSONSerialization.jsonObject(
        with: Data(json.utf8), options: .fragmentsAllowed)
    else { return json }
    var isChanged = false
    let cleared = cleared(value, under: "") { key, text in
      let new = replace(key, text)
      if new != text { isChanged = true }
      return new
    }
    guard isChanged,
      let data = try? JSONSerialization.data(
        withJSONObject: cleared, options: [.sortedKeys, .withoutEscapingSlashes, .fragmentsAllowed])
    else { return json }
    return String(decoding: data, as: UTF8.self)
  }

  private static func cleared(
    _ value: Any, under key: String, _ replace: (String?, String) -> String
  ) -> Any {
    switch value {
    case let text as String: return replace(key, text)
    case let list as [Any]: return list.map { cleared($0, under: key, replace) }
    case let members as [String: Any]:
      var all: [String: Any] = [:]
      for (name, member) in members {
        all[replace(nil, name)] = cleared(member, under: name, replace)
      }
      return all
    default: return value
    }
  }
}
