import Foundation
import Troupe

/// Changing the cast, which costs nothing.
enum CastWritingTools {
  static let all: [Tool] = [add, addReference, set, anchor]

  private static let details = [
    Parameter("name", "How people call it. Default: the handle."),
    Parameter("description", "What it is, in a sentence."),
    Parameter("traits", .texts, "What must not change, one fact each."),
    Parameter("aliases", .texts, "Other names, in any language."),
    Parameter("tags", .texts, "Words to find it by."),
  ]

  private static let shape: Shape = [
    "asset": .asset,
    "references": .list(["reference": .reference, "is_new": .flag, "notes": .list(.text)]),
    "refused": .list(["file": .text, "message": .text]),
  ]

  private static let add = Tool(
    "add_asset", "Add to the cast", .writes,
    "Adds a character, object, style or place, with pictures of it.",
    [
      Parameter("kind", .word(Kind.allCases.map(\.rawValue)), required: true, "What it is."),
      Parameter("handle", required: true, "What prompts will call it, as in kael."),
      Parameter("images", .texts, "Paths of files, GENERATION/N or @last; never base64."),
    ] + details + [
      Parameter("view", "What its pictures show, as in front, profile, full-body.")
    ], gives: shape
  ) { call in
    let kind = call.text("kind").flatMap(Kind.init(rawValue:)) ?? .character
    let added = try await call.library.add(
      kind, call.handle("handle"), images: try images(call), asset(call),
      reference: reference(call))
    return try outcome(added, call)
  }

  private static let addReference = Tool(
    "add_reference", "Add reference pictures", .writes,
    "Adds pictures to one of the cast, so that later requests can be sent them.",
    [
      Parameter("handle", required: true, "As in @kael."),
      Parameter(
        "images", .texts, required: true, "Paths of files, GENERATION/N or @last; never base64."),
      Parameter("view", "What they show, as in front, profile, full-body."),
      Parameter("look", "The outfit or age that they show. Default: the usual one."),
      Parameter("caption", "A sentence about them."),
    ], gives: shape
  ) { call in
    try outcome(
      await call.library.addReferences(
        to: call.handle("handle"), images: try images(call), reference(call)), call)
  }

  private static let set = Tool(
    "set_asset", "Change what is said of an asset", .writes,
    "Changes name, description, traits, aliases or tags; a list takes the place of the old one.",
    [Parameter("handle", required: true, "As in @kael.")] + details,
    gives: ["asset": .asset]
  ) { call in
    Outcome([
      "asset": try JSON(encoding: await call.library.set(call.handle("handle"), asset(call)))
    ])
  }

  private static let anchor = Tool(
    "make_anchor", "Make an image an anchor", .writes,
    "Makes a generated image a pinned reference of an asset: it is chosen before others.",
    [
      Parameter("handle", required: true, "As in @kael."),
      Parameter("image", required: true, "GENERATION/N or @last."),
      Parameter("view", "What it shows."), Parameter("look", "The look that it shows."),
    ], gives: shape
  ) { call in
    var details = reference(call)
    details.isPinned = true
    return try outcome(
      await call.library.addReferences(
        to: call.handle("handle"), images: [ImageName(call.needed("image"))], details), call)
  }

  private static func asset(_ call: Call) -> AssetDetails {
    AssetDetails(
      name: call.text("name"), aliases: call.texts("aliases"),
      description: call.text("description"), traits: call.texts("traits"),
      tags: call.texts("tags"))
  }

  private static func reference(_ call: Call) -> ReferenceDetails {
    ReferenceDetails(
      view: call.text("view").map(View.init(rawValue:)), look: call.text("look"),
      caption: call.text("caption"))
  }

  /// Pictures that are named; bytes in the place of a name are told as such.
  private static func images(_ call: Call) throws -> [ImageName] {
    try (call.texts("images") ?? []).map { text in
      if text.count > 4096 || text.hasPrefix("data:") {
        throw TroupeError.invalidValue(
          name: "image", value: String(text.prefix(40)) + "…",
          expected: "the path of a file, GENERATION/N or @last")
      }
      if text.hasPrefix("file://"), let file = URL(string: text) { return .file(file) }
      return ImageName(text)
    }
  }

  private static func outcome(_ added: AddedReferences, _ call: Call) throws -> Outcome {
    var outcome = Outcome([
      "asset": try JSON(encoding: added.asset),
      "references": .list(
        try added.references.map { one in
          [
            "reference": try JSON(encoding: one.reference), "is_new": .flag(one.isNew),
            "notes": .list(one.notes.map { .text($0) }),
          ]
        }),
      "refused": .list(
        added.refused.map {
          ["file": .text($0.file), "message": .text(call.wording($0.error).sentence)]
        }),
    ])
    if added.references.isEmpty, let refused = added.refused.first { outcome.error = refused.error }
    return outcome
  }
}
