import Foundation
import TroupeVocabulary

/// An image as a file of the Files API, named after its bytes: the same image is the same file, whoever asks for it.
struct GeminiFile {
  /// As in `files/troupe-…`: an id has at most 40 letters there.
  let name: String

  init(_ digest: Digest) { name = Self.mark + digest.hex.prefix(Self.letters) }

  private static let mark = "files/troupe-"
  private static let letters = 33
  /// The members in which a file is named, of each road.
  private static let members = ["\"fileUri\":", "\"uri\":"]

  /// Whether `body` names it.
  func isNamed(in body: MessageBody) -> Bool {
    var isNamed = false
    _ = Self.renaming(body) { found in
      isNamed = isNamed || found == name
      return found
    }
    return isNamed
  }

  /// `body` with the address `uri` for it.
  func naming(_ uri: String, in body: MessageBody) -> MessageBody {
    Self.renaming(body) { $0 == name ? uri : nil }
  }

  /// Whether `body` names any.
  static func areNamed(in body: MessageBody) -> Bool {
    var areNamed = false
    _ = renaming(body) { _ in
      areNamed = true
      return nil
    }
    return areNamed
  }

  /// `body` with names alone, as before any was brought.
  static func nameless(_ body: MessageBody) -> MessageBody { renaming(body) { $0 } }

  /// `body` with what `change` says in place of the address of each; `nil` leaves it.
  private static func renaming(
    _ body: MessageBody, _ change: (_ name: String) -> String?
  ) -> MessageBody {
    MessageBody(
      segments: body.segments.map { segment in
        guard case .text(let text) = segment, text.contains(mark) else { return segment }
        return .text(renaming(text, change))
      })
  }

  private static func renaming(_ text: String, _ change: (_ name: String) -> String?) -> String {
    var (result, rest) = ("", text[...])
    while let place = rest.range(of: mark) {
      let end = rest.index(place.upperBound, offsetBy: letters, limitedBy: rest.endIndex)
      let open = rest[..<place.lowerBound].lastIndex(of: "\"")
      guard let end, let open, end < rest.endIndex, rest[end] == "\"",
        members.contains(where: rest[..<open].hasSuffix),
        let new = change(String(rest[place.lowerBound..<end]))
      else {
        result += rest[..<place.upperBound]
        rest = rest[place.upperBound...]
        continue
      }
      result += rest[...open] + new
      rest = rest[end...]
    }
    return result + rest
  }
}
