/// A card while it is read, with the bounds on what it may hold.
struct CardDraft {
  /// The longest text, in bytes of UTF-8.
  static let longestText = 64 << 10
  /// How many details are kept, and how many bytes of them.
  static let mostDetails = 4096
  private static let mostDetailBytes = 4 << 20
  private static let longestName = 256
  private static let mostTags = 1024
  private static let mostImages = 1024
  private static let mostNotes = 64

  let form: CharacterCard.Form
  var name = ""
  var aliases: [String] = []
  var description = ""
  var traits: [String] = []
  var tags: [String] = []
  var creator: String?
  var version: String?
  var creatorNotes: String?
  private(set) var images: [CardImage] = []
  private(set) var details: [String: String] = [:]
  private(set) var notes: [String] = []
  private var detailBytes = 0

  init(_ form: CharacterCard.Form) { self.form = form }

  /// Keeps a sentence on what was left out, once; of very many only the first.
  mutating func note(_ sentence: String) {
    guard notes.count < Self.mostNotes, !notes.contains(sentence) else { return }
    notes.append(notes.count == Self.mostNotes - 1 ? "There is more that was left out." : sentence)
  }

  /// A text, cut where it is too long.
  mutating func bounded(_ text: String, _ name: String) -> String {
    guard text.utf8.count > Self.longestText else { return text }
    note(
      "“\(name.start(80))” was cut: it has \(text.utf8.count) bytes, \(Self.longestText) are kept."
    )
    var end = text.utf8.index(text.startIndex, offsetBy: Self.longestText)
    while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil {
      end = text.utf8.index(before: end)
    }
    return String(text[..<end])
  }

  /// The text of a field, or nil where it is blank; a note tells of a value that is no text.
  mutating func text(_ value: LooseJSON?, _ name: String) -> String? {
    switch value {
    case nil, .null: return nil
    case .array, .object:
      note("“\(name)” was left out: it is not a text.")
      return nil
    case .some(let scalar):
      guard let text = scalar.scalar, text.nonBlank != nil else { return nil }
      return bounded(text, name)
    }
  }

  /// The texts of a list, or those of one text with commas; blank ones and repetitions left out.
  mutating func texts(_ value: LooseJSON?, _ name: String) -> [String] {
    var elements = value?.array ?? []
    if let text = value?.string {
      elements = text.split(separator: ",").map { .string(String($0)) }
    }
    if elements.count > Self.mostTags {
      note("Of “\(name)” the first \(Self.mostTags) of \(elements.count) were kept.")
    }
    var seen: Set<String> = []
    return elements.prefix(Self.mostTags).compactMap { element in
      guard let text = element.scalar?.nonBlank, seen.insert(text).inserted else { return nil }
      return bounded(text, name)
    }
  }

  /// Keeps a picture.
  mutating func add(_ image: CardImage) {
    guard images.count < Self.mostImages else {
      return note("There are more than \(Self.mostImages) pictures; the first were kept.")
    }
    images.append(image)
  }

  /// Keeps all texts of a value by dotted names, members in the order of their names; empty values are left out.
  mutating func keep(_ name: String, _ value: LooseJSON?) {
    guard let value else { return }
    guard name.utf8.count <= Self.longestName else {
      return note("A detail was left out: its name is too long.")
    }
    switch value {
    case .null: break
    case .object(let members):
      for (key, member) in members.sorted(by: { $0.key < $1.key }) where isOpen() {
        keep(name.isEmpty ? key : "\(name).\(key)", member)
      }
    case .array(let elements):
      for (index, element) in elements.enumerated() where isOpen() {
        keep("\(name).\(index)", element)
      }
    case .bool, .number, .string: keep(name, text: value.scalar ?? "")
    }
  }

  private func isOpen() -> Bool {
    detailBytes <= Self.mostDetailBytes
  }

  private mutating func keep(_ name: String, text: String) {
    guard text.nonBlank != nil, isOpen() else { return }
    guard details[name] == nil else { return note("“\(name.start(80))” means two details.") }
    let text = bounded(text, name)
    let size = name.utf8.count + text.utf8.count
    guard details.count < Self.mostDetails, size <= Self.mostDetailBytes - detailBytes else {
      // Past its bounds, so that what follows is not even visited.
      detailBytes = Self.mostDetailBytes + 1
      return note(
        "Details from “\(name.start(80))” on were left out: there are more than \(Self.mostDetails) or 4 MiB."
      )
    }
    detailBytes += size
    details[name] = text
  }
}

extension StringProtocol {
  /// The first so many Unicode scalars: one character may be as long as a whole file.
  func start(_ most: Int) -> String {
    String(String.UnicodeScalarView(unicodeScalars.prefix(most)))
  }
}
