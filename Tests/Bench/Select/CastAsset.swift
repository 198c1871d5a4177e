import TestSupport
import Foundation
import TroupeSelection
import TroupeVocabulary

/// One made-up asset with its pictures, and what each is known to show.
struct CastAsset {
  /// Something other than a view that a caption may name and a prompt ask for.
  private struct Subject {
    let captions: [String]
    let phrases: [String]
  }

  private static let views: [View?] = [
    .front, .front, .front, .threeQuarter, .threeQuarter, .face, .profile, .back, .fullBody,
    .expression, nil,
  ]
  private static let phrases: [(view: View, words: [String])] = [
    (.profile, ["in profile", "侧面"]), (.back, ["seen from behind", "背影"]),
    (.face, ["in close-up", "特写"]), (.fullBody, ["head to toe", "全身"]),
    (.front, ["facing the camera"]), (.threeQuarter, ["in three-quarter view"]),
  ]
  private static let subjects = [
    Subject(
      captions: ["grinning at a friend", "a cheerful face", "微笑"], phrases: ["smiling", "微笑"]),
    Subject(captions: ["furious at the referee", "an angry look"], phrases: ["angry", "愤怒"]),
    Subject(captions: ["in tears on the stairs", "sad and alone"], phrases: ["crying", "哭泣"]),
    Subject(captions: ["running down the street"], phrases: ["running", "奔跑"]),
    Subject(captions: ["sitting on a bench at noon"], phrases: ["sitting", "坐着"]),
  ]
  private static let plain = [
    "", "", "fixture, gray background, soft light from the left", "outdoors at dusk",
    "from the second shoot, cropped and cleaned up", "白色背景",
  ]

  private(set) var candidates: AssetCandidates
  /// By subject, the pictures that show it.
  private var shown: [Int: Set<Digest>] = [:]

  init(_ number: Int, _ form: Scene.Form, _ random: inout SeededRandom) throws {
    let day = Date(timeIntervalSince1970: 1_790_000_000)
    let kind: Kind = number % 5 == 4 ? .style : number % 3 == 2 ? .object : .character
    let asset = Asset(
      id: ULID(at: day, entropy: UInt128(number)), handle: try Handle("a\(number)"), kind: kind,
      name: "A\(number)", looks: [Look(name: "winter")], createdAt: day)
    var sharpness: [Digest: Double] = [:]
    var references: [Reference] = []
    for rank in 0..<Int.random(in: form.pictures, using: &random) {
      let digest = Digest(bytes: (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) })
      var caption = Self.plain.randomElement(using: &random) ?? ""
      let subject = Int.random(in: 0..<Self.subjects.count * 3, using: &random)
      if subject < Self.subjects.count {
        caption = Self.subjects[subject].captions.randomElement(using: &random) ?? ""
        shown[subject, default: []].insert(digest)
      }
      // No two pictures are worded the same.
      if !caption.isEmpty { caption += ", take \(rank)" }
      references.append(
        Reference(
          image: StoredImage(
            digest: digest, type: .png, width: 1024,
            height: Int.random(in: 400...1600, using: &random), byteCount: 400_000),
          source: digest, asset: asset.handle, kind: kind,
          view: Self.views.randomElement(using: &random) ?? nil,
          look: Int.random(in: 0..<4, using: &random) == 0 ? "winter" : nil, caption: caption,
          tags: Int.random(in: 0..<6, using: &random) == 0 ? ["umbrella"] : [],
          rank: rank, importedAt: day.addingTimeInterval(Double(rank))))
      sharpness[digest] = Double.random(in: 20...2000, using: &random)
    }
    let (count, every) = form.versions
    let nearDuplicates = stride(from: 0, to: references.count - count + 1, by: every).map {
      references[$0..<$0 + count].map(\.digest)
    }
    candidates = AssetCandidates(
      asset: asset, references: references, nearDuplicates: nearDuplicates, sharpness: sharpness)
  }

  /// What a prompt says of it, and what of that some picture shows.
  func mention(
    _ form: Scene.Form, _ random: inout SeededRandom
  ) -> (text: String, wishes: [Scene.Wish]) {
    let handle = candidates.asset.handle
    guard form.hasDemands, candidates.asset.kind != .style else { return ("\(handle)", []) }
    var found: [Set<Digest>] = []
    let look = Int.random(in: 0..<4, using: &random) == 0 ? "winter" : nil
    let ofLook = candidates.references.filter { $0.look == look }
    var words = [look.map { "\(handle)/\($0)" } ?? "\(handle)"]
    if look != nil { found.append(Set(ofLook.map(\.digest))) }
    if Bool.random(using: &random), let (view, phrases) = Self.phrases.randomElement(using: &random)
    {
      words.append(phrases.randomElement(using: &random) ?? "")
      found.append(Set(ofLook.filter { $0.view == view }.map(\.digest)))
    }
    if Int.random(in: 0..<3, using: &random) == 0 {
      let subject = Int.random(in: 0..<Self.subjects.count, using: &random)
      words.append(Self.subjects[subject].phrases.randomElement(using: &random) ?? "")
      found.append(shown[subject, default: []].intersection(ofLook.map(\.digest)))
    }
    if Int.random(in: 0..<6, using: &random) == 0 {
      words.append("with an umbrella")
      found.append(Set(ofLook.filter { $0.tags == ["umbrella"] }.map(\.digest)))
    }
    return (
      words.joined(separator: ", "),
      found.filter { !$0.isEmpty }.map { Scene.Wish(asset: handle, pictures: $0) }
    )
  }
}
