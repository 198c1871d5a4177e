import Foundation
import Testing
import TroupeVocabulary

@testable import TroupeProviders

/// A place for a mask in a graph, in both versions of the API.
@Suite struct ComfyMaskTests {
  static let providers: [any Provider] = [ComfyProvider(), ComfyV2Provider()]

  /// What is transparent in the mask is inverted in the image.
  private static let nodes = """
    {"1": {"class_type": "LoadImage", "inputs": {"image": "a.png"}},
     "2": {"class_type": "LoadImageMask", "inputs": {"image": "m.png", "channel": "alpha"}},
     "3": {"class_type": "ImageInvert", "inputs": {"image": ["1", 0]}},
     "4": {"class_type": "ImageCompositeMasked", "inputs": {"destination": ["1", 0],
       "source": ["3", 0], "mask": ["2", 0], "x": 0, "y": 0, "resize_source": false}},
     "5": {"class_type": "SaveImage", "inputs": {"images": ["4", 0], "filename_prefix": "x"}}}
    """
  private static let holes = #"{"images": "1.image", "mask": "2.image"}"#

  private static let picture = StoredImage(
    digest: Digest(bytes: repeatElement(1, count: 32)), type: .png, width: 8, height: 8,
    byteCount: 9)
  private static let mask = StoredImage(
    digest: Digest(bytes: repeatElement(2, count: 32)), type: .png, width: 8, height: 8,
    byteCount: 7)

  private static func registry(
    _ provider: any Provider, nodes: String = Self.nodes, holes: String = Self.holes,
    takesMask: Bool = true, paint: String = ""
  ) throws -> ModelRegistry {
    let builtIn = String(decoding: provider.profiles[0], as: UTF8.self)
    let start = try #require(builtIn.range(of: "\"graph\": {"))
    let profile = try #require(
      ModelRegistry(of: [provider]).profiles.first)
    let json =
      builtIn[..<start.lowerBound].replacing("\"id\": \"\(profile.id)\"", with: "\"id\": \"mine\"")
      .replacing("\"hard\": 2,", with: "\"hard\": 1,")
      .replacing("\"mask\": false", with: "\"mask\": \(takesMask)")
      .replacing(/"aspects": \{\n\s*"value": \[[^\]]*\]/, with: "\"aspects\": {\"value\": []")
      + paint + "\"graph\": {\"nodes\": \(nodes), \"holes\": \(holes)}}"
    return ModelRegistry(
      of: [provider], overrides: [.init(name: "mine.json", json: Data(json.utf8))])
  }

  private static func encode(
    _ provider: any Provider, mask: StoredImage?, holes: String = Self.holes, takesMask: Bool = true
  ) throws -> HTTPRequest {
    let profile = try registry(provider, holes: holes, takesMask: takesMask)
      .profile(named: "mine").profile
    let input = SentInput(
      chosen: ChosenInput(
        position: 1, role: .parent, depiction: Depiction(), image: picture, reason: "edited"),
      rendition: picture, label: "")
    return try provider.encode(
      ProviderRequest(
        Request(prompt: "x", model: "mine", mask: mask), composition: Composition(parts: []),
        inputs: [input], profile: profile),
      for: Endpoint(baseURL: "http://127.0.0.1:9")
    ).request
  }

  private static func text(_ message: HTTPRequest) -> String {
    message.body.segments.map { if case .text(let text) = $0 { text } else { "?" } }.joined()
  }

  private static func name(_ image: StoredImage) -> String { "troupe-\(image.digest.hex).png" }

  @Test func theMaskStandsInItsPlace() throws {
    let nodes =
      #""3":{"class_type":"ImageInvert","inputs":{"image":["1",0]}},"#
      + #""4":{"class_type":"ImageCompositeMasked","inputs":{"destination":["1",0],"mask":["2",0],"#
      + #""resize_source":false,"source":["3",0],"x":0,"y":0}},"#
      + #""5":{"class_type":"SaveImage","inputs":{"filename_prefix":"x","images":["4",0]}}}"#
    func loaders(_ image: String, _ mask: String) -> String {
      #"{"1":{"class_type":"LoadImage","inputs":{"image":\#(image)}},"#
        + #""2":{"class_type":"LoadImageMask","inputs":{"channel":"alpha","image":\#(mask)}},"#
    }
    let (image, mask) = (Self.name(Self.picture), Self.name(Self.mask))
    #expect(
      Self.text(try Self.encode(ComfyProvider(), mask: Self.mask))
        == #"{"prompt":"# + loaders("\"troupe/\(image)\"", "\"troupe/\(mask)\"") + nodes
        + #","extra_data":{"troupe":{"images":{"1.image":"\#(image)","2.image":"\#(mask)"}}}}"#)
    func asset(_ name: String) -> String {
      #"{"__type":"core/ASSET","info":{"file_path":"\#(name)"}}"#
    }
    #expect(
      Self.text(try Self.encode(ComfyV2Provider(), mask: Self.mask))
        == #"{"workflow":"# + loaders(asset(image), asset(mask)) + nodes + "}")
  }

  @Test(arguments: providers)
  func theMaskIsBroughtLikeAnImage(_ provider: any Provider) throws {
    let message = try Self.encode(provider, mask: Self.mask)
    let uploads = provider.uploads(for: message, images: [Self.picture, Self.mask])
    #expect(uploads.map(\.image) == [Self.picture, Self.mask])
    #expect(uploads[1].message.body.digests == [Self.mask.digest])
  }

  @Test(arguments: providers)
  func withoutAPlaceAMaskIsRefused(_ provider: any Provider) {
    let holes = #"{"images": "1.image"}"#
    let error = #expect(throws: TroupeError.self) {
      try Self.encode(provider, mask: Self.mask, holes: holes, takesMask: false)
    }
    guard case .request(.unsupportedParameter(_, "mask", _, [])) = error else {
      Issue.record("\(error as Any)")
      return
    }
  }

  @Test(arguments: providers)
  func aPlaceForAMaskMayStayEmptyWhereItSaysSo(_ provider: any Provider) throws {
    let error = #expect(throws: TroupeError.self) { try Self.encode(provider, mask: nil) }
    guard case .invalidValue("mask", "none", _) = error else {
      Issue.record("\(error as Any)")
      return
    }
    let holes = #"{"images": "1.image", "mask": "2.image", "optional": {"2.image": ["2"]}}"#
    let text = Self.text(try Self.encode(provider, mask: nil, holes: holes))
    #expect(!text.contains("LoadImageMask") && !text.contains(#""mask":"#))
    #expect(Self.text(try Self.encode(provider, mask: Self.mask, holes: holes)).contains("Mask"))
  }

  @Test func aGraphThatReadsAMaskOtherwiseIsTold() throws {
    func problem(_ registry: ModelRegistry) -> String { "\(registry.problems)" }
    let red = Self.nodes.replacing(#""channel": "alpha""#, with: #""channel": "red""#)
    #expect(
      problem(try Self.registry(ComfyProvider(), nodes: red)).contains("2.channel of 'graph.nodes'")
    )
    for (holes, takesMask) in [(Self.holes, false), (#"{"images": "1.image"}"#, true)] {
      let registry = try Self.registry(ComfyProvider(), holes: holes, takesMask: takesMask)
      #expect(problem(registry).contains("capabilities.mask"))
    }
    let painted = try Self.registry(
      ComfyProvider(),
      paint:
        #""mask_paint": {"value": "white", "source": "a.example", "checked": "2026-11-30", "confirmed": true},"#
    )
    #expect(problem(painted).contains("no 'mask_paint'"), "\(painted.problems)")
    let linked = Self.holes.replacing("2.image", with: "4.mask")
    #expect(problem(try Self.registry(ComfyProvider(), holes: linked)).contains("4.mask"))
  }
}
