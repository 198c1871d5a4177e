internal import Foundation
internal import TOMLKit

/// The library's own settings, from its `troupe.toml`. Never a key.
public struct Settings: Hashable, Sendable {
  /// The model used when a command names none and there is no parent.
  public var model: String?
  /// Longest edge of a normalized reference, in pixels.
  public var longEdge = 2048

  /// The file's name in the library's folder.
  static let fileName = "troupe.toml"

  /// What a new library starts with.
  static let template = """
    # Settings of this Troupe library. Keys do not belong here: see 'troupe key set'.

    # model = "gemini-3-pro-image"   # used when a command names none
    # long_edge = 2048               # pixels; longer references are made smaller on import

    """

  /// Settings with every value at its default.
  public init() {}

  /// Reads `text`, the file at `path`.
  /// - Throws: `TroupeError.invalidValue` for what is no TOML, an unknown name, or a value out of range.
  init(_ text: String, path: String) throws {
    let table: TOMLTable
    do {
      table = try TOMLTable(string: text)
    } catch {
      throw TroupeError.invalidValue(
        name: "settings", value: path, expected: "it is not TOML (\(error))")
    }
    for name in table.keys where name != "model" && name != "long_edge" {
      throw TroupeError.invalidValue(
        name: "setting", value: name, expected: "\(path) knows model and long_edge")
    }
    model = table["model"]?.string
    if let edge = table["long_edge"] {
      guard let pixels = edge.int, (256...8192).contains(pixels) else {
        throw TroupeError.invalidValue(
          name: "long_edge", value: edge.debugDescription,
          expected: "a whole number of pixels from 256 to 8192")
      }
      longEdge = pixels
    }
  }
}
