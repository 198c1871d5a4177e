import TestSupport
import Foundation
import TroupeSelection
import TroupeVocabulary

/// A request with its candidates, as a user of such tools has them: most pictures are from the front,
/// some show another look or have a caption, and the prompt asks for some of that.
struct Scene {
  /// What is made.
  struct Form {
    var assets = 3
    var pictures = 4...24
    /// How many of the assets the prompt mentions; `nil` for all.
    var mentions: Int?
    /// Whether the prompt asks for views, looks, expressions and things.
    var hasDemands = true
    /// How many pictures in a row are versions of one, at every tenth picture or all along.
    var versions = (count: 2, every: 10)
    /// Images that the request names itself.
    var named: [Role] = []
    var overflow = Overflow.drop
    var without = 0
  }

  /// Something the prompt asks to see, and the pictures that show it.
  struct Wish {
    let asset: Handle
    let pictures: Set<Digest>
  }

  private(set) var input: SelectionInput
  /// What the prompt asks for and some picture shows.
  private(set) var wishes: [Wish] = []

  init(seed: UInt64, profile: ModelProfile, _ form: Form = Form()) throws {
    var random = SeededRandom(state: seed)
    var assets: [AssetCandidates] = []
    var words: [String] = []
    for number in 0..<form.assets {
      let cast = try CastAsset(number, form, &random)
      assets.append(cast.candidates)
      guard number < form.mentions ?? form.assets else { continue }
      let (text, asked) = cast.mention(form, &random)
      words.append(text)
      wishes += asked
    }
    var request = Request(
      prompt: words.joined(separator: ". "), model: profile.id, overflow: form.overflow)
    request.without = assets.suffix(form.without).map(\.asset.handle)
    for (number, role) in form.named.enumerated() {
      let image = InputImage(
        image: StoredImage(
          digest: Digest(bytes: (0..<32).map { UInt8(number &+ $0) }), type: .png, width: 1024,
          height: 1024, byteCount: 400_000),
        role: role)
      if role == .parent { request.parent = image } else { request.references.append(image) }
    }
    input = try Self.input(request, profile, assets)
  }

  /// What a plan does: parses the prompt once, then chooses.
  func select() throws -> Selection {
    let input = try Self.input(input.request, input.profile, input.assets)
    return try ReferenceSelector.select(input).selection
  }

  private static func input(
    _ request: Request, _ profile: ModelProfile, _ assets: [AssetCandidates]
  ) throws -> SelectionInput {
    SelectionInput(
      request: request, prompt: try ParsedPrompt(request.prompt, known: assets.known),
      profile: profile, assets: assets)
  }
}
