import Foundation

/// What an answer says that went wrong, in whatever form: vendors and gateways have one each.
struct ErrorWords {
  /// The words for people; `nil` where there are none.
  let message: String?
  /// The words for programs, such as `insufficient_user_quota`, joined; may be empty.
  let codes: String
  /// Whether there is an error, be it without words.
  let isStated: Bool

  private static let wordNames = [
    "message", "msg", "detail", "details", "description", "error_message", "error_msg",
    "error_description", "status_msg", "statusMessage", "faultstring", "reason", "title", "error",
  ]
  private static let codeNames = ["code", "type", "status", "reason", "errorCode", "error_code"]
  private static let frames = ["error", "errors", "fault", "base_resp"]
  private static let longestText = 4000

  /// Reads the documents of an answer, else `text`, its body, where that is a few words and no page.
  init(_ nodes: [JSONNode], text: Data) {
    for node in nodes {
      for frame in Self.frames {
        guard let inner = node[frame], Self.isSomething(inner) else { continue }
        message = Self.words(in: inner, depth: 0) ?? Self.words(in: node, depth: 0)
        codes = (Self.codes(in: inner) + Self.codes(in: node)).joined(separator: " ")
        isStated = frame != "base_resp" || inner["status_code"]?.integer != 0
        return
      }
    }
    let bare = nodes.lazy.compactMap { Self.words(in: $0, depth: 0) }.first
    codes = nodes.first.map { Self.codes(in: $0).joined(separator: " ") } ?? ""
    message = bare ?? (nodes.isEmpty ? Self.plain(text) : nil)
    isStated = false
  }

  private static func isSomething(_ node: JSONNode) -> Bool {
    switch node {
    case .null, .bool(false): false
    case .string(let letters, _): !letters.isEmpty
    case .array(let elements): !elements.isEmpty
    default: true
    }
  }

  /// The first words in `node`: a string itself, those of the first element of a list, those of a member for words.
  private static func words(in node: JSONNode, depth: Int) -> String? {
    guard depth < 4 else { return nil }
    switch node {
    case .string(let letters, _):
      guard letters.count <= longestText * 8, let text = node.text else { return nil }
      return text.allSatisfy(\.isWhitespace) ? nil : text
    case .array(let elements):
      let all = elements.prefix(3).compactMap { words(in: $0, depth: depth + 1) }
      return all.isEmpty ? nil : all.joined(separator: "; ")
    case .object:
      let found = wordNames.lazy.compactMap { name in
        node[name].flatMap { words(in: $0, depth: depth + 1) }
      }.first
      // A fault of a field says which.
      let place = node["loc"]?.elements?.compactMap(\.text).joined(separator: ".")
      return found.map { words in place.map { "\($0): \(words)" } ?? words }
    default: return nil
    }
  }

  private static func codes(in node: JSONNode) -> [String] {
    codeNames.compactMap { node[$0]?.text }.filter { $0.utf8.count <= 200 }
  }

  /// A few words that are neither a page nor data.
  private static func plain(_ body: Data) -> String? {
    guard body.count <= longestText, let text = String(validating: body, as: UTF8.self) else {
      return nil
    }
    let words = text.trimmingCharacters(in: .whitespacesAndNewlines)
    return words.isEmpty || ["<", "{", "["].contains(words.prefix(1)) ? nil : words
  }
}

/// What refusals are about, by their words. An error's number alone does not tell an empty purse from a bad key.
extension ErrorWords {
  private var text: String { "\(message?.prefix(Self.longestText) ?? "") \(codes)".lowercased() }

  /// Whether money is lacking: no waiting and no other key helps.
  var isAboutMoney: Bool { text.contains(Self.money.regex) }

  /// Whether the key is not accepted.
  var isAboutKey: Bool { text.contains(Self.key.regex) }

  /// Whether what is refused is a place, a model or the content, though the number would mean a key.
  var isAboutSomethingElse: Bool { text.contains(Self.somethingElse.regex) }

  /// Whether the vendor's safety system refused what was asked; options have names such as `safety_tolerance` too.
  var isAboutContent: Bool { text.contains(Self.content.regex) }

  /// Whether what was asked was begun and broken off, so that it may have been made.
  var isAboutAnEnd: Bool {
    codes.contains("CANCELLED") || codes.contains("DEADLINE_EXCEEDED")
  }

  private static let money = ParsedPattern(
    /insufficient[ _-]?(?:user[ _-]?|account[ _-]?)?(?:quota|balance|credits?|funds?|money)|(?:balance|credits?|funds|prepaid\w{0,12}|quota of this user)[^.]{0,40}(?:insufficient|not enough|too low|used up|exhausted|depleted|is empty|run out|ran out|expired|below)|(?:out of|no|not enough|run out of|add|buy|purchase) (?:\w+ )?(?:credits?|funds|balance)|spend(?:ing)?[ _-](?:cap|limit)|billing[ _](?:hard[ _])?limit|billing[ _](?:is )?not[ _](?:active|enabled)|payment[ _]required|past due|overdue|arrears?|arrearage|top ?up|余额|欠费|额度.{0,6}(?:不足|用完|用尽|耗尽)|充值/
  )

  private static let key = ParsedPattern(
    /(?:api[ _-]?key|token|credentials?|authorization|access key)[^.]{0,40}(?:not valid|invalid|incorrect|expired|revoked|missing|required|not found|malformed|disabled|leaked)|(?:invalid|incorrect|expired|missing|no|wrong|bad|malformed|unknown|provide[^.]{0,12}) (?:\w+ )?(?:x-)?(?:api[ _-]?key|auth\w*[ _-]?token|bearer token|access token|credentials?)|invalid_api_key|api_key_(?:invalid|expired|missing)|unauthenticated|unauthorized|authentication[ _](?:error|failed|required)|无效的令牌|令牌.{0,6}(?:无效|过期)/
  )

  private static let somethingElse = ParsedPattern(
    /location|region|country|territor|model[^.]{0,60}(?:not (?:found|available|supported|allowed|exist)|does not exist|no access|not have access)|access to (?:the )?model|content[ _]policy|safety|moderation|地区/
  )

  private static let content = ParsedPattern(
    /content[ _-]?(?:policy|polic|violation|filter|moderat)|moderated|moderation_blocked|moderation (?:system|filter|polic)|safety (?:system|filter|polic)|prohibited content|sensitive content|敏感|违规/
  )
}
