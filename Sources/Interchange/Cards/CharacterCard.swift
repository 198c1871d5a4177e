/// A character as the file of another program describes it.
///
/// All texts are data as they stand in the file: macros such as `{{char}}` and `{{user}}`, HTML and Markdown are neither
/// replaced nor rendered. A text of more than 64 KiB is cut, which a note says.
package struct CharacterCard: Hashable, Sendable {
  /// The format of the file.
  package enum Form: String, Hashable, Sendable {
    /// A card of TavernAI: the fields stand at the top. The files of Pygmalion, whose fields have other names, are of this
    /// form too.
    case tavernV1
    /// `chara_card_v2`.
    case tavernV2
    /// `chara_card_v3`.
    case tavernV3
    /// An archive with a card of the second or third version.
    case charx
    /// A file `.char` of Omnichar.
    case omnichar
  }

  package let form: Form
  /// The name; empty where the file has none.
  package let name: String
  /// Other names of the character: the nickname of a card of the third version.
  package let aliases: [String]
  /// The description: who the character is and, mostly, how it looks.
  package let description: String
  /// How the character looks, fact by fact, where the file keeps that apart for making pictures.
  package let traits: [String]
  package let tags: [String]
  /// Who made the card.
  package let creator: String?
  /// The version that the creator gave the character.
  package let version: String?
  /// What the creator says to those who use the card.
  package let creatorNotes: String?
  /// The pictures of the character in the order of the file, the most important first.
  package let images: [CardImage]
  /// Everything else, by dotted names (`character_book.entries.0.content`), as text.
  package let details: [String: String]
  /// What was left out, cut or not understood, in short sentences.
  package let notes: [String]

  init(_ draft: CardDraft) {
    (form, name, aliases) = (draft.form, draft.name, draft.aliases)
    (description, traits, tags) = (draft.description, draft.traits, draft.tags)
    (creator, version, creatorNotes) = (draft.creator, draft.version, draft.creatorNotes)
    (images, details, notes) = (draft.images, draft.details, draft.notes)
  }
}
