import Foundation
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

/// Bodies against those that fal-client 1.0.3 sent.
@Suite struct FalCaptureTests {
  private func encoded(_ app: String, images: Int, _ parameters: Parameters, prompt: String = "p")
    throws -> HTTPRequest
  {
    let provider = FalProvider()
    let profile = try ModelRegistry(of: [provider]).profile(named: app).profile
    let sender = QueueSender(
      provider: provider, profile: profile, endpoint: try provider.endpoint(environment: [:]))
    return try sender.encoded(
      sender.request(images: images, prompt: prompt, parameters: parameters)
    ).request
  }

  /// A size in pixels in place of a name; what spoils a replay is off.
  @Test func againstFalSubscribe1Ref() throws {
    let message = try encoded(
      "fal-ai/flux-2/edit", images: 1, Parameters(aspect: "16:9", seed: 42))
    #expect(message.url == "https://queue.fal.run/fal-ai/flux-2/edit" && message.method == "POST")
    let captured = #"{"prompt":"p","image_urls":["@"],"image_size":"landscape_16_9","seed":42}"#
    let others: Set = ["image_size", "enable_prompt_expansion", "output_format"]
    #expect(try QueueCapture.differences(message, captured) == others)
  }

  /// One image, as an address.
  @Test func againstFalRun() throws {
    let message = try encoded(
      "fal-ai/flux-2", images: 0, Parameters(size: "1024x768", seed: 42), prompt: "a red cube")
    let captured = #"""
      {"prompt":"a red cube","image_size":{"width":1024,"height":768},"num_images":2,"seed":42,
      "output_format":"png","sync_mode":true}
      """#
    let others: Set = ["num_images", "sync_mode", "enable_prompt_expansion"]
    #expect(try QueueCapture.differences(message, captured) == others)
  }

  /// Fourteen in place of sixteen: the model takes no more.
  @Test func againstFalEdit16Refs() throws {
    let message = try encoded(
      "fal-ai/nano-banana-pro/edit", images: 14, Parameters(aspect: "16:9", size: "2K"))
    let pictures = Array(repeating: #""@""#, count: 14).joined(separator: ",")
    let captured =
      #"{"prompt":"p","image_urls":[\#(pictures)],"aspect_ratio":"16:9","resolution":"2K","num_images":1}"#
    let others: Set = ["enable_web_search", "output_format", "safety_tolerance"]
    #expect(try QueueCapture.differences(message, captured) == others)
  }
}
