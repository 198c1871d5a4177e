internal import TroupeVocabulary

/// The words by which a prompt asks to see a view, in English and Chinese. English is matched by
/// whole words with hyphens as spaces, Chinese anywhere.
enum DemandWords {
  static let table: [(view: View, words: [String])] = [
    (.front, ["facing the camera", "facing us", "front view", "from the front", "正面", "面向镜头"]),
    (
      .threeQuarter,
      ["three quarter", "three quarters", "3 4 view", "四分之三", "半侧面", "斜侧面"]
    ),
    (
      .profile,
      [
        "in profile", "profile", "side view", "from the side", "sideways", "seen side on", "侧面",
        "侧脸", "侧身",
      ]
    ),
    (
      .back,
      [
        "from behind", "back view", "rear view", "from the back", "turned away", "back to us",
        "back to the camera", "背影", "背面", "背对", "从后面", "身后",
      ]
    ),
    (
      .face,
      [
        "close up", "closeup", "portrait", "headshot", "head shot", "face", "特写", "肖像", "头像",
        "大头照", "脸部", "面部",
      ]
    ),
    (
      .fullBody,
      ["full body", "full length", "head to toe", "head to foot", "full figure", "全身", "从头到脚"]
    ),
    (.detail, ["detail", "macro", "detail shot", "细节", "局部"]),
    (
      .expression,
      [
        "smiling", "smile", "smiles", "laughing", "laughs", "crying", "cries", "angry", "frowning",
        "grinning", "scared", "sad", "surprised", "expression", "表情", "微笑", "笑着", "大笑",
        "哭", "生气", "愤怒", "惊讶", "悲伤",
      ]
    ),
  ]
}
