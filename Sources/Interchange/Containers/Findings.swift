import Foundation

/// What has been found in a file so far, and the bounds on what may be.
struct Findings {
  /// The longest text that is kept, in bytes.
  static let mostBytes = 4 << 20
  /// How many bytes of text are kept of one file.
  static let mostBytesInAll = 16 << 20
  /// How many texts are kept of one file.
  static let mostTexts = 4096
  /// How many bytes are decoded of one file, whatever becomes of them; steps that cost more than
  /// their bytes count as several.
  private static let mostWork = 64 << 20
  private static let mostNotes = 64
  private static let mostMarks = 256
  private static let longestName = 256

  /// The texts in the order in which they were found.
  private(set) var texts: [EmbeddedText] = []
  /// The marks in the order in which they were found, each once.
  private(set) var marks: [ImageMark] = []
  /// What was left out, each sentence once.
  private(set) var notes: [String] = []

  /// What Content Credentials name as the parents of the picture.
  private(set) var parents: [CredentialParent] = []
  /// The names by which the Content Credentials of other pictures call this one.
  private(set) var identifiers: [String] = []

  private var byteCount = 0
  private var work = 0

  /// Whether so many bytes may be decoded; where not, a note says so.
  ///
  /// Ask before decoding: tags of a hostile file may all point to the same large block.
  mutating func admits(_ size: Int, of name: String) -> Bool {
    guard size <= Self.mostBytes else {
      note("\(Self.shown(name)) was left out: its \(size) bytes are more than 4 MiB.")
      return false
    }
    guard size <= Self.mostWork - work else {
      note("The rest was left out: there is too much to decode.")
      return false
    }
    work += size
    return true
  }

  /// Counts work that led to nothing.
  mutating func spend(_ size: Int) { work = min(Self.mostWork, work + size) }

  /// Keeps a text unless it is empty or one of the bounds is reached.
  mutating func add(_ place: EmbeddedText.Place, _ name: String, _ text: String) {
    let size = text.utf8.count
    guard size > 0 else { return }
    guard name.utf8.count <= Self.longestName else {
      return note("A text of \(size) bytes was left out: its name is too long.")
    }
    guard size <= Self.mostBytes else {
      return note("\(Self.shown(name)) was left out: its \(size) bytes are more than 4 MiB.")
    }
    guard texts.count < Self.mostTexts else {
      return note("The rest was left out: there are more than \(Self.mostTexts) texts.")
    }
    guard size <= Self.mostBytesInAll - byteCount else {
      return note(
        "\(Self.shown(name)) was left out: its \(size) bytes make more than 16 MiB of text.")
    }
    byteCount += size
    texts.append(EmbeddedText(place, name, text))
  }

  /// Keeps a mark once.
  mutating func add(_ mark: ImageMark) {
    guard marks.count < Self.mostMarks, !marks.contains(mark) else { return }
    marks.append(mark)
  }

  /// Keeps parents, each once.
  mutating func add(_ parents: [CredentialParent]) {
    for parent in parents where self.parents.count < 100 && !self.parents.contains(parent) {
      self.parents.append(parent)
    }
  }

  /// Keeps names of this picture, each once.
  mutating func identify(_ names: [String]) {
    for name in names where !name.isEmpty && identifiers.count < 32 && !identifiers.contains(name) {
      identifiers.append(name)
    }
  }

  /// Keeps a sentence on what was left out, once; of very many only the first.
  mutating func note(_ sentence: String) {
    guard notes.count < Self.mostNotes, !notes.contains(sentence) else { return }
    let isLast = notes.count == Self.mostNotes - 1
    notes.append(isLast ? "There is more that could not be read." : sentence)
  }

  private static func shown(_ name: String) -> String {
    name.isEmpty ? "A text" : "“\(name.prefix(80))”"
  }
}
