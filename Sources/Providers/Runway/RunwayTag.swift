import Foundation

/// The name by which a prompt calls a reference, written `@kael`: 3 to 16 letters, digits and underscores of ASCII, a
/// letter first.
enum RunwayTag {
  private static let longest = 16
  private static let shortest = 3

  /// A tag like `name` that is none of `taken` and stands nowhere in `words`, where it would call what the user did not
  /// mean; like `spare` where nothing of `name` can stand in a tag.
  static func free(
    _ name: String, else spare: String, taken: [String], in words: String
  ) -> String {
    let base = tag(name) ?? spare
    let text = words.lowercased().replacing("\u{FF20}", with: "@")
    let used = Set(taken.map { $0.lowercased() })
    func isFree(_ tag: String) -> Bool {
      !used.contains(tag.lowercased()) && !text.contains("@\(tag.lowercased())")
    }
    if isFree(base) { return base }
    // Words hold fewer tags than they have letters.
    for number in 2...(words.utf8.count + taken.count + 3) {
      let end = "_\(number)"
      let tag = base.prefix(longest - end.count) + end
      if isFree(String(tag)) { return String(tag) }
    }
    return base
  }

  /// What of `name` can stand in a tag; `nil` where nothing can.
  private static func tag(_ name: String) -> String? {
    var text = ""
    for scalar in name.decomposedStringWithCanonicalMapping.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9": text.unicodeScalars.append(scalar)
      case "-", ".", "_", " ": text.append("_")
      default: continue
      }
    }
    guard let first = text.first(where: { $0 != "_" }) else { return nil }
    text = String(text.drop { $0 == "_" })
    if !first.isLetter { text = "ref_" + text }
    if text.count < shortest { text += "_ref" }
    return String(text.prefix(longest))
  }
}
