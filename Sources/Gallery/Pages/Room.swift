import Foundation
import Troupe
import TroupeMCP

/// What the pages of one visit are made from: the library, the words of the visitor's language, and what may be done.
struct Room: Sendable {
  let library: Library
  let words: Words
  /// Whether nothing may be changed or sent.
  let isReadOnly: Bool
  /// How errors are worded.
  let wording: ErrorWording
  /// The moment of the visit.
  let now: Date
  let modelCache: ModelCache

  /// The models as they stand, with their keys.
  var models: ModelKeys { modelCache.keys }
}

/// One page: its template with what it prints.
struct Page: Sendable {
  /// The template's name, as in `wall`.
  let template: String
  /// What its title says.
  let title: String
  /// The command that says the same.
  var command: String?
  /// What the template prints.
  let values: PageValue
}

extension Room {
  /// A picture of the library in a preview, as templates print it.
  /// - Parameters:
  ///   - width: of the picture in pixels; the preview keeps its proportions.
  ///   - href: where it leads; `nil` for the picture itself.
  func picture(
    _ digest: Digest, _ width: Int?, _ height: Int?, alt: String = "", href: String? = nil,
    size: PreviewSize = .wall
  ) -> PageValue {
    let (width, height) = Self.fitted(width, height, within: size.rawValue)
    return [
      "src": .text(Self.preview(digest, size)), "width": .number(width), "height": .number(height),
      "alt": .text(alt), "href": .text(href ?? Self.blob(digest)),
    ]
  }

  func picture(_ output: Output, alt: String = "", href: String? = nil) -> PageValue {
    picture(
      output.digest, output.width, output.height, alt: alt, href: href ?? Self.href(output.id))
  }

  func picture(_ image: StoredImage, alt: String = "", href: String? = nil) -> PageValue {
    picture(image.digest, image.width, image.height, alt: alt, href: href)
  }

  /// Where the preview of a picture stands.
  static func preview(_ digest: Digest, _ size: PreviewSize) -> String {
    "/preview/\(size.rawValue)/\(digest.hex)"
  }

  /// Where a picture itself stands.
  static func blob(_ digest: Digest) -> String { "/blob/\(digest.hex)" }

  /// The page of an image.
  static func href(_ image: OutputID) -> String { "/i/\(image)" }

  /// The page of an image, from which one goes on in the order of what answers to `query`.
  static func href(_ image: OutputID, in query: String) -> String {
    query.isEmpty ? href(image) : "\(href(image))?q=\(query.inQuery)"
  }

  /// The page of a generation: of its first image where it has one.
  static func href(_ generation: ULID) -> String { "/i/\(generation)/1" }

  /// The page of an asset.
  static func href(_ handle: Handle, look: String? = nil) -> String {
    let query = look.flatMap { $0.isEmpty ? nil : "?look=\($0.inQuery)" } ?? ""
    return "/@\(handle.text.inPath)\(query)"
  }

  /// The wall with what answers to `query`.
  static func wall(_ query: String) -> String { "/?q=\(query.inQuery)" }

  private static func fitted(_ width: Int?, _ height: Int?, within edge: Int) -> (Int, Int) {
    guard let width, let height, width > 0, height > 0 else { return (edge, edge) }
    let longest = max(width, height)
    guard longest > edge else { return (width, height) }
    return (max(1, width * edge / longest), max(1, height * edge / longest))
  }
}

extension String {
  /// As a part of a path in an address.
  var inPath: String { addingPercentEncoding(withAllowedCharacters: .unreserved) ?? "" }

  /// As a value in the query of an address.
  var inQuery: String { addingPercentEncoding(withAllowedCharacters: .unreserved) ?? "" }

  /// As much of it as fits into so many narrow characters; those of Chinese, Japanese and Korean take two.
  func shortened(toUnits most: Int) -> String {
    var units = 0
    let line = onOneLine
    for place in line.indices {
      units += line[place].utf8.count > 2 ? 2 : 1
      if units > most { return line[..<place].dropLast() + "…" }
    }
    return line
  }

  /// Its first line, at most so many characters of it.
  func shortened(to count: Int) -> String {
    let line = onOneLine
    return line.utf8.count <= count || line.count <= count ? line : line.prefix(count - 1) + "…"
  }

  /// With one space for each run of white space, and none at the ends.
  private var onOneLine: String {
    let isPlain = utf8.allSatisfy { $0 >= 0x20 && $0 < 0x80 }
    guard !isPlain || contains("  ") || first == " " || last == " " else { return self }
    return unicodeScalars.split(whereSeparator: \.properties.isWhitespace).map(String.init)
      .joined(separator: " ")
  }
}

extension CharacterSet {
  fileprivate static let unreserved = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
