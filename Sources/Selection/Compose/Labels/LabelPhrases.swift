internal import Foundation
internal import TroupeVocabulary

/// The wording of image labels and statements in one language, as its file in `CWords/Labels` has it.
///
/// In its texts `{images}` and `{in}` stand for image numbers as `images(_:)` and `inImages(_:)` write them, `{name}`
/// for an asset's name; the other places are named where they are filled.
struct LabelPhrases: Sendable, Decodable {
  /// Asks for an image; `asked` are beginnings of prompts that ask already.
  struct Ask: Sendable, Decodable {
    var new = ""
    var edit = ""
    var editThis = ""
    var asked: [String] = []
  }
  /// Names of images by number, and lists.
  struct Images: Sendable, Decodable {
    var one = ""
    var many = ""
    var inOne = ""
    var inMany = ""
    var inBrackets = ""
    var after = ""
    var inside = ""
    var between = ""
    var last = ""
  }
  /// Separators: `colon` after a name, `comma` between facts, `semicolon` between traits and between the pictures of a
  /// sheet, `stop` between statements.
  struct Marks: Sendable, Decodable {
    var colon = ""
    var comma = ""
    var semicolon = ""
    var stop = ""
    var quote = ""
  }
  /// How an image is called that lends its style, pose or arrangement; after one of `words` its number alone does.
  struct Lent: Sendable, Decodable {
    let named: String
    let words: [String]
  }
  /// What one asset's images are, and what to take of them; `none` where there is no image.
  struct Identity: Sendable, Decodable {
    let one: String
    let many: String
    let none: String?
    let rule: String
    /// Where the hair is to change.
    let ruleWithoutHair: String?
    /// Where its color, or how it is worn, alone is to change.
    let ruleWithoutHairColor: String?
    let ruleWithoutHairstyle: String?
    /// Where the beard is to change.
    let ruleWithoutBeard: String?
    /// Where the face is not to be seen.
    let ruleWithoutFace: String?
    let ruleWithoutFaceAndHair: String?
    /// Where someone is shown at another age.
    let ruleOfAge: String?
    /// Where a grown person is shown grown, at another age.
    let ruleOfGrownAge: String?
    /// Where the prompt changes a part.
    let ruleOfChange: String?
    /// Where the prompt has a light of its own.
    let ruleWithoutLight: String?
    /// Where images of a look and of the usual one are sent together; `{look}` is the look.
    let lookRule: String?
    /// Where only a part is to be seen.
    let part: String?
  }
  /// The pictures of a sheet: `{count}` of them, of one asset or of several; and not to draw one.
  struct Sheet: Sendable, Decodable {
    var of = ""
    var mixed = ""
    var rule = ""
  }
  /// Keeps what an edit does not name; `said` are words by which an instruction says so itself.
  struct KeepElse: Sendable, Decodable {
    var text = ""
    var said: [String] = []
  }
  /// Who is in the picture; `named` where others are besides.
  struct Cast: Sendable, Decodable {
    var exact = ""
    var named = ""
    /// Between two looks of an asset: one turns into the other.
    var turning: [String] = []
    /// Where a picture is of several, so that how many are in it is not said.
    var panels: [String] = []
    /// Phrases with such a word for one picture.
    var panel: [String] = []
    var counts: [String] = []
    /// Phrases that, all together, set two looks of an asset against each other.
    var apart: [[String]] = []
    /// Between someone named and a word for people that says who that is; before and after what someone is like.
    var same: [String] = []
    var like: [String] = []
    var likeAfter: [String] = []
  }
  /// For a style without colors, after which `text` says what becomes of those that are named.
  struct Monochrome: Sendable, Decodable {
    var text = ""
    var words: [String] = []
  }
  /// `word` before a name that begins with one of `before`: with `becomes`, which may stand for the first word of the
  /// name as well.
  struct Contraction: Sendable, Decodable {
    let word: String
    let before: [String]
    let becomes: String
    let drops: Bool
  }
  /// Where the head of a noun phrase stands.
  struct Head: Sendable, Decodable {
    var stops: [String] = []
    var isLast = true
  }
  /// What tells the language: common words, letters of its own, words of languages without labels.
  struct Language: Sendable, Decodable {
    let common: Set<String>
    let letters: String

    init() { (common, letters) = ([], "") }

    private enum CodingKeys: String, CodingKey { case words, letters, foreign }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      let foreign = try container.decodeIfPresent([String].self, forKey: .foreign) ?? []
      common = Set(try container.decode([String].self, forKey: .words) + foreign)
      letters = try container.decode(String.self, forKey: .letters)
    }
  }

  private(set) var ask = Ask()
  private(set) var images = Images()
  private(set) var marks = Marks()
  /// By role, what an image without an asset's name is for.
  private(set) var roles: [String: String] = [:]
  private(set) var lent: [String: Lent] = [:]
  /// By `character`, `creature`, `object`, `place` and `style`.
  private(set) var identity: [String: Identity] = [:]
  private(set) var views: [String: String] = [:]
  /// By time of day, how the picture of a place is called that shows it.
  private(set) var times: [String: String]?
  private(set) var look = ""
  /// A look that is an age, where the word for one is of clothes.
  private(set) var ageLook: String?
  /// Names of views of what is no one, where they are others.
  private(set) var viewsOfThings: [String: String]?
  /// A look that someone puts on, as an object of a sentence.
  private(set) var wornLook: String?
  /// Before an asset's traits, and before them where nothing else is said of it.
  private(set) var traits = ""
  private(set) var traitsOf = ""
  private(set) var sheet = Sheet()
  private(set) var keepElse = KeepElse()
  private(set) var cast = Cast()
  /// Words for people and animals besides the cast.
  private(set) var others: [String] = []
  /// Phrases with such a word for something else: `children's book`.
  private(set) var notOthers: [String] = []
  /// How words run together with a name that follows them.
  private(set) var contractions: [Contraction] = []
  /// After these a name goes without its own article.
  private(set) var articles: Set<String> = []
  /// Words for animals, fabulous beings and machines that may be characters.
  private(set) var creatures: [String] = []
  /// Words for places.
  private(set) var places: [String] = []
  /// Words for times of day, weather and lamps.
  private(set) var lights: [String] = []
  /// Phrases with such a word for something else: `occhiali da sole`.
  private(set) var notLights: [String] = []
  private(set) var head = Head()
  /// Words that may stand between a possessive and its noun.
  private(set) var possessive: [String] = []
  private(set) var language = Language()
  private(set) var monochrome = Monochrome()
  /// Whether nouns begin with a capital.
  private(set) var hasCapitalNouns: Bool?

  /// Every language; a test reads the files, so that a fault in one is found before it ships.
  static let all: [LabelLanguage: LabelPhrases] = {
    let read = LabelLanguage.allCases.compactMap { language in
      (try? JSONDecoder().decode(LabelPhrases.self, from: language.resource))
        .map { (language, $0) }
    }
    return Dictionary(read, uniquingKeysWith: { first, _ in first })
  }()
  /// The words of `language`.
  static func of(_ language: LabelLanguage) -> LabelPhrases { all[language] ?? LabelPhrases() }
}
