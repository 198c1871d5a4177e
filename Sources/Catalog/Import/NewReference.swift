package import Foundation
package import TroupeVocabulary

/// An image that is to become a reference.
package struct NewReference: Sendable {
  /// Reads the bytes as the user has them; called once, when their turn comes, so that of many
  /// pictures only a few are in memory.
  package var read: @Sendable () throws -> Data
  /// What the user calls the file, for messages and the record.
  package var fileName: String
  /// The generated image that it is, if it is one.
  package var origin: OutputID?
  /// What it shows of the asset.
  package var view: View?
  /// Which look it shows; a new name makes a new look.
  package var look: String?
  /// A sentence about it; may be empty.
  package var caption: String
  /// Words to find it by.
  package var tags: [String]
  /// Whether it is chosen before others of its asset.
  package var isPinned: Bool
  /// What a person should know of it before it is read.
  package var notes: [String]

  /// A picture whose bytes are at hand.
  package init(
    bytes: Data, fileName: String, origin: OutputID? = nil, view: View? = nil,
    look: String? = nil, caption: String = "", tags: [String] = [], isPinned: Bool = false,
    notes: [String] = []
  ) {
    self.init(
      fileName: fileName, origin: origin, view: view, look: look, caption: caption, tags: tags,
      isPinned: isPinned, notes: notes, read: { bytes })
  }

  /// A picture whose bytes are read when they are needed.
  package init(
    fileName: String, origin: OutputID? = nil, view: View? = nil, look: String? = nil,
    caption: String = "", tags: [String] = [], isPinned: Bool = false, notes: [String] = [],
    read: @escaping @Sendable () throws -> Data
  ) {
    self.read = read
    self.fileName = fileName
    self.origin = origin
    self.view = view
    self.look = look
    self.caption = caption
    self.tags = tags
    self.isPinned = isPinned
    self.notes = notes
  }
}
