import Foundation

/// `pack.json` as bytes.
enum PackJSON {
  /// `pack` in its one form: no blanks, members in the order of their names, absent ones left out.
  ///
  /// Encoders of different systems order members differently, so the order is made here.
  static func written(_ pack: Pack) throws(PackFault) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    guard let bytes = try? encoder.encode(pack),
      let json = LooseJSON(String(decoding: bytes, as: UTF8.self))
    else { throw PackFault(.notJSON, at: Pack.manifestPath) }
    let written = Data(json.written.utf8)
    guard written.count <= PackBounds.json else {
      throw PackFault(.archive(.entryTooLarge(written.count)), at: Pack.manifestPath)
    }
    return written
  }

  /// Reads what any program wrote, and notes members that are not known.
  /// - Throws: the first fault of the JSON; values are not checked yet.
  static func read(_ data: Data) throws(PackFault) -> (pack: Pack, notes: [PackNote]) {
    let bytes = [UInt8](data)
    try JSONShape.check(bytes, at: Pack.manifestPath)
    let heading = try decode(PackHeading.self, from: data)
    guard heading.format == Pack.format else { throw PackFault(.notPack, at: "format") }
    guard heading.version == Pack.version else {
      throw PackFault(.version(heading.version), at: "version")
    }
    let pack = try decode(Pack.self, from: data)
    guard let all = LooseJSON(String(decoding: bytes, as: UTF8.self)),
      let known = LooseJSON(String(decoding: try written(pack), as: UTF8.self))
    else { throw PackFault(.notJSON, at: Pack.manifestPath) }
    var unknown: Set<String> = []
    collect(from: all, without: known, at: "", into: &unknown)
    let notes = unknown.sorted().prefix(PackBounds.notes).map { PackNote.unknownMember($0) }
    return (pack, notes)
  }

  private static func decode<Value: Decodable>(
    _ type: Value.Type, from data: Data
  ) throws(PackFault) -> Value {
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch let error as DecodingError {
      throw PackFault(error)
    } catch {
      throw PackFault(.notJSON, at: Pack.manifestPath)
    }
  }

  /// Members of `all` that `known` has not; their nesting is bounded before.
  private static func collect(
    from all: LooseJSON, without known: LooseJSON, at place: String, into unknown: inout Set<String>
  ) {
    switch (all, known) {
    case (.object(let members), .object(let knownMembers)):
      for (name, member) in members.sorted(by: { $0.key < $1.key }) where member != .null {
        let path = place.isEmpty ? shown(name) : "\(place).\(shown(name))"
        if let same = knownMembers[name] {
          collect(from: member, without: same, at: path, into: &unknown)
        } else if unknown.count < PackBounds.notes * 10 {
          unknown.insert(path)
        }
      }
    case (.array(let elements), .array(let knownElements)):
      for (element, same) in zip(elements, knownElements) {
        collect(from: element, without: same, at: place + "[]", into: &unknown)
      }
    default: break
    }
  }

  /// A member's name as it may be shown.
  private static func shown(_ name: String) -> String {
    ArchiveName.shown(Array(name.utf8.prefix(64)))
  }
}

extension PackFault {
  /// What a decoder complains of.
  init(_ error: DecodingError) {
    switch error {
    case .keyNotFound(let key, let context):
      self.init(.missing, at: Self.place(context.codingPath + [key]))
    case .valueNotFound(_, let context):
      self.init(.missing, at: Self.place(context.codingPath))
    case .typeMismatch(_, let context):
      self.init(.wrongType, at: Self.place(context.codingPath))
    case .dataCorrupted(let context) where !context.codingPath.isEmpty:
      self.init(.wrongType, at: Self.place(context.codingPath))
    default: self.init(.notJSON, at: Pack.manifestPath)
    }
  }

  private static func place(_ path: [any CodingKey]) -> String {
    let place = path.reduce(into: "") { text, key in
      if let index = key.intValue {
        text += "[\(index)]"
      } else {
        text +=
          (text.isEmpty ? "" : ".") + ArchiveName.shown(Array(key.stringValue.utf8.prefix(64)))
      }
    }
    return place.isEmpty ? Pack.manifestPath : place
  }
}
