import Foundation
import TestSupport
import Testing
import TroupeImaging

/// A mask for a model that reads colors, from the command line.
@Suite struct MaskPaintTests {
  private static let given = SamplePicture.mask(width: 64, height: 48)

  @Test func anEditCarriesItsMaskInColors() async throws {
    let server = try FakeA1111()
    let openai = try FakeOpenAI()
    defer { server.stop() }
    let environment = [
      "A1111_URL": server.baseURL, "OPENAI_BASE_URL": openai.baseURL,
      "OPENAI_API_KEY": "sk-test-0123456789",
    ]
    let fixture = try CommandLineFixture()
    try await fixture.must("init", "lib")
    let picture = try fixture.picture("door.png")
    let mask = try fixture.file("mask.png", Self.given)
    func must(_ words: String...) async throws {
      let made = try await fixture.run(words, environment: environment)
      #expect(made.status == 0, "\(words): \(made.stderr)")
    }

    try await must("edit", picture, "a red door", "-m", "a1111-reference", "--mask", mask)
    let sent = try #require(Self.fields(server))
    let painted = try #require(Data(base64Encoded: sent["mask"] as? String ?? ""))
    let raster = try Raster(decoding: painted)
    #expect(raster[31, 47] == .white && raster[32, 0] == Color(hex: 0))
    #expect(sent["inpainting_mask_invert"] as? Int == 0)
    let shown = try await fixture.run(["show", "@last", "--json"]).json()
    let told = shown["adjustments"].array.filter { $0["field"].string == "mask" }
    #expect(told.count == 1 && told[0]["before"].string == "transparent")
    #expect(told.first?["after"].string == "white")
    #expect(shown["mask"]["width"].int == 64)

    let files = try Self.files(fixture)
    try await must("replay", "@last")
    let again = try #require(Self.fields(server))
    #expect(NSDictionary(dictionary: again) == NSDictionary(dictionary: sent))
    try await must("edit", picture, "a blue door", "-m", "a1111-reference", "--mask", mask)
    #expect(Self.fields(server)?["mask"] as? String == sent["mask"] as? String)
    #expect(try Self.files(fixture) == files)

    try await must("rebuild", "@last", "-m", "gpt-image-2", "--yes")
    let edit = try #require(openai.requests.last)
    let form = try StrictMultipart(edit.body, type: edit.header("content-type") ?? "")
    #expect(form.parts.last?.name == "mask" && form.parts.last?.bytes == Self.given)
    try await must("rebuild", "@last", "-m", "a1111-reference", "--yes")
    #expect(server.requests.filter { $0.method == "POST" }.count == 4)
    #expect(Self.fields(server)?["mask"] as? String == sent["mask"] as? String)
    let verified = try await fixture.run(["verify"])
    #expect(verified.status == 0, "\(verified.stdout)")
    #expect(try await fixture.run(["gc", "--dry-run", "--json"]).json()["files"].int == 0)
  }

  /// The body of the last request for an image, without the name of the task.
  private static func fields(_ server: FakeA1111) -> [String: Any]? {
    server.requests.last { $0.method == "POST" }.flatMap {
      var fields = (try? JSONSerialization.jsonObject(with: $0.body)) as? [String: Any]
      fields?["force_task_id"] = nil
      return fields
    }
  }

  /// The PNGs of the library by name.
  private static func files(_ fixture: CommandLineFixture) throws -> Set<String> {
    let objects = fixture.folder.appending(path: "lib/objects")
    let all = FileManager.default.enumerator(atPath: objects.path)?.allObjects ?? []
    return Set(all.compactMap { $0 as? String }.filter { $0.hasSuffix(".png") })
  }
}
