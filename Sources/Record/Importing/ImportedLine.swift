package import Foundation
package import TroupeVocabulary

/// A generation that was made elsewhere, as a line of JSON tells it.
package struct ImportedLine: Sendable {
  /// Its number in the file, from 1.
  package let number: Int
  /// Tells it from all other lines: of its bytes.
  package let key: Int64
  /// The id that the line gives it; an id that is no ULID is kept as a name.
  package let id: ULID?
  /// The id that the line gives it where that is no ULID.
  package let name: String?
  /// The id of the generation that it was made from.
  package let parent: String?
  /// When it was made; `nil` where it is not known.
  package let createdAt: Date?
  package let prompt: String
  package let model: String
  package let cast: [Handle]
  package let tags: [String]
  package let seed: Int?
  package let state: GenerationState
  /// The paths of its images, in their order.
  package let images: [String]
  /// The members that mean nothing here, as JSON; `nil` for none.
  package let rest: String?

  /// A generation that is told of by the file of its image.
  /// - Parameters:
  ///   - key: tells it from all others.
  ///   - rest: what else the file says, as JSON.
  package init(
    number: Int, key: Int64, parent: String? = nil, createdAt: Date?, prompt: String,
    model: String, seed: Int?, image: String, rest: String?
  ) {
    self.number = number
    self.key = key
    (id, name) = (nil, nil)
    self.parent = parent
    self.createdAt = createdAt
    self.prompt = prompt.withoutNUL
    self.model = model.withoutNUL
    (cast, tags) = ([], [])
    self.seed = seed
    state = .done
    images = [image]
    self.rest = rest?.replacing("\\u0000", with: "")
  }

  /// What is wrong with a line.
  struct Fault: Error {
    let name: String
    let value: String
    let expected: String
  }

  /// Reads `line`.
  /// - Parameter handles: those that were read before, as they were written.
  /// - Throws: `Fault`.
  init(
    _ line: Data, number: Int, key: Int64, handles: inout [String: Handle]
  ) throws(Fault) {
    guard let object = try? JSONSerialization.jsonObject(with: line),
      let json = object as? [String: Any]
    else {
      throw Fault(
        name: "line", value: String(decoding: line.prefix(80), as: UTF8.self),
        expected: "an object of JSON, as in {\"prompt\": \"a roof\", \"model\": \"sdxl\"}")
    }
    self.number = number
    self.key = key
    let members = Members(json)
    prompt = try members.text("prompt", isNeeded: true) ?? ""
    model = try members.text("model") ?? "unknown"
    let id = try members.text("id")
    self.id = id.flatMap(ULID.init)
    name = self.id == nil ? id : nil
    parent = try members.text("parent")
    createdAt = try members.date("created_at")
    seed = try members.integer("seed")
    images = try members.paths("image")
    state = try members.state("state")
    var seen: Set<Handle> = []
    cast = try members.handles("cast", &handles).filter { seen.insert($0).inserted }
    // As the record tells them.
    tags = try members.labels("tags").sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let rest = json.filter { !Self.names.contains($0.key) }
    self.rest =
      rest.isEmpty
      ? nil
      : (try? JSONSerialization.data(
        withJSONObject: Self.withoutNUL(rest), options: [.sortedKeys, .withoutEscapingSlashes]))
        .map { String(decoding: $0, as: UTF8.self) }
  }

  /// The same without characters of zero in any text.
  private static func withoutNUL(_ value: Any) -> Any {
    switch value {
    case let text as String: text.withoutNUL
    case let list as [Any]: list.map(withoutNUL)
    case let members as [String: Any]:
      Dictionary(
        members.map { ($0.key.withoutNUL, withoutNUL($0.value)) },
        uniquingKeysWith: { first, _ in first })
    default: value
    }
  }

  private static let names: Set<String> = [
    "id", "prompt", "model", "parent", "created_at", "seed", "image", "state", "cast", "tags",
  ]
}

extension String {
  /// The same without characters of zero, at which functions of SQLite end a text.
  fileprivate var withoutNUL: String { utf8.contains(0) ? replacing("\0", with: "") : self }
}

/// The members of a line, read as what they are to be.
private struct Members {
  private let json: [String: Any]

  init(_ json: [String: Any]) { self.json = json }

  private func value(_ name: String) -> Any? {
    json[name].flatMap { $0 is NSNull ? nil : $0 }
  }

  private func fault(_ name: String, _ expected: String) -> ImportedLine.Fault {
    ImportedLine.Fault(
      name: name, value: json[name].map { "\($0)" } ?? "", expected: expected)
  }

  func text(_ name: String, isNeeded: Bool = false) throws(ImportedLine.Fault) -> String? {
    switch value(name) {
    case let text as String where !text.isEmpty || !isNeeded:
      let text = text.withoutNUL
      return text.isEmpty ? nil : text
    case nil where !isNeeded: return nil
    default: throw fault(name, "a text")
    }
  }

  func integer(_ name: String) throws(ImportedLine.Fault) -> Int? {
    guard let value = value(name) else { return nil }
    if let number = value as? NSNumber, let integer = Int(exactly: number.doubleValue) {
      return integer == number.intValue ? integer : number.intValue
    }
    if let text = value as? String, let integer = Int(text) { return integer }
    throw fault(name, "a whole number")
  }

  func date(_ name: String) throws(ImportedLine.Fault) -> Date? {
    switch value(name) {
    case nil: return nil
    case let text as String:
      if let date = MomentText.date(text) { return date }
    case let number as NSNumber:
      let seconds = number.doubleValue
      // Seconds reach this in the year 5138, milliseconds in 1973.
      let date = Date(timeIntervalSince1970: abs(seconds) < 1e11 ? seconds : seconds / 1000)
      if MomentText.years.contains(date) { return date }
    default: break
    }
    throw fault(name, "a moment, as in 2026-01-31T12:00:00Z, or seconds since 1970")
  }

  func state(_ name: String) throws(ImportedLine.Fault) -> GenerationState {
    guard let word = try text(name) else { return .done }
    let ends: [GenerationState] = [.done, .refused, .failed, .unknown]
    guard let state = GenerationState(rawValue: word.lowercased()), ends.contains(state) else {
      throw fault(name, "done, refused, failed or unknown")
    }
    return state
  }

  func handles(
    _ name: String, _ known: inout [String: Handle]
  ) throws(ImportedLine.Fault) -> [Handle] {
    var handles: [Handle] = []
    for text in try list(name) {
      guard let handle = try? known[text] ?? Handle(text) else {
        throw fault(name, "handles, as in [\"kael\", \"mira\"]")
      }
      known[text] = handle
      handles.append(handle)
    }
    return handles
  }

  func labels(_ name: String) throws(ImportedLine.Fault) -> [String] {
    var seen: Set<String> = []
    return try list(name).map { text throws(ImportedLine.Fault) in
      guard let label = try? Label.folded(text, of: name) else {
        throw fault(name, "tags of letters, digits, '-', '_' and '.'")
      }
      return label
    }.filter { seen.insert($0).inserted }
  }

  func paths(_ name: String) throws(ImportedLine.Fault) -> [String] {
    try list(name, of: "a path of an image, or a list of them")
      .map { $0.withoutNUL }.filter { !$0.isEmpty }
  }

  private func list(
    _ name: String, of expected: String = "a list of texts"
  ) throws(ImportedLine.Fault) -> [String] {
    switch value(name) {
    case nil: return []
    case let text as String: return text.isEmpty ? [] : [text]
    case let list as [String]: return list
    default: throw fault(name, expected)
    }
  }
}
