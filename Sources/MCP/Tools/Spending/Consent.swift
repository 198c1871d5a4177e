import Foundation
import Troupe

/// What a plan agreed to, where the library has no digest of it: a request that is sent again, and the shots of a scene.
struct Consent {
  let json: JSON
  let digest: String

  /// What sending a generation again sends.
  static func replay(_ name: String, _ library: Library) async throws -> Consent {
    let generation = try await library.generation(GenerationName(name))
    let price = generation.costUSD
    let digest = mark(["replay", "\(generation.id)", price.map { "\($0)" } ?? "?"])
    return Consent(
      json: [
        "digest": .text(digest), "cost_usd": price.map { .number($0) } ?? .null,
        "model": .text(generation.model), "prompt_sent": .text(generation.promptSent),
        "images": 1,
      ], digest: digest)
  }

  /// What making a scene sends: each shot with its own plan.
  static func digest(of plan: ScenePlan) -> String {
    mark(
      plan.scheduled.flatMap { shot in
        [shot.shot.id, "\(shot.takes)", shot.plan?.digest?.hex ?? "waits"]
      })
  }

  /// The scene that a call names, and how it would be made.
  static func scene(_ call: Call) async throws -> (Scene, URL, SceneOptions) {
    let file = URL(filePath: call.text("shots") ?? call.needed("file"))
    let scene = try Scene(contentsOf: file, snippets: try await call.library.snippets())
    var options = SceneOptions()
    options.only = call.texts("only").map { Set($0) }
    options.model = call.text("model")
    return (scene, file, options)
  }

  /// - Throws: `RequestError.planChanged` where `found` is not what the call agreed to.
  static func check(_ call: Call, _ found: String) throws {
    let expected = call.needed("plan_digest")
    guard expected == found else {
      throw TroupeError.invalidValue(
        name: "plan_digest", value: String(expected.prefix(80)),
        expected: "\(found), the digest of what would be sent now")
    }
  }

  /// FNV-1a of 64 bits: it tells whether something changed, and guards no secret.
  private static func mark(_ parts: [String]) -> String {
    let hash = parts.joined(separator: "\u{0}").utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
