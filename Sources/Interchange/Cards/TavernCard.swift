/// A card of TavernAI or SillyTavern in one of its three versions.
///
/// Version 1: six texts at the top. Version 2 (github.com/malfoyslastname/character-card-spec-v2): the fields stand in `data`.
/// Version 3 (github.com/kwaroran/character-card-spec-v3): `nickname`, `assets` and other fields are added.
struct TavernCard {
  private let fields: [String: LooseJSON]
  private let outer: [String: LooseJSON]
  private let assets: CardAssets
  private var draft: CardDraft

  /// Finds the fields; nil where the JSON is no card.
  /// - Parameter form: The form of the file, where it is not told by the JSON alone.
  init?(_ json: CardJSON, form: CharacterCard.Form? = nil, assets: CardAssets) {
    guard let root = json.value.object else { return nil }
    let spec = root["spec"]?.string
    let isDeclared = spec?.hasPrefix("chara_card_v") == true
    let data = root["data"]?.object
    guard isDeclared || Self.isCard(data ?? root) else { return nil }
    let told: CharacterCard.Form =
      switch spec {
      case "chara_card_v2": .tavernV2
      case _ where isDeclared: .tavernV3
      default: data == nil ? .tavernV1 : .tavernV2
      }
    (fields, outer) = (data ?? root, data == nil ? [:] : root)
    self.assets = assets
    draft = CardDraft(form ?? told)
    json.notes.forEach { draft.note($0) }
    noteVersion(spec, root["spec_version"]?.scalar, hasData: data != nil)
  }

  /// The fields that make an object without `spec` a card: a name and one of those that nothing else has.
  private static func isCard(_ fields: [String: LooseJSON]) -> Bool {
    let (tavern, pygmalion) = (
      ["personality", "first_mes", "mes_example", "scenario"],
      ["char_persona", "char_greeting", "world_scenario", "example_dialogue"]
    )
    return fields["name"]?.string != nil && tavern.contains { fields[$0]?.string != nil }
      || fields["char_name"]?.string != nil && pygmalion.contains { fields[$0]?.string != nil }
  }

  private mutating func noteVersion(_ spec: String?, _ version: String?, hasData: Bool) {
    guard let spec else {
      if hasData { draft.note("The card does not tell its version.") }
      return
    }
    if !hasData {
      draft.note(
        "The card says “\(spec.start(40))”, but has no “data”; its fields stand at the top.")
    }
    guard let number = ["chara_card_v2": 2.0, "chara_card_v3": 3.0][spec] else {
      return draft.note(
        "The card says “\(spec.start(40))”, which is not known; it was read as one of version 3.")
    }
    guard let version, let told = Double(version), told != number else { return }
    draft.note("The card says “\(spec)”, but version \(version.start(20)).")
  }

  /// The card, with sentences on what was left out before.
  func read(notes: [String] = []) -> CharacterCard {
    var card = self
    notes.forEach { card.draft.note($0) }
    card.readTexts()
    card.readTraits()
    card.readImages()
    card.readDetails()
    return CharacterCard(card.draft)
  }

  private static let texts: Set = [
    "name", "char_name", "nickname", "description", "char_persona", "tags", "creator",
    "character_version", "creator_notes", "creatorcomment", "assets",
  ]

  private mutating func text(_ names: String...) -> String? {
    for name in names {
      if let text = draft.text(fields[name], name) { return text }
    }
    return nil
  }

  private mutating func readTexts() {
    draft.name = text("name", "char_name") ?? ""
    if draft.name.isEmpty { draft.note("The card has no name.") }
    if let nickname = text("nickname"), nickname != draft.name { draft.aliases = [nickname] }
    draft.description = text("description", "char_persona") ?? ""
    draft.tags = draft.texts(fields["tags"], "tags")
    draft.creator = text("creator")
    draft.version = text("character_version")
    let spoken = fields["creator_notes_multilingual"]?.object ?? [:]
    let first = spoken["en"] ?? spoken.min { $0.key < $1.key }?.value
    draft.creatorNotes =
      text("creator_notes", "creatorcomment") ?? draft.text(first, "creator_notes")
  }

  /// Reads what SillyTavern, Agnai, Wyvern and Voxta keep for the making of pictures.
  private mutating func readTraits() {
    let extensions = fields["extensions"]
    let looks = [
      extensions?["sd_character_prompt"]?["positive"], extensions?["agnai"]?["appearance"],
      extensions?["visual_description"], extensions?["voxta"]?["appearance"],
    ]
    let facts = looks.compactMap { draft.text($0, "appearance") }.flatMap(Self.facts)
    draft.traits = draft.texts(.array(facts.map { .string($0) }), "traits")
  }

  /// A prompt in its parts between commas and line ends, those in brackets left whole.
  private static func facts(_ prompt: String) -> [String] {
    var depth = 0
    return prompt.split { letter in
      if "([{<".contains(letter) { depth += 1 }
      if ")]}>".contains(letter) { depth = max(0, depth - 1) }
      return depth == 0 && letter == "," || letter.isNewline
    }.map(String.init)
  }

  private mutating func readImages() {
    let risu = fields["extensions"]?["risuai"]
    let lists =
      (risu?["emotions"]?.array ?? []).map { ("emotion", $0) }
      + (risu?["additionalAssets"]?.array ?? []).map { ("other", $0) }
    var listed = (fields["assets"]?.array ?? []).map(CardAssets.Asset.init)
    // RisuAI writes a name, an address or bare base64, and at times an ending.
    listed += lists.map { type, item in
      CardAssets.Asset(
        type: type, uri: item[1]?.string.map(CardAssets.address), name: item[0]?.string ?? "",
        ending: item[2]?.string)
    }
    assets.resolve(listed, into: &draft)
  }

  /// Keeps all other fields; those of which there may be thousands come last, so that they push out no other.
  private mutating func readDetails() {
    let known = Self.texts.union(["data", "spec", "spec_version"])
    let large = ["extensions", "character_book"]
    for (name, value) in fields.sorted(by: { $0.key < $1.key })
    where !known.contains(name) && !large.contains(name) {
      draft.keep(name, value)
    }
    for (name, value) in outer.sorted(by: { $0.key < $1.key })
    where !known.contains(name) && fields[name] == nil {
      draft.keep(name, value)
    }
    draft.keep(large[0], fields[large[0]].map(Self.withoutPictures))
    draft.keep(large[1], fields[large[1]])
  }

  private static func withoutPictures(_ extensions: LooseJSON) -> LooseJSON {
    guard var members = extensions.object, var risu = members["risuai"]?.object else {
      return extensions
    }
    risu["emotions"] = nil
    risu["additionalAssets"] = nil
    members["risuai"] = .object(risu)
    return .object(members)
  }
}
