import Mustache

/// The templates of pages.
///
/// Texts are escaped here, by Unicode scalar: the template library escapes by character, and a
/// quote that is followed by a combining mark is another character, so it would stay a quote.
struct PageTemplates: Sendable {
  private let library: MustacheLibrary

  /// Reads templates by name; they can name each other as partials.
  /// - Parameter words: what stands for `{{w.KEY}}`, put in once for all pages.
  /// - Throws: where one cannot be read.
  init(_ templates: [String: String], words: [String: String] = [:]) throws {
    library = MustacheLibrary(
      templates: try templates.mapValues { template in
        // What is printed was escaped already.
        try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}" + Self.worded(template, words))
      })
  }

  private static func worded(_ template: String, _ words: [String: String]) -> String {
    template.replacing(/\{\{w\.([A-Za-z0-9]+)\}\}/) { match in
      words[String(match.1)].map(PageValue.escaped) ?? String(match.0)
    }
  }

  /// The text of a page; empty where there is no such template.
  func render(_ name: String, _ values: PageValue) -> String {
    library.render(values.printed, withTemplate: name) ?? ""
  }
}

/// Values by name: quicker to look in than a dictionary, whose conformance is sought at each step.
private struct PrintedFields: MustacheParent {
  let fields: [String: Any]

  func child(named name: String) -> Any? { fields[name] }
}

/// A text that can be printed as it is.
private struct Printed: MustacheCustomRenderable, MustacheParent {
  let renderText: String
  var isNull: Bool { renderText.isEmpty }

  /// A text has no fields, so names are looked up in the sections around it.
  func child(named name: String) -> Any? { nil }
}

extension PageValue {
  /// The value as the template library reads it.
  fileprivate var printed: Any {
    switch self {
    case .text(let text): Printed(renderText: Self.escaped(text))
    case .markup(let markup): Printed(renderText: markup)
    case .flag(let isSet): isSet
    case .list(let list): list.map { $0.printed }
    case .fields(let fields): PrintedFields(fields: fields.mapValues(\.printed))
    }
  }

  /// A text as HTML, between tags and in quoted attributes.
  static func escaped(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "&") && byte != UInt8(ascii: "<")
        && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "'")
    }
    if isPlain { return text }
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
      case "\t", "\n", "\r": escaped.append(scalar)
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
        escaped.append("\u{FFFD}")
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
