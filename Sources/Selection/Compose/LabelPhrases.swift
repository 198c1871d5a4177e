internal import TroupeVocabulary

/// The wording of labels in one language.
struct LabelWords: Sendable {
  let image: @Sendable (Int) -> String
  let images: @Sendable ([Int]) -> String
  let kinds: [Kind: String]
  let roles: [Role: String]
  let views: [View: String]
  let otherView: @Sendable (String) -> String
  let look: @Sendable (String) -> String
  /// Between the number and what the image is; between two facts; between two traits.
  let colon, comma, semicolon, stop, space: String
  let keep: String
  /// Before the pictures of a sheet: how many, and of whom if of one.
  let sheet: @Sendable (Int, String?) -> String
  /// A name of an image with what divides it from the label.
  func lead(_ number: String) -> String { number.hasPrefix("[") ? number + " " : number + colon }

  /// Those of the language of `prompt`, whose mentions are `mentions`. Handles may be in any script; what
  /// is asked of the picture tells the language.
  static func of(_ mentions: Mentions, in prompt: String) -> LabelWords {
    let words = mentions.words
    return of(words.contains(where: \.isLetter) ? words : prompt)
  }

  /// Those of the prompt's language: Chinese where Han characters stand without kana, else English.
  static func of(_ prompt: String) -> LabelWords {
    let scalars = prompt.unicodeScalars
    let hasHan = scalars.contains { $0.properties.isIdeographic }
    let hasKana = scalars.contains { (0x3041...0x30FA).contains($0.value) }
    return hasHan && !hasKana ? .chinese : .english
  }

  static let english = LabelWords(
    image: { "Image \($0)" },
    images: { " (image \($0.map(String.init).joined(separator: ", ")))" },
    kinds: [.character: "the character", .object: "the object", .style: "the style"],
    roles: [
      .parent: "the picture to edit", .identity: "a reference", .style: "the style to draw in",
      .pose: "the pose to take", .composition: "the arrangement to follow",
    ],
    views: [
      .front: "front view", .threeQuarter: "three-quarter view", .profile: "profile view",
      .back: "back view", .face: "face", .fullBody: "full body", .detail: "detail",
      .expression: "expression",
    ],
    otherView: { $0 }, look: { "look \($0)" },
    colon: ": ", comma: ", ", semicolon: "; ", stop: ". ", space: " ",
    keep: "Keep these exactly.",
    sheet: { count, subject in
      "a sheet of \(count) pictures\(subject.map { " of \($0)" } ?? ""), row by row: "
    })

  static let chinese = LabelWords(
    image: { "图\($0)" },
    images: { "（图\($0.map(String.init).joined(separator: "、"))）" },
    kinds: [.character: "角色", .object: "物件", .style: "风格"],
    roles: [
      .parent: "要编辑的图", .identity: "参考图", .style: "要采用的风格", .pose: "要采用的姿势",
      .composition: "要采用的构图",
    ],
    views: [
      .front: "正面", .threeQuarter: "四分之三侧面", .profile: "侧面", .back: "背面", .face: "面部",
      .fullBody: "全身", .detail: "细节", .expression: "表情",
    ],
    otherView: { $0 }, look: { "造型 \($0)" },
    colon: "：", comma: "，", semicolon: "；", stop: "。", space: " ",
    keep: "请严格保持这些特征。",
    sheet: { count, subject in "由\(count)张图组成的拼图\(subject.map { "，\($0)" } ?? "")，逐行为：" })
}
