import Foundation
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

/// Bodies against those that replicate 1.0.7 sent.
@Suite struct ReplicateCaptureTests {
  private func encoded(
    _ model: String, images: Int, _ parameters: Parameters, prompt: String = "p"
  ) throws -> HTTPRequest {
    let provider = ReplicateProvider()
    let profile = try ModelRegistry(of: [provider]).profile(named: model).profile
    let sender = QueueSender(
      provider: provider, profile: profile, endpoint: try provider.endpoint(environment: [:]))
    return try sender.encoded(
      sender.request(images: images, prompt: prompt, parameters: parameters)
    ).request
  }

  /// Sides, a lossless picture, and what is usual said.
  private static let sized: Set = [
    "aspect_ratio", "width", "height", "output_format", "safety_tolerance",
  ]

  /// Without its webhook, which stands outside of the input.
  @Test func againstReplicatePredictionsSubmitPoll() throws {
    let message = try encoded("black-forest-labs/flux-2-pro", images: 2, Parameters())
    let captured = #"{"input":{"prompt":"p","input_images":["@","@"]}}"#
    #expect(try QueueCapture.differences(message, captured) == Self.sized)
    #expect(try QueueCapture.members(of: message).allKeys as? [String] == ["input"])
  }

  @Test func againstReplicateRunSync() throws {
    let message = try encoded(
      "black-forest-labs/flux-2-pro", images: 0, Parameters(aspect: "16:9", seed: 42),
      prompt: "a red cube")
    let captured =
      #"{"input":{"prompt":"a red cube","aspect_ratio":"16:9","seed":42,"output_format":"png"}}"#
    #expect(
      try QueueCapture.differences(message, captured) == Self.sized.subtracting(["output_format"]))
    #expect(message.headers.first(named: "prefer") == nil)
  }

  /// Fourteen in place of sixteen: the model takes no more.
  @Test func againstReplicate16Refs() throws {
    let message = try encoded("bytedance/seedream-4.5", images: 14, Parameters(size: "2K"))
    let pictures = Array(repeating: #""@""#, count: 14).joined(separator: ",")
    let captured = #"{"input":{"prompt":"p","image_input":[\#(pictures)],"size":"2K"}}"#
    let others: Set = ["aspect_ratio", "sequential_image_generation", "max_images"]
    #expect(try QueueCapture.differences(message, captured) == others)
  }
}
