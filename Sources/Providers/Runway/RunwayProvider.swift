package import Foundation
package import TroupeVocabulary

/// Runway: its own image models and those of others that it serves, whose images are made by tasks.
///
/// `POST v1/text_to_image` names a task, which is asked for below the same address. The image stands at an address for a day;
/// asking for the task again gives another one.
package struct RunwayProvider: Provider {
  package init() {}

  package let id = "runway.tasks"
  package let vendor: String? = "runway"
  package let keyVariables = ["RUNWAYML_API_SECRET"]
  package let fetchesAddresses = true

  package func endpoint(environment: [String: String]) throws(TroupeError) -> Endpoint {
    let named = environment["RUNWAY_BASE_URL"].flatMap { $0.isEmpty ? nil : $0 }
    return try Endpoint(baseURL: named ?? "https://api.dev.runwayml.com", version: "v1")
  }

  package func accepts(option name: String, value: String, on profile: ModelProfile) -> Bool {
    RunwayOptions.accepts(name, value, profile)
  }

  package func fault(in profile: ModelProfile) -> String? {
    let missing = (profile.sizes.value ?? [""]).first { profile.pixels.value?[$0]?["1:1"] == nil }
    return missing.map { _ in
      "'pixels' must have width and height for every size, a square among them: its vendor takes nothing else"
    }
  }

  package func encode(
    _ request: ProviderRequest, for endpoint: Endpoint
  ) throws(TroupeError) -> Encoded {
    try RunwayEncoder(request: request, endpoint: endpoint).encoded()
  }

  package func readdress(_ message: HTTPRequest, to endpoint: Endpoint) -> HTTPRequest {
    HTTPRequest(
      method: message.method, url: RunwayEncoder.url(at: endpoint), headers: message.headers,
      keyHeader: endpoint.keyPlace?.name ?? message.keyHeader, body: message.body)
  }

  package func read(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, from profile: ModelProfile
  ) -> Reading {
    RunwayAnswer(answer, to: message, on: leg, from: profile).reading
  }
}

extension RunwayProvider {
  /// The profile files in the binary. SwiftPM gives no list of them: a test compares this one with the folder.
  package var profiles: [Data] {
    [
      Data(PackageResources.gen4_image_json),
      Data(PackageResources.gen4_image_turbo_json),
      Data(PackageResources.runway_bria_fibo_1_5_json),
      Data(PackageResources.runway_bria_fibo_edit_1_5_json),
      Data(PackageResources.runway_gemini_2_5_flash_json),
      Data(PackageResources.runway_gemini_image3_1_flash_json),
      Data(PackageResources.runway_gemini_image3_1_flash_lite_json),
      Data(PackageResources.runway_gemini_image3_pro_json),
      Data(PackageResources.runway_gpt_image_2_json),
      Data(PackageResources.runway_gpt_image_2_5_flare_json),
      Data(PackageResources.runway_gpt_image_2_5_sunburst_json),
      Data(PackageResources.runway_grok_imagine_image_2_json),
      Data(PackageResources.runway_ideogram_4_0_json),
      Data(PackageResources.runway_ideogram_4_5_json),
      Data(PackageResources.runway_muse_image_json),
      Data(PackageResources.runway_nano_banana_2_1_json),
      Data(PackageResources.runway_recraft_v4_1_flash_json),
      Data(PackageResources.runway_seedream5_flash_json),
      Data(PackageResources.runway_seedream5_lite_json),
      Data(PackageResources.runway_seedream5_pro_json),
    ]
  }
}
