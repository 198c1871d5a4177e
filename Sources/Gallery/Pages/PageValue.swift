/// What a template prints: texts, flags, lists and named fields.
enum PageValue: Hashable, Sendable {
  /// Words, escaped where they are printed.
  case text(String)
  /// Whether a part of the page is there.
  case flag(Bool)
  /// A part of the page for each.
  case list([PageValue])
  /// Values by the names that the template calls them.
  case fields([String: PageValue])
  /// Markup made by this program, printed as it is.
  case markup(String)

  /// Whether there is nothing to print.
  var isEmpty: Bool {
    switch self {
    case .text(let text), .markup(let text): text.isEmpty
    case .flag(let isSet): !isSet
    case .list(let list): list.isEmpty
    case .fields: false
    }
  }
}

extension PageValue: ExpressibleByStringInterpolation, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  init(stringLiteral text: String) { self = .text(text) }
  init(booleanLiteral isSet: Bool) { self = .flag(isSet) }
  init(arrayLiteral elements: PageValue...) { self = .list(elements) }
  init(dictionaryLiteral elements: (String, PageValue)...) {
    self = .fields(Dictionary(elements, uniquingKeysWith: { $1 }))
  }
}

extension PageValue {
  /// A number as it is written in addresses and attributes.
  static func number(_ number: Int) -> PageValue { .text("\(number)") }

  /// A text; one that is not there prints nothing.
  static func text(_ text: String?) -> PageValue { .text(text ?? "") }

  /// Texts, each an element.
  static func texts(_ texts: some Sequence<String>) -> PageValue { .list(texts.map { .text($0) }) }

  /// The fields of both; those of `other` win.
  func adding(_ other: [String: PageValue]) -> PageValue {
    guard case .fields(let fields) = self else { return .fields(other) }
    return .fields(fields.merging(other) { $1 })
  }
}
