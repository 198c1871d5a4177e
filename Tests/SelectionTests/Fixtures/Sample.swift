import Foundation
import TroupeVocabulary

@testable import TroupeSelection

/// Assets, references and profiles for tests, all of them fixed values.
enum Sample {
  static let day = Date(timeIntervalSince1970: 1_750_000_000)

  /// Those in which labels can be written.
  static let languages = ["de", "en", "es", "fr", "it", "ja", "ko", "pt", "ru", "zh"]

  /// A model with these limits; `nil` is not known.
  static func profile(
    images: Int? = 14, kinds: [Kind: Int] = [:], otherKinds: Kind? = nil, characters: Int? = nil,
    recommended: Int? = nil, pixels: Int? = nil, edge: Int? = nil, output: Int? = nil,
    labels: ModelProfile.LabelStyle? = nil, languages: [String] = Sample.languages,
    answersInWords: Bool = false
  ) throws -> ModelProfile {
    func limit(_ bound: Int?) -> String {
      let hard = bound.map(String.init) ?? "null"
      return "{\"hard\": \(hard), \"source\": \"test\", \"checked\": \"2026-11-20\"}"
    }
    let sourced = "{\"value\": null, \"source\": \"test\", \"checked\": \"2026-11-20\"}"
    let images = images.map { images in
      "{\"hard\": \(images), \"recommended\": \(recommended.map(String.init) ?? "null"), "
        + "\"source\": \"test\", \"checked\": \"2026-11-20\"}"
    }
    let pixelLimit = pixels.map {
      "{\"total\": \(limit($0)), \"includes_output\": \(output != nil)}"
    }
    let table = output.map { "{\"1K\": {\"1:1\": [\($0), 1]}}" } ?? "null"
    let kindLimits = kinds.map { "\"\($0.key.rawValue)\": \(limit($0.value))" }
    let json = """
      {"id": "test-model", "name": "Test", "provider": "google",
       "dialect": "gemini.generateContent", "aliases": [],
       "status": {"stage": "available", "text": "", "source": "test", "checked": "2026-11-20",
         "confirmed": true},
       "limits": {"images": \(images ?? limit(nil)), "kinds": {\(kindLimits.joined(separator: ", "))},
         "other_kinds": \(otherKinds.map { "\"\($0.rawValue)\"" } ?? "null"),
         "file_bytes": \(limit(nil)), "request_bytes": \(limit(nil)), "edge": \(limit(edge)),
         "prompt_characters": \(limit(characters)), "pixels": \(pixelLimit ?? "null")},
       "accepted_types": \(sourced), "aspects": \(sourced), "sizes": {"value": ["1K"], "source": "test", "checked": "2026-11-20"},
       "sends_size": true, "pixels": {"value": \(table), "source": "test", "checked": "2026-11-20"}, "price": \(sourced),
       "output_tokens": \(sourced), "input_image_tokens": \(sourced),
       "capabilities": {"conversation": true, "signatures": true, "mask": false,
         "thinking_levels": []},
       "labels": {"value": \(labels.map { "\"\($0.rawValue)\"" } ?? "null"), "source": "test",
         "checked": "2026-11-20"},
       "languages": {"value": \(languages), "source": "test", "checked": "2026-11-20"},
       "answers_in_words": {"value": \(answersInWords), "source": "test", "checked": "2026-11-20"},
       "output_type": \(sourced)}
      """
    return try CanonicalJSON.decode(ModelProfile.self, from: Data(json.utf8))
  }

  static func asset(
    _ handle: String, _ kind: Kind = .character, name: String? = nil, description: String = "",
    traits: [String] = [], tags: [String] = [], looks: [Look] = []
  ) throws -> Asset {
    let handle = try Handle(handle)
    return Asset(
      id: ULID(at: day, entropy: 1), handle: handle, kind: kind, name: name ?? handle.text,
      description: description, traits: traits, tags: tags, looks: looks, createdAt: day)
  }

  static func reference(
    _ asset: Asset, _ number: Int, _ view: View? = nil, look: String? = nil,
    isPinned: Bool = false, size: Int = 1024, caption: String = "", tags: [String] = []
  ) -> Reference {
    Reference(
      image: StoredImage(
        digest: digest(asset.handle.key.utf8.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xFFFF }, number),
        type: .png, width: size, height: size, byteCount: 1000),
      source: digest(0, number), asset: asset.handle, kind: asset.kind, view: view, look: look,
      caption: caption, tags: tags, isPinned: isPinned, rank: number,
      importedAt: day)
  }

  /// An asset with one reference per view, in order.
  static func candidates(_ asset: Asset, _ views: [View?]) -> AssetCandidates {
    AssetCandidates(
      asset: asset, references: views.enumerated().map { reference(asset, $0, $1) })
  }

  static func image(_ number: Int, _ role: Role, of asset: Handle? = nil) -> InputImage {
    InputImage(
      image: StoredImage(
        digest: digest(0xEEEE, number), type: .png, width: 100, height: 100, byteCount: 10),
      role: role, asset: asset)
  }

  static func digest(_ group: Int, _ number: Int) -> Digest {
    Digest(
      bytes: [UInt8(group >> 8), UInt8(group & 255), UInt8(number & 255)]
        + [UInt8](repeating: 0xAB, count: 29))
  }

  static func select(
    _ prompt: String, _ assets: [AssetCandidates], _ profile: ModelProfile,
    change: (inout Request) -> Void = { _ in }
  ) throws -> SelectionResult {
    var request = Request(prompt: prompt, model: profile.id)
    change(&request)
    return try ReferenceSelector.select(
      SelectionInput(parsing: request, profile: profile, assets: assets))
  }
}

extension SelectionInput {
  /// The input for `request`, its prompt parsed for `assets`.
  init(
    parsing request: Request, profile: ModelProfile, assets: [AssetCandidates],
    mostImages: Int? = nil, earlier: EarlierImages = .none
  ) throws {
    self.init(
      request: request,
      prompt: try ParsedPrompt(request.prompt, known: assets.known).keeping(request.kept)
        .wearing(isEdit: request.parent != nil),
      profile: profile, assets: assets, mostImages: mostImages, earlier: earlier)
  }
}
