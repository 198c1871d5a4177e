internal import TroupeVocabulary

/// The wording of image labels and statements in one language.
struct LabelPhrases: Sendable {
  /// The name of an image by its number.
  let image: @Sendable (Int) -> String
  /// Image numbers after an asset's name.
  let images: @Sendable ([Int]) -> String
  let kinds: [Kind: String]
  let roles: [Role: String]
  /// What a picture shows that is no asset's.
  let subjects: [Subject: String]
  let views: [View: String]
  let look: @Sendable (String) -> String
  /// Separators: `colon` after a name, `comma` between facts, `semicolon` between traits and between
  /// the pictures of a sheet, `stop` between statements.
  let colon, comma, semicolon, stop: String
  /// Asks the model to keep the traits before it.
  let keep: String
  /// Introduces the pictures of a sheet: how many, and of which asset if of one.
  let sheet: @Sendable (Int, String?) -> String

  /// An image's name with the separator before its label; names in brackets need no colon.
  func lead(_ name: String) -> String { name.hasPrefix("[") ? name + " " : name + colon }

  /// The name of `view`; views without a standard name stay as the user wrote them.
  func view(_ view: View) -> String { views[view] ?? view.rawValue }
}

extension LabelPhrases {
  /// The phrases in the language of `prompt`. Handles may be in any script, so they count only if there
  /// is no other text.
  init(for prompt: ParsedPrompt) {
    let text = prompt.textWithoutMentions
    self.init(for: text.contains(where: \.isLetter) ? text : prompt.source)
  }

  /// The phrases in the language of `text`: Chinese if it has Han characters and no kana, else English.
  init(for text: String) {
    let scalars = text.unicodeScalars
    let hasHan = scalars.contains { $0.properties.isIdeographic }
    let hasKana = scalars.contains { (0x3041...0x30FA).contains($0.value) }
    self = hasHan && !hasKana ? .chinese : .english
  }

  static let english = LabelPhrases(
    image: { "Image \($0)" },
    images: { " (image \($0.map(String.init).joined(separator: ", ")))" },
    kinds: [.character: "the character", .object: "the object", .style: "the style"],
    roles: [
      .parent: "the picture to edit", .identity: "a reference", .style: "the style to draw in",
      .pose: "the pose to take", .composition: "the arrangement to follow",
    ],
    subjects: [
      .character: "a reference of a character", .object: "a reference of an object",
      .place: "a reference of a place",
    ],
    views: [
      .front: "front view", .threeQuarter: "three-quarter view", .profile: "profile view",
      .back: "back view", .face: "face", .fullBody: "full body", .detail: "detail",
      .expression: "expression",
    ],
    look: { "look \($0)" },
    colon: ": ", comma: ", ", semicolon: "; ", stop: ". ",
    keep: "Keep these exactly.",
    sheet: { count, subject in
      "a sheet of \(count) pictures\(subject.map { " of \($0)" } ?? ""), row by row: "
    })

  static let chinese = LabelPhrases(
    image: { "图\($0)" },
    images: { "（图\($0.map(String.init).joined(separator: "、"))）" },
    kinds: [.character: "角色", .object: "物件", .style: "风格"],
    roles: [
      .parent: "要编辑的图", .identity: "参考图", .style: "要采用的风格", .pose: "要采用的姿势",
      .composition: "要采用的构图",
    ],
    subjects: [.character: "角色参考图", .object: "物件参考图", .place: "场景参考图"],
    views: [
      .front: "正面", .threeQuarter: "四分之三侧面", .profile: "侧面", .back: "背面", .face: "面部",
      .fullBody: "全身", .detail: "细节", .expression: "表情",
    ],
    look: { "造型 \($0)" },
    colon: "：", comma: "，", semicolon: "；", stop: "。",
    keep: "请严格保持这些特征。",
    sheet: { count, subject in "由\(count)张图组成的拼图\(subject.map { "，\($0)" } ?? "")，逐行为：" })
}
