import TestSupport
import Testing
import Troupe

@testable import TroupeGallery

/// What the page of an asset tells of its last pictures.
@Suite struct DriftTests {
  @Test("checked pictures stand in the order in which they were made, with what was kept")
  func drift() async throws {
    let server = try FakeGemini([]) { request in
      FakeJudge.isAsked(request)
        ? FakeJudge.reply(to: request, changes: ["trait-1": "changed"]) : .image()
    }
    defer { server.stop() }
    let fixture = try await GalleryFixture(adding: [
      "GEMINI_API_KEY": "AIzaCanary0123456789", "GOOGLE_GEMINI_BASE_URL": server.baseURL,
    ])
    try await fixture.addCast()
    let made = try await fixture.shot("@kael on a roof")[0]
    #expect(!(await fixture.page("/@kael")).contains("drift-title"))
    let image = try #require(made.outputs.first).id
    _ = try await fixture.library.check([.output(image)], CheckOptions(model: "gemini-3.8-flash"))
    let page = await fixture.page("/@kael")
    #expect(page.contains("drift-title") && page.contains("0 of 1 traits kept"))
    #expect(page.contains("class=\"far\"") && page.contains("/i/\(image)"))
    #expect(!(await fixture.page("/@lamp")).contains("drift-title"))
  }
}
