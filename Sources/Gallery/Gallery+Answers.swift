import Foundation
import Troupe

/// How pages become answers.
extension Gallery {
  /// A page as HTML, with its frame.
  func answer(_ page: Page, _ visit: Visit, status: Int = 200) -> Answer {
    .html(render(page.template, framed(page, visit), visit), status: status)
  }

  /// A template in the language of the visit.
  func render(_ template: String, _ values: PageValue, _ visit: Visit) -> String {
    templates[room(visit).words.language]?.render(template, values) ?? ""
  }

  /// What every page prints besides its own.
  private func framed(_ page: Page, _ visit: Visit) -> PageValue {
    let words = room(visit).words
    let theme = visit.theme
    let frame: [String: PageValue] = [
      "page": .text(page.template), "title": .text(page.title), "here": .text(visit.here),
      "lang": .text(words.language == .chinese ? "zh-Hans" : "en"), "theme": .text(theme),
      "version": .text(WebFiles.version),
      "libraryName": .text(library.folder.lastPathComponent),
      "readOnly": .flag(options.isReadOnly),
      "otherLang": .text(words.language.other.rawValue),
      "otherLangName": .text(words.language.other.name),
      "otherTheme": .text(theme == "dark" ? "light" : "dark"),
      "otherThemeName": .text(words[theme == "dark" ? "themeLight" : "themeDark"]),
      "nav": .list(navigation(words, page.template)),
      "command": .text(page.command),
    ]
    return PageValue.fields(frame).adding(page.values.fieldsOnly)
  }

  private func navigation(_ words: Words, _ current: String) -> [PageValue] {
    let places = [
      ("/", "wall", ["wall", "image", "compare", "lineage"]),
      ("/cast", "castTitle", ["cast", "asset"]),
      ("/plan", "plan", ["plan"]), ("/scenes", "scenes", ["scenes", "scene"]),
      ("/jobs", "work", ["work", "rework"]), ("/costs", "costs", ["costs"]),
      ("/models", "models", ["models"]),
    ]
    return places.map { href, key, templates in
      [
        "navHref": .text(href), "navText": .text(words[key]),
        "current": .flag(templates.contains(current)),
      ]
    }
  }

  /// An error as a page or, for programs, as JSON.
  func problem(_ visit: Visit, _ error: any Error, _ status: Int?) -> Answer {
    var told = wording(error)
    let room = room(visit)
    if error is PageMissing || status == 404 {
      told = ("not_found", room.words["pageMissing"], Self.notFound)
    } else if let status, let known = room.words.known("status.\(status)") {
      told = ("http_\(status)", known, 2)
    }
    let status = status ?? (told.exitStatus == Self.notFound ? 404 : 400)
    if visit.wantsJSON {
      return Self.json(
        ["error": ["code": told.code, "message": told.sentence, "sentence": told.sentence]],
        status: status)
    }
    return answer(ProblemPage(room: room, told: told, status: status).page(), visit, status: status)
  }

  /// The status with which a command ends that found nothing.
  private static let notFound: Int32 = 3

  /// A value as the JSON of the command line.
  static func json(_ value: some Encodable, status: Int = 200) -> Answer {
    .json((try? CanonicalJSON.encode(value)) ?? Data("{}".utf8), status: status)
  }
}

extension PageValue {
  /// Its fields; none of another value.
  var fieldsOnly: [String: PageValue] { if case .fields(let fields) = self { fields } else { [:] } }
}
