import Foundation
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

/// The providers against a server that reads what they send as strictly as the vendor may.
@Suite struct FakeOpenAITests {
  private static let sixteen = [Role.parent] + Array(repeating: .identity, count: 15)

  @Test(arguments: [
    ([], Parameters(), "gpt-image-2.6-sunburst"), ([.identity], Parameters(), "gpt-image-2"),
    (sixteen, Parameters(aspect: "16:9", size: "4K"), "gpt-image-2.5-flare"),
    (
      [.parent, .identity], Parameters(aspect: "2:3", options: ["input_fidelity": "high"]),
      "gpt-image-1.5"
    ),
    (
      [.identity],
      Parameters(options: [
        "background": "transparent", "complexity": "low", "moderation": "low",
        "output_compression": "90", "output_format": "webp", "quality": "max",
        "safety_identifier": "h4sh", "stream": "true", "partial_images": "1",
      ]), "gpt-image-2.6-sunburst"
    ),
    ([], Parameters(options: ["stream": "true", "partial_images": "3"]), "gpt-image-2"),
  ])
  func whatIsSentIsTaken(_ roles: [Role], _ parameters: Parameters, _ model: String) async throws {
    let server = try FakeOpenAI()
    defer { server.stop() }
    let provider = OpenAIImagesProvider()
    let prompt =
      "Zoë\r\n--x\r\nContent-Disposition: form-data; name=\"size\"\r\n\r\n1x1\r\n--x--\r\n"
    let request = try OpenAISample.request(
      prompt, roles: roles, parameters: parameters, model: model)
    let endpoint = try provider.endpoint(environment: ["OPENAI_BASE_URL": server.baseURL])
    let message = try provider.encode(request, for: endpoint).request
    let reading = try await OpenAISample.send(message, to: provider, from: request.profile)
    let answer = try #require(reading.whole)
    #expect(answer.outcome == .images, "\(answer.message ?? "")")
    #expect(answer.images.map(\.content) == [.bytes(FakeOpenAI.picture)])
    #expect(answer.usage?.outputByModality["IMAGE"] == 196)
    #expect(server.billed == 1)
  }

  @Test(arguments: [[Role.parent], [.parent, .style]])
  func aMaskGoesWithAnEdit(_ roles: [Role]) async throws {
    let server = try FakeOpenAI()
    defer { server.stop() }
    let provider = OpenAIImagesProvider()
    let request = try OpenAISample.request(roles: roles, hasMask: true, model: "gpt-image-2")
    let endpoint = try provider.endpoint(environment: ["OPENAI_BASE_URL": server.baseURL])
    let message = try provider.encode(request, for: endpoint).request
    let reading = try await OpenAISample.send(message, to: provider, from: request.profile)
    #expect(reading.whole?.outcome == .images, "\(reading.whole?.message ?? "")")
    #expect(message.body.digests.last == OpenAISample.digest(20))
  }

  /// Every size of every profile obeys the vendor's rule, in every aspect.
  @Test func everySizeIsTaken() async throws {
    let server = try FakeOpenAI()
    defer { server.stop() }
    let provider = OpenAIImagesProvider()
    let endpoint = try provider.endpoint(environment: ["OPENAI_BASE_URL": server.baseURL])
    for model in ["gpt-image-1.5", "gpt-image-2.6-flare"] {
      let profile = try OpenAISample.request(model: model).profile
      for size in profile.sizes.value ?? [] {
        for aspect in profile.aspects.value ?? [] {
          let request = try OpenAISample.request(
            parameters: Parameters(aspect: aspect, size: size), model: model)
          let encoded = try provider.encode(request, for: endpoint)
          #expect(encoded.adjustments.isEmpty)
          let reading = try await OpenAISample.send(
            encoded.request, to: provider, from: request.profile)
          #expect(reading.whole?.outcome == .images, "\(model) \(size) \(aspect)")
        }
      }
    }
  }

  @Test func aJobIsAskedForUntilItIsDone() async throws {
    let server = try FakeOpenAI()
    defer { server.stop() }
    let provider = OpenAIResponsesProvider()
    let request = try OpenAISample.request(
      roles: [.parent, .identity], parameters: Parameters(options: ["background_job": "true"]),
      model: "gpt-5.5", of: provider)
    let endpoint = try provider.endpoint(environment: [
      "OPENAI_BASE_URL": server.baseURL, "OPENAI_ORG_ID": "org-1", "OPENAI_PROJECT_ID": "proj-1",
    ])
    let message = try provider.encode(request, for: endpoint).request
    let submitted = try await OpenAISample.send(message, to: provider, from: request.profile)
    guard case .poll(let poll, _) = submitted else {
      Issue.record("\(submitted)")
      return
    }
    let reading = try await OpenAISample.send(
      poll, on: .poll, to: provider, from: request.profile)
    #expect(reading.whole?.images.map(\.content) == [.bytes(FakeOpenAI.picture)])
    #expect(server.requests.map(\.method) == ["POST", "GET"] && server.billed == 1)
    for request in server.requests {
      #expect(request.header("openai-organization") == "org-1")
      #expect(request.header("openai-project") == "proj-1")
      #expect(request.header("authorization") == "Bearer \(OpenAISample.key)")
    }
  }

  /// A server that takes everything would prove nothing.
  @Test(arguments: [
    ("size", "image-1.png", "image/png", "1000x1000"),
    ("image", "image-1.jpg", "image/jpeg", "auto"),
    ("image", "image-1.png", "application/octet-stream", "auto"),
  ])
  func theServerRefuses(_ field: String, name: String, type: String, size: String) async throws {
    let server = try FakeOpenAI()
    defer { server.stop() }
    let parts = [
      "--b\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\nx\r\n",
      "--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\ngpt-image-2\r\n",
      "--b\r\nContent-Disposition: form-data; name=\"size\"\r\n\r\n\(size)\r\n",
      "--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"\(name)\"\r\n",
      "Content-Type: \(type)\r\n\r\n",
    ]
    let file = MessageBody.Segment.file(
      OpenAISample.digest(1), byteCount: OpenAISample.picture(1).count)
    let message = HTTPRequest(
      method: "POST", url: server.baseURL + "/images/edits",
      headers: [HTTPHeader("Content-Type", "multipart/form-data; boundary=b")],
      keyHeader: "Authorization",
      body: MessageBody(segments: [.text(parts.joined()), file, .text("\r\n--b--\r\n")]))
    let profile = try OpenAISample.request().profile
    let reading = try await OpenAISample.send(message, to: OpenAIImagesProvider(), from: profile)
    #expect(reading.whole?.outcome == .failed(.requestRefused))
    #expect(reading.whole?.message == "Wrong: \(field)" && server.billed == 0)
  }
}
