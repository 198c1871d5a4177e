import Foundation
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

/// A stranger's model is data.
@Suite struct ReplicateFormTests {
  private func sender(_ change: (inout [String: Any]) -> Void) throws -> QueueSender {
    let registry = ModelRegistry(of: [ReplicateProvider()])
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../../Sources/Providers/Replicate/Profiles/black-forest-labs-flux-2-pro.json")
    var document = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    change(&document)
    let profile = try CanonicalJSON.decode(
      ModelProfile.self, from: JSONSerialization.data(withJSONObject: document))
    #expect(!registry.profiles.isEmpty)
    let provider = ReplicateProvider()
    return QueueSender(
      provider: provider, profile: profile, endpoint: try provider.endpoint(environment: [:]))
  }

  private func setting(_ fact: String, _ value: [String]?, without other: String? = nil) throws
    -> QueueSender
  {
    try sender { document in
      var options = document["options"] as? [String: Any] ?? [:]
      var values = options["value"] as? [String: Any] ?? [:]
      values[fact] = value
      if let other { values[other] = nil }
      options["value"] = values
      document["options"] = options
    }
  }

  /// As vercel/ai at ed857f5 writes FLUX.2.
  @Test func aFieldForEachImage() throws {
    let sender = try setting(
      "body.image", ["input_image", "input_image_2"], without: "body.images")
    let body = try QueueCapture.members(of: sender.encoded(sender.request(images: 2)).request)
    let input = try #require(body["input"] as? [String: Any])
    #expect(input["input_image"] as? String == "@" && input["input_image_2"] as? String == "@")
    #expect(input["input_images"] == nil)
    #expect(throws: TroupeError.self) { try sender.encoded(sender.request(images: 3)) }
  }

  @Test func aFieldForTheMask() throws {
    func encoded(_ sender: QueueSender) throws -> Encoded {
      let plain = sender.request(images: 1)
      var asked = plain.asked
      asked.mask = plain.inputs.first?.rendition
      return try sender.encoded(
        ProviderRequest(
          asked, composition: plain.composition, inputs: plain.inputs, profile: plain.profile))
    }
    let body = try QueueCapture.members(
      of: encoded(setting("body.mask", ["mask"])).request)
    #expect((body["input"] as? [String: Any])?["mask"] as? String == "@")
    #expect(throws: TroupeError.self) { try encoded(sender { _ in }) }
  }

  @Test func aVersionIsAskedForInTheBody() throws {
    let version = String(repeating: "0", count: 64)
    let sender = try sender { $0["sent_as"] = "someone/thing:\(version)" }
    let message = try sender.encoded(sender.request(images: 0)).request
    #expect(message.url == "https://api.replicate.com/v1/predictions")
    // Against the capture replicate-version-and-cancel.
    #expect(try QueueCapture.members(of: message)["version"] as? String == version)
    #expect(sender.provider.fault(in: sender.profile) == nil)
  }

  @Test func aFormThatIsWrongIsToldOf() throws {
    let provider = ReplicateProvider()
    for (fact, value) in [
      ("body.imges", ["x"]), ("body.image", ["x"]), ("body.always", ["x"]),
      ("body.ranges", ["steps=9...1"]), ("body.sides", ["a", "b", "c"]),
    ] { #expect(provider.fault(in: try setting(fact, value).profile) != nil, "\(fact)") }
    let unnamed = try sender { $0["sent_as"] = "flux" }
    #expect(provider.fault(in: unnamed.profile)?.contains("OWNER/NAME") == true)
    #expect(provider.fault(in: try sender { _ in }.profile) == nil)
  }
}
