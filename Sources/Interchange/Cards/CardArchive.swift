package import Foundation

/// The entries of the ZIP that a character's file is.
package struct CardArchive {
  /// The names of all entries, exactly as the archive has them.
  private let names: Set<String>
  private let contents: (String) -> Data?

  /// - Parameters:
  ///   - names: The names of all entries that are files.
  ///   - contents: The bytes of an entry by its exact name; nil where they cannot be read. It bounds what it inflates.
  package init(names: some Sequence<String>, contents: @escaping (String) -> Data?) {
    (self.names, self.contents) = (Set(names), contents)
  }

  /// The bytes of an entry, or nil where there is none of that name.
  func entry(_ name: String) -> Data? { names.contains(name) ? contents(name) : nil }

  /// The bytes of an entry that makes the archive a card, or nil where there is none of that name.
  /// - Throws: `CardFault.unreadable` where it is there and has no bytes.
  func required(_ name: String) throws(CardFault) -> Data? {
    guard names.contains(name) else { return nil }
    guard let bytes = contents(name) else { throw .unreadable("The entry \(name)") }
    return bytes
  }

  /// The entry that a path in a card means: its exact name, or that without `/` or `./` before it.
  func name(of path: String) -> String? {
    if names.contains(path) { return path }
    let bare = path.hasPrefix("./") ? path.dropFirst(2) : path.drop { $0 == "/" }
    return names.contains(String(bare)) ? String(bare) : nil
  }
}
