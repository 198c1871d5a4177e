import Foundation
import TestSupport
import Testing
import Troupe

/// Words and pictures in order, what they rest on, and what was sent for them.
@Suite struct StoryTests {
  private static let first = SamplePicture.png(width: 40, height: 30)
  private static let second = SamplePicture.png(width: 50, height: 30, red: 9)

  /// Words that would steer a page, pictures in between, a thought, and a search.
  private static let reply = FakeReply(
    json: """
      {"candidates":[{"content":{"parts":[{"text":"Planning.","thought":true},\
      {"text":"Step <script>alert(1)</script> *one*"},\
      {"inlineData":{"mimeType":"image/png","data":"\(first.base64EncodedString())"}},\
      {"text":"Step two"},\
      {"inlineData":{"mimeType":"image/png","data":"\(second.base64EncodedString())"}}],\
      "role":"model"},"finishReason":"STOP","groundingMetadata":{"groundingChunks":[\
      {"web":{"uri":"https://example.com/hats?a=1&b=2","title":"Hats & <b>co</b>"}},\
      {"web":{"uri":"javascript:alert(2)","title":"bad"}}],\
      "searchEntryPoint":{"renderedContent":"<div>chips</div>"}}}],\
      "usageMetadata":{"promptTokenCount":1,"candidatesTokenCount":5,"totalTokenCount":6}}
      """)

  private static func open() async throws -> (TemporaryLibrary, Library, FakeGemini) {
    let scratch = try await TemporaryLibrary()
    let server = try FakeGemini([], otherwise: reply)
    let library = try await scratch.reopened(adding: [
      "GEMINI_API_KEY": "THE-KEY", "GOOGLE_GEMINI_BASE_URL": server.baseURL,
    ])
    return (scratch, library, server)
  }

  @Test func wordsAndPicturesAreToldInOrder() async throws {
    let (scratch, library, server) = try await Self.open()
    defer { server.stop() }
    _ = try await library.generate("a <b>hat</b>", SessionBranchTests.options)
    let answer = try #require(try await library.exchange(of: .last())?.answer)
    #expect(answer.suggestions == "<div>chips</div>" && answer.sources.count == 2)
    #expect(answer.sources.map(\.isLink) == [true, false])
    let story = try await library.story(of: .last())
    let kinds = story.chapters[0].parts.map { part in
      switch part {
      case .text: "text"
      case .thought: "thought"
      case .image: "image"
      case .draft: "draft"
      }
    }
    #expect(kinds == ["thought", "text", "image", "text", "image"])
    let page = scratch.base.appending(path: "story.html")
    try await library.export(story, to: page, as: .html)
    let html = try String(contentsOf: page, encoding: .utf8)
    #expect(!html.contains("<script>") && !html.contains("<b>") && !html.contains("Planning."))
    #expect(html.contains("Step &lt;script&gt;") && html.contains("a &lt;b&gt;hat"))
    #expect(html.contains(#"href="https://example.com/hats?a=1&amp;b=2""#))
    #expect(!html.contains("href=\"javascript") && html.contains("&lt;div&gt;chips"))
    let pictures = [Self.first, Self.second].map { $0.base64EncodedString() }
    let places = try (["Step &lt;"] + pictures.prefix(1) + ["Step two"] + pictures.suffix(1)).map {
      try #require(html.range(of: $0)).lowerBound
    }
    #expect(places == places.sorted())
    #expect(await code { try await library.export(story, to: page, as: .html) } == "file")
  }

  @Test func markdownHasItsPicturesInAFolder() async throws {
    let (scratch, library, server) = try await Self.open()
    defer { server.stop() }
    _ = try await library.startSession(SessionBranchTests.options)
    _ = try await library.say("one")
    _ = try await library.say("two")
    let story = try await library.story(ofSession: nil)
    #expect(story.chapters.map(\.prompt) == ["one", "two"])
    let file = scratch.base.appending(path: "scene.md")
    try await library.export(story, to: file, as: .markdown, includingThoughts: true)
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains("\\<script\\>") && text.contains("\\*one\\*"))
    #expect(text.contains("> Planning\\.") && text.contains("](<scene.pictures/4.png>)"))
    #expect(
      text.contains("](<https://example.com/hats?a=1&b=2>)") && !text.contains("(<javascript"))
    let third = scratch.base.appending(path: "scene.pictures/3.png")
    #expect(try Data(contentsOf: third) == Self.first)
  }

  @Test func whatWasSentIsShownWithoutTheKey() async throws {
    let (scratch, library, server) = try await Self.open()
    defer { server.stop() }
    try await scratch.addCast()
    _ = try await library.generate("@kael waves", SessionBranchTests.options)
    let message = try #require(try await library.sentMessages(of: .last()).last)
    #expect(message.attempt == 1 && message.leg == 1 && message.keyHeader == "x-goog-api-key")
    #expect(!message.headers.contains { $0.value.contains("THE-KEY") })
    #expect(message.body.digests.count == 1)
    #expect(try await library.bytes(of: message.body) == server.requests[0].body)
    #expect(await code { _ = try await library.sentMessages(of: "01ZZZZ") } == "unknown_generation")
  }
}
