internal import Foundation

/// A story as one HTML file: nothing in it is fetched, runs, or is more than words and pictures.
struct StoryHTML {
  let text: String

  /// - Parameter read: gives the bytes of a picture.
  init(_ story: Story, read: (Story.Picture) throws -> Data) rethrows {
    let title = Self.escaped(story.title)
    let sections = try story.chapters.map { try Self.section($0, read) }
    text = """
      <!doctype html>
      <html><head><meta charset="utf-8"><title>\(title)</title>
      <meta http-equiv="Content-Security-Policy" \
      content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width">
      <style>\(Self.style)</style></head>
      <body><h1>\(title)</h1>
      \(sections.joined(separator: "\n"))
      </body></html>

      """
  }

  private static let style = """
    body{max-width:50rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 sans-serif}\
    h1{font-size:1rem;color:#777}h2{font-size:1.1rem}section{margin:3rem 0}\
    h2,p{white-space:pre-wrap;overflow-wrap:anywhere}img{max-width:100%}figure{margin:1rem 0}\
    .facts,.thought,figcaption{color:#777;font-size:.85rem}iframe{width:100%;border:0}
    """

  private static func section(
    _ chapter: Story.Chapter, _ read: (Story.Picture) throws -> Data
  ) rethrows -> String {
    let facts = [chapter.model, chapter.createdAt.ISO8601Format(), "\(chapter.generation)"]
    var lines = [
      "<section id=\"\(chapter.generation)\"><h2>\(escaped(chapter.prompt))</h2>",
      "<p class=\"facts\">\(escaped(facts.joined(separator: " · ")))</p>",
    ]
    if let message = chapter.message { lines.append("<p class=\"facts\">\(escaped(message))</p>") }
    for part in chapter.parts {
      switch part {
      case .text(let text): lines.append("<p>\(escaped(text))</p>")
      case .thought(let text): lines.append("<p class=\"thought\">\(escaped(text))</p>")
      case .image(let picture), .draft(let picture): lines.append(try figure(picture, read))
      }
    }
    let sources = chapter.sources.map { "<li>\(link($0))</li>" }
    if !sources.isEmpty { lines.append("<ul>\(sources.joined())</ul>") }
    if let suggestions = chapter.suggestions {
      // The vendor wants its own marks shown as they are: in a frame that runs nothing.
      lines.append(
        """
        <iframe sandbox="allow-popups allow-popups-to-escape-sandbox" \
        srcdoc="\(escaped(suggestions))"></iframe>
        """)
    }
    return lines.joined(separator: "\n") + "</section>"
  }

  private static func figure(
    _ picture: Story.Picture, _ read: (Story.Picture) throws -> Data
  ) rethrows -> String {
    let bytes = try read(picture)
    let type = MediaType(sniffing: bytes.prefix(12))?.rawValue ?? "application/octet-stream"
    let name = escaped(picture.name)
    return """
      <figure><img alt="\(name)" src="data:\(type);base64,\(bytes.base64EncodedString())">\
      <figcaption>\(name)</figcaption></figure>
      """
  }

  private static func link(_ source: Source) -> String {
    let title = escaped(source.title.isEmpty ? source.address : source.title)
    guard source.isLink else { return title }
    return
      "<a rel=\"noopener noreferrer nofollow\" href=\"\(escaped(source.address))\">\(title)</a>"
  }

  /// `text` as words of HTML, in elements and in attributes.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\n", "\t": escaped.unicodeScalars.append(scalar)
      // Controls are no characters of HTML, and some turn the direction of all that follows.
      case _ where scalar.properties.generalCategory == .control: escaped += " "
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
