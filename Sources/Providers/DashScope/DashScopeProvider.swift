package import Foundation
package import TroupeVocabulary

/// Alibaba Cloud Model Studio, once DashScope: Qwen-Image and Wan.
///
/// One message of images and words makes an image, at once or as a task that is asked for at `tasks/ID`. The image stands at
/// an address for a day.
package struct DashScopeProvider: Provider {
  package init() {}

  package let id = "dashscope.images"
  package var profiles: [Data] { Self.embedded }
  package let keyVariables = ["DASHSCOPE_API_KEY"]
  package let fetchesAddresses = true

  /// `DASHSCOPE_BASE_URL`, the address of a region or a workspace with its version, else that of Singapore.
  package func endpoint(environment: [String: String]) throws(TroupeError) -> Endpoint {
    let named = environment["DASHSCOPE_BASE_URL"].flatMap { $0.isEmpty ? nil : $0 }
    return try Endpoint(baseURL: named ?? "https://dashscope-intl.aliyuncs.com/api/v1")
  }

  package func accepts(option name: String, value: String, on profile: ModelProfile) -> Bool {
    DashScopeOptions.accepts(name, value, profile)
  }

  package func encode(
    _ request: ProviderRequest, for endpoint: Endpoint
  ) throws(TroupeError) -> Encoded {
    try DashScopeEncoder(request: request, endpoint: endpoint).encoded()
  }

  package func readdress(_ message: HTTPRequest, to endpoint: Endpoint) -> HTTPRequest {
    guard let path = DashScopePath(of: message.url) else { return message }
    return HTTPRequest(
      method: message.method, url: path.url(at: endpoint), headers: message.headers,
      keyHeader: endpoint.keyPlace?.name ?? message.keyHeader, body: message.body)
  }

  package func read(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, from profile: ModelProfile
  ) -> Reading {
    DashScopeAnswer(answer, to: message, on: leg, from: profile).reading
  }
}

extension DashScopeProvider {
  /// The profile files in the binary. SwiftPM gives no list of them: a test compares this one with the folder.
  private static let embedded: [Data] = [
    Data(PackageResources.qwen_image_3_0_pro_json), Data(PackageResources.qwen_image_3_0_json),
    Data(PackageResources.qwen_image_2_1_pro_json),
    Data(PackageResources.qwen_image_2_1_turbo_json),
    Data(PackageResources.qwen_image_2_0_pro_json), Data(PackageResources.qwen_image_2_0_json),
    Data(PackageResources.qwen_image_edit_max_json),
    Data(PackageResources.qwen_image_edit_plus_json), Data(PackageResources.qwen_image_edit_json),
    Data(PackageResources.qwen_image_max_json), Data(PackageResources.qwen_image_plus_json),
    Data(PackageResources.qwen_image_json), Data(PackageResources.wan2_7_image_pro_json),
    Data(PackageResources.wan2_7_image_json), Data(PackageResources.wan2_6_image_json),
  ]
}
