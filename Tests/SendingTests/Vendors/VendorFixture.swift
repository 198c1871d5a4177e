import Foundation
import LineageFixture
import TestSupport
import TroupeCatalog
import TroupeProviders
import TroupeVocabulary

@testable import TroupeSending

/// A vendor on loopback, as the faults of its answers see it.
enum Vendor: String, CaseIterable, Sendable {
  case openai, flux, openrouter, comfy, comfyV2
  case ark, dashscope, fal, ideogram, luma, replicate, runway, xai

  var model: String {
    switch self {
    case .openai: "gpt-image-2"
    case .flux: "flux-2-pro"
    case .openrouter: "openrouter/bytedance-seed/seedream-4.5"
    case .comfy: "comfy-blend"
    case .comfyV2: "comfy-v2-blend"
    case .ark: "seedream-4-5-251128"
    case .dashscope: "qwen-image-2.0"
    case .fal: "fal-ai/flux-2-pro"
    case .ideogram: "ideogram-v3"
    case .luma: "photon-1"
    case .replicate: "black-forest-labs/flux-2-pro"
    case .runway: "gen4_image"
    case .xai: "grok-imagine-image"
    }
  }

  var provider: any Provider {
    switch self {
    case .openai: OpenAIImagesProvider()
    case .flux: BlackForestLabsProvider(.flux2)
    case .openrouter: OpenRouterProvider()
    case .comfy: ComfyProvider()
    case .comfyV2: ComfyV2Provider()
    case .ark: ArkProvider()
    case .dashscope: DashScopeProvider()
    case .fal: FalProvider()
    case .ideogram: IdeogramProvider()
    case .luma: LumaProvider()
    case .replicate: ReplicateProvider()
    case .runway: RunwayProvider()
    case .xai: XAIProvider()
    }
  }

  /// Whether it runs graphs over two images, for nothing.
  var runsGraphs: Bool { self == .comfy || self == .comfyV2 }

  /// Where requests are submitted.
  func isSubmission(_ request: RecordedRequest) -> Bool {
    request.method == "POST"
      && !["/upload", "/api/v2/assets"].contains { request.path.hasPrefix($0) }
  }
}

extension VendorFault {
  /// Its replies, at the leg that they answer.
  fileprivate var legs: LegFaults {
    switch leg {
    case .submit: LegFaults(submissions: replies)
    case .poll: LegFaults(polls: replies)
    case .fetch: LegFaults(images: replies)
    }
  }
}

/// A server of one vendor.
struct VendorServer: Sendable {
  let environment: [String: String]
  let requests: @Sendable () -> [RecordedRequest]
  let stop: @Sendable () -> Void

  init(_ vendor: Vendor, _ fault: VendorFault) throws {
    switch vendor {
    case .openai:
      let server = try FakeOpenAI(fault.replies)
      environment = ["OPENAI_BASE_URL": server.baseURL]
      (requests, stop) = ({ server.requests }, { server.stop() })
    case .openrouter:
      let server = try FakeOpenRouter(script: fault.replies)
      environment = ["OPENROUTER_BASE_URL": server.baseURL]
      (requests, stop) = ({ server.requests }, { server.stop() })
    case .flux:
      var faults = FakeFlux.Faults()
      switch fault.leg {
      case .submit: faults.submissions = fault.replies
      case .poll: faults.polls = fault.replies
      case .fetch: faults.images = fault.replies
      }
      let server = try FakeFlux(words: ["Pending"], faults: faults)
      environment = ["BFL_BASE_URL": server.baseURL]
      (requests, stop) = ({ server.requests }, { server.stop() })
    case .comfy:
      let server = try FakeComfy(
        .init {
          if fault.leg == .fetch {
            $0.views = fault.replies
          } else {
            $0.submissions = fault.replies
          }
          $0.token = VendorFixture.key
        })
      environment = ["COMFYUI_URL": server.baseURL, "COMFYUI_API_KEY": VendorFixture.key]
      (requests, stop) = ({ server.requests }, { server.stop() })
    case .comfyV2:
      let server = try FakeComfyV2(
        .init {
          switch fault.leg {
          case .submit: $0.submissions = fault.replies
          case .poll: $0.polls = fault.replies
          case .fetch: $0.views = fault.replies
          }
          $0.token = VendorFixture.key
        })
      environment = ["COMFY_BASE_URL": server.baseURL, "COMFY_API_KEY": VendorFixture.key]
      (requests, stop) = ({ server.requests }, { server.stop() })
    case .ark:
      let server = try FakeArk(faults: fault.legs)
      environment = ["ARK_BASE_URL": server.baseURL]
      (requests, stop) = ({ server.requests }, { server.stop() })
    case .dashscope:
      let server = try FakeDashScope(faults: fault.legs)
      environment = ["DASHSCOPE_BASE_URL": server.baseURL]
      (requests, stop) = ({ server.requests }, { server.stop() })
    case .fal:
      let server = try FakeFal(faults: fault.legs)
      environment = ["FAL_BASE_URL": server.baseURL]
      (requests, stop) = ({ server.requests }, { server.stop() })
    case .ideogram:
      let server = try FakeIdeogram(faults: fault.legs)
      environment = ["IDEOGRAM_BASE_URL": server.baseURL]
      (requests, stop) = ({ server.requests }, { server.stop() })
    case .luma:
      let server = try FakeLuma(faults: fault.legs)
      environment = ["LUMA_BASE_URL": server.baseURL]
      (requests, stop) = ({ server.requests }, { server.stop() })
    case .replicate:
      let server = try FakeReplicate(faults: fault.legs)
      environment = ["REPLICATE_BASE_URL": server.baseURL]
      (requests, stop) = ({ server.requests }, { server.stop() })
    case .runway:
      let server = try FakeRunway(faults: fault.legs)
      environment = ["RUNWAY_BASE_URL": server.baseURL]
      (requests, stop) = ({ server.requests }, { server.stop() })
    case .xai:
      let server = try FakeXAI(faults: fault.legs)
      environment = ["XAI_BASE_URL": server.baseURL]
      (requests, stop) = ({ server.requests }, { server.stop() })
    }
  }
}

/// A library whose one provider is a vendor with a fault; no time passes.
final class VendorFixture: Sendable {
  static let key = "TEST-KEY"

  let folder: URL
  let server: VendorServer
  let services: TestServices
  private let vendor: Vendor

  init(_ vendor: Vendor, _ fault: VendorFault) async throws {
    self.vendor = vendor
    folder = FileManager.default.temporaryDirectory.appending(path: "troupe-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    server = try VendorServer(vendor, fault)
    services = try TestServices(
      in: folder, providers: [vendor.provider], environment: server.environment, create: true,
      overrides: [],
      policy: SendingPolicy(retry: RetryPolicy(longestWait: 0), wait: { _, _ in }))
    if vendor.runsGraphs { try await services.addKaelAndMira() }
  }

  deinit {
    server.stop()
    try? FileManager.default.removeItem(at: folder)
  }

  var submissions: Int { server.requests().count(where: vendor.isSubmission) }

  func make() async throws -> GenerationResult {
    let prompt = vendor.runsGraphs ? "@kael and @mira" : "a red cube"
    let made = try await services.generator.generate(
      Request(prompt: prompt, model: vendor.model), SendOptions())
    guard let first = made.first else { throw TroupeError.request(.emptyPrompt) }
    return first
  }

  /// Whether the key stands anywhere in the library's files.
  func holdsKey() throws -> Bool {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    for case let file as URL in files ?? .init() {
      let bytes = try? Data(contentsOf: file)
      if bytes?.range(of: Data(Self.key.utf8)) != nil { return true }
    }
    return false
  }
}
