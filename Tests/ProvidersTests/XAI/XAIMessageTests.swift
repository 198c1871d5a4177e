import Foundation
import ProviderContract
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

/// Our bodies next to the message that the vendor's own SDK, xai-sdk 1.21.0, builds: it speaks gRPC, so that names of
/// members differ and values do not.
@Suite struct XAIMessageTests {
  /// What was printed of that message.
  private struct Message: Decodable {
    let fields: [String]
    let aspects: [String]
    let resolutions: [String]
    let qualities: [String]
  }

  private static func message() throws -> Message {
    let file = ContractData.folder("xai").appending(path: "captures/sdk-1.21.0-message.json")
    return try JSONDecoder().decode(Message.self, from: Data(contentsOf: file))
  }

  /// `IMG_ASPECT_RATIO_19_5_9` is 19.5:9.
  private static func aspect(_ name: String) -> String? {
    let numbers = name.split(separator: "_").compactMap { Int($0) }.map(String.init)
    switch numbers.count {
    case 2: return numbers.joined(separator: ":")
    case 3 where numbers[0] == "9": return "9:\(numbers[1]).\(numbers[2])"
    case 3: return "\(numbers[0]).\(numbers[1]):\(numbers[2])"
    default: return nil
    }
  }

  @Test func theListsOfTheProfileAreThoseOfTheMessage() throws {
    let message = try Self.message()
    let profile = try XAISample("grok-imagine-image-2.0").profile
    #expect(
      Set(profile.aspects.value ?? []) == Set(message.aspects.compactMap(Self.aspect)))
    #expect(
      (profile.sizes.value ?? []).allSatisfy {
        message.resolutions.contains("IMG_RESOLUTION_\($0)")
      })
    let qualities = profile.options?.value?["quality"] ?? []
    #expect(
      qualities.allSatisfy { message.qualities.contains("IMG_QUALITY_\($0.uppercased())") })
  }

  @Test(arguments: [0, 1, 2])
  func everyMemberIsOneOfTheMessage(_ images: Int) throws {
    let fields = Set(try Self.message().fields)
    let encoded = try XAISample("grok-imagine-image-2.0").encoded(
      images: images, parameters: Parameters(aspect: "16:9", size: "2K"))
    let text = XAISample.text(encoded.request.body)
    let body = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let names = body.keys.map { $0 == "response_format" ? "format" : $0 }
    #expect(fields.isSuperset(of: names))
    #expect((body["image"] != nil) == (images == 1) && (body["images"] != nil) == (images == 2))
    #expect(body["quality"] as? String == "medium" && body["resolution"] as? String == "2k")
    #expect(body["storage_options"] == nil)
  }
}
