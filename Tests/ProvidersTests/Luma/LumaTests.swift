import Foundation
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

@Suite struct LumaTests {
  private let models = ModelRegistry(of: [LumaProvider()])

  private static let addresses: [ImageAddress] = [
    ImageAddress(
      "https://example.org/a.png", use: PictureUse(.identity, showing: .character)),
    ImageAddress("https://example.org/s.png", use: PictureUse(.style)),
    "https://example.org/b.png",
  ]

  @Test func theListOfEmbeddedProfilesIsTheFolder() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/Providers/Luma/Profiles").standardizedFileURL
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(files.map { String($0.dropLast(5)) }.sorted() == models.profiles.map(\.id).sorted())
  }

  @Test(arguments: ["photon-1", "photon-flash-1"])
  func aGenerationIsSubmittedOnceAskedForAndFetched(_ model: String) async throws {
    let picture = SamplePicture.png(width: 48, height: 32)
    let server = try FakeLuma(picture: picture)
    defer { server.stop() }
    let sender = try LumaSender(model, at: server.baseURL)
    let options = ["modify": "true", "modify_weight": "0.5", "format": "png"]
    for parameters in [Parameters(), Parameters(aspect: "21:9", options: options)] {
      let reading = try await sender.run(
        sender.request(Self.addresses, parameters: parameters))
      guard case .fetch(_, let messages) = reading else {
        Issue.record("\(reading)")
        return
      }
      let image = try await sender.exchange(messages[0])
      #expect(image.status == 200 && image.body == picture)
      #expect(server.requests.last?.header("authorization") == nil)
    }
    #expect(server.submissions == 2)
    let polls = server.requests.filter { $0.path.hasSuffix("/generations/g1") }
    #expect(
      polls.count == 4
        && polls.allSatisfy { $0.header("authorization") == "Bearer \(LumaSender.key)" })
  }

  @Test func whatGoesWrongAtALegIsToldAsWhatItIs() async throws {
    let moderated =
      #"{"state":"failed","failure_reason":"400: prompt not allowed because advanced moderation failed"}"#
    let faults: [(FakeLuma.Faults, GenerationState)] = [
      (.init(submissions: [FakeReply(status: 500, json: "{}")]), .unknown),
      (.init(submissions: [FakeReply(status: 201, json: #"{"id":"#)]), .unknown),
      (.init(submissions: [FakeReply(status: 402, json: "{}")]), .failed),
      (.init(submissions: [.redirect(307, to: "http://127.0.0.1:9/")]), .failed),
      (.init(polls: [FakeReply(status: 502, json: "<html>")]), .unknown),
      (.init(polls: [FakeReply(json: moderated)]), .refused),
    ]
    for (fault, state) in faults {
      let server = try FakeLuma(words: [], faults: fault)
      defer { server.stop() }
      let sender = try LumaSender("photon-1", at: server.baseURL)
      guard case .answer(let decoded) = try await sender.run(sender.request([])) else {
        Issue.record("\(fault) is no end")
        continue
      }
      #expect(decoded.outcome.state == state, "\(fault)")
    }
  }

  @Test(arguments: [
    (PictureUse(.identity, showing: .character), "characters"),
    (PictureUse(.identity, showing: .object), "objects"),
  ])
  func addressesBeyondTheBoundAreNotSent(_ use: PictureUse, limit: String) throws {
    let sender = try LumaSender("photon-1")
    let addresses = (1...5).map { ImageAddress("https://example.org/\($0).png", use: use) }
    let expected = TroupeError.request(
      .tooManyReferences(model: "photon-1", named: 5, limit: limit, bound: 4))
    #expect(throws: expected) { try sender.encoded(sender.request(addresses)) }
  }

  @Test func noPriceIsKnown() throws {
    for profile in models.profiles { #expect(profile.price() == nil, "\(profile.id)") }
  }
}
