import Foundation
import ProviderContract
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

/// Our bodies next to those that the vendor's own SDK, volcengine-ark-runtime 5.0.54, sent to a recorder.
@Suite struct ArkCaptureTests {
  /// One captured request, and where ours differs on purpose.
  private struct Capture: Decodable, CustomStringConvertible {
    let name: String
    let model: String
    let prompt: String
    var images: Int?
    var size: String?
    var options: [String: String]?
    /// The members that were sent; those that were `null` are left out.
    let body: String
    /// Members that ours has otherwise, or has none of where they are `null`.
    let ours: String

    var description: String { name }
  }

  private static let captures: [Capture] = {
    let file = ContractData.folder("ark").appending(path: "captures/sdk-5.0.54.json")
    return (try? JSONDecoder().decode([Capture].self, from: Data(contentsOf: file))) ?? []
  }()

  @Test func everyCaptureIsRead() { #expect(Self.captures.count == 3) }

  @Test(arguments: 0..<3)
  func ourBodyIsTheCapturedOne(_ index: Int) throws {
    let one = Self.captures[index]
    let sample = try ArkSample(one.model)
    let encoded = try sample.encoded(
      one.prompt, images: one.images ?? 0,
      parameters: Parameters(size: one.size, options: one.options ?? [:]))
    #expect(encoded.request.method == "POST")
    #expect(encoded.request.url.hasSuffix("/api/v3/images/generations"))
    let found = try Self.members(ArkSample.text(encoded.request.body))
    var wanted = try Self.members(one.body)
    for (name, value) in try Self.members(one.ours) {
      wanted[name] = value is NSNull ? nil : value
    }
    #expect(found.keys.sorted() == wanted.keys.sorted(), "\(one)")
    for (name, value) in wanted {
      #expect((found[name] as? NSObject) == (value as? NSObject), "\(one): \(name)")
    }
  }

  /// The members of its `ark-all-parameters.json`; `background` is newer.
  @Test(arguments: ModelRegistry(of: [ArkProvider()]).profiles.map(\.id))
  func everyMemberIsOneOfTheSDK(_ model: String) throws {
    let fields: Set = [
      "model", "prompt", "image", "response_format", "size", "seed", "guidance_scale", "watermark",
      "optimize_prompt", "optimize_prompt_options", "sequential_image_generation",
      "sequential_image_generation_options", "tools", "output_format", "layer_decomposition",
      "background",
    ]
    let body = try ArkSample(model).encoded(images: 2).request.body
    #expect(fields.isSuperset(of: try Self.members(ArkSample.text(body)).keys))
  }

  private static func members(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }
}
