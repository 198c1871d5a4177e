/// The ids of a scene's shots: those that the file has, and new ones for the others.
struct SceneIDs {
  /// One for each shot, in order.
  private(set) var all: [String] = []

  /// - Parameter text: the whole file. No new id is a word that stands in it anywhere, so that none is one that a shot had
  ///   which was commented out, or is mentioned by a note.
  /// - Throws: `SceneError.duplicateShot`; `SceneError.badValue` for what can be no id.
  init(_ source: SceneSource, text: String) throws {
    var lines: [String: Int] = [:]
    for shot in source.shots {
      guard let entry = shot.entries["id"] else { continue }
      let id = entry.text
      let place = TextPlace(source.name, line: entry.line)
      guard Self.isID(id) else {
        throw TroupeError.scene(
          .badValue(
            place, key: "id", value: String(id.prefix(80)),
            expected: "it has 1 to 64 letters, digits, '-', '_' and '.', first a letter or a digit")
        )
      }
      if let first = lines[id] {
        throw TroupeError.scene(.duplicateShot(place, id: id, first: first))
      }
      lines[id] = entry.line
    }
    var taken = source.shots.allSatisfy { $0.entries["id"] != nil } ? [] : Self.words(text)
    for shot in source.shots {
      if let id = shot.entries["id"]?.text {
        all.append(id)
      } else {
        let words = shot.entries["prompt"]?.text ?? ""
        all.append(Self.newID(for: words, besides: &taken))
      }
    }
  }

  private static func isID(_ text: String) -> Bool {
    guard let first = text.first, first.isLetter || first.isNumber, text.count <= 64 else {
      return false
    }
    return text.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) }
  }

  /// An `s` and four characters by the words of the shot, so that a shot keeps its id where those before it change.
  private static func newID(for words: String, besides taken: inout Set<Substring>) -> String {
    // FNV-1a: spread is what counts here, not secrecy.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in words.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    while true {
      // The upper bits are the better spread ones.
      var (rest, id) = (hash >> 20, "s")
      for _ in 0..<4 {
        id.append(letters[Int(rest % UInt64(letters.count))])
        rest /= UInt64(letters.count)
      }
      if taken.insert(id[...]).inserted { return id }
      hash = hash &* 0x5851_f42d_4c95_7f2d &+ 1
    }
  }

  /// What no one takes for another when reading it aloud or copying it by hand.
  private static let letters = Array("23456789abcdefghjkmnpqrstuvwxyz")

  /// The words of `text` that a new id could be.
  private static func words(_ text: String) -> Set<Substring> {
    Set(text.split { !$0.isLetter && !$0.isNumber }.filter { $0.utf8.count == 5 })
  }
}
