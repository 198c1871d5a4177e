/// The texts of one file, cleaned, bounded in size, and read as JSON where they are JSON.
struct TextSet: Sendable {
  /// A text with its name in small letters.
  struct Entry: Sendable {
    let place: EmbeddedText.Place
    let name: String
    let text: String
    let json: LooseJSON?

    init(_ place: EmbeddedText.Place, _ name: String, _ text: String, json: LooseJSON? = nil) {
      (self.place, self.name, self.text) = (place, name.lowercased(), text)
      self.json = json ?? (text.hasPrefix("{") || text.hasPrefix("\"") ? LooseJSON(text) : nil)
    }
  }

  /// How many bytes one text may have.
  static let maximumSize = 4 << 20
  /// How many bytes a text that is no JSON may have; real ones have a few thousand.
  static let maximumPlainSize = 256 << 10
  /// How many bytes all texts may have.
  static let maximumTotal = 16 << 20

  /// The texts in the order of the file.
  private(set) var entries: [Entry] = []
  /// What was left out.
  private(set) var notes: [String] = []

  init(_ texts: [EmbeddedText]) {
    var total = 0
    for text in texts.prefix(500) {
      let size = text.text.utf8.count
      guard size <= Self.maximumSize, total + size <= Self.maximumTotal else {
        noteSize(of: text)
        continue
      }
      total += size
      add(text)
    }
    if texts.count > 500 { notes.append("The file has more than 500 texts; not all were read.") }
  }

  private mutating func add(_ text: EmbeddedText) {
    let isCommand = text.name.lowercased() == "dream"
    let content = (isCommand ? Self.withoutPictures(text.text) : text.text).trimmed
    guard !content.isEmpty else { return }
    for key in ["prompt", "workflow"] where text.place == .exif {
      guard let body = Self.body(of: content, after: key) else { continue }
      let entry = Entry(text.place, key, body)
      if entry.json != nil { return entries.append(entry) }
    }
    let name =
      text.place == .xmp && text.name.hasPrefix("comfy:") ? text.name.dropFirst(6) : text.name[...]
    let entry = Entry(text.place, String(name), content)
    guard entry.json != nil || content.utf8.count <= Self.maximumPlainSize else {
      return noteSize(of: text)
    }
    entries.append(entry)
    // Some tools put both graphs of ComfyUI into one comment.
    guard ["usercomment", "", "json"].contains(entry.name) else { return }
    for key in ["prompt", "workflow"] {
      guard let graph = entry.json?[key], graph.object != nil else { continue }
      entries.append(Entry(text.place, key, "", json: graph))
    }
  }

  /// A command line of old InvokeAI without the pictures in it, each as `;base64,` and its letters: it may hold the
  /// one that it began with as a whole.
  private static func withoutPictures(_ text: String) -> String {
    guard text.utf8.count > 16 << 10 else { return text }
    let bytes = Array(text.utf8)
    let mark = Array(";base64,".utf8)
    var (kept, at) = ([UInt8](), 0)
    while at < bytes.count {
      kept.append(bytes[at])
      at += 1
      guard kept.last == mark.last, kept.suffix(mark.count).elementsEqual(mark) else { continue }
      while at < bytes.count, isBase64(bytes[at]) { at += 1 }
    }
    return String(decoding: kept, as: UTF8.self)
  }

  private static func isBase64(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "/"),
      UInt8(ascii: "="):
      true
    default: false
    }
  }

  private mutating func noteSize(of text: EmbeddedText) {
    notes.append("The text \"\(text.name.prefix(80))\" is too large and was not read.")
  }

  /// The JSON that follows `prompt:` or `Prompt: ` in a tag of EXIF.
  private static func body(of text: String, after key: String) -> String? {
    guard text.prefix(key.count).lowercased() == key else { return nil }
    let rest = text.dropFirst(key.count)
    guard rest.first == ":", let body = rest.dropFirst().nonBlank, body.hasPrefix("{") else {
      return nil
    }
    return body
  }

  /// The first text of the given name, in any of the given places.
  func text(_ name: String, in places: EmbeddedText.Place...) -> String? {
    entries.first { $0.name == name.lowercased() && places.contains($0.place) }?.text
  }

  /// The first JSON object of the given name, wherever it stands.
  func object(_ name: String) -> LooseJSON? {
    entries.lazy.filter { $0.name == name.lowercased() }.compactMap(\.json)
      .first { $0.object != nil }
  }

  /// The first JSON object that has all given members.
  func object(having keys: String...) -> LooseJSON? {
    entries.lazy.compactMap(\.json).first { json in keys.allSatisfy { json[$0] != nil } }
  }
}
