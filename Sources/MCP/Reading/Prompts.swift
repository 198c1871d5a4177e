/// Ways of working that a person can choose in their client.
struct Prompts: Sendable {
  struct Prompt: Sendable {
    let name: String
    let title: String
    let about: String
    /// Name, whether it is needed, and what it is.
    let arguments: [(name: String, isRequired: Bool, about: String)]
    /// What is said, with `{name}` for arguments.
    let words: String
  }

  static let all: [Prompt] = [
    Prompt(
      name: "cast_a_character", title: "Cast a character",
      about: "Add a character with the pictures that it needs.",
      arguments: [
        ("handle", true, "What prompts will call it."),
        ("images", false, "Paths of pictures that show it."),
      ],
      words: """
        Add @{handle} to the cast with add_asset: look at its pictures first ({images}), write three to six traits that must \
        not change, one fact each, and say which view each picture shows. Then call coverage, tell me what is missing, and \
        propose how to make it. Spend nothing before I agree.
        """),
    Prompt(
      name: "storyboard_a_scene", title: "Storyboard a scene",
      about: "Turn a scene into shots with the same cast.",
      arguments: [
        ("scene", true, "What happens."), ("shots", false, "How many. Default: 6."),
      ],
      words: """
        Break this scene into shots ({shots}, or six): {scene}. Call list_cast, name the cast by handles in every prompt, plan \
        each shot on troupe/storyboard first, which is free, and show me the frames with view_image. Then plan the final model, \
        tell me the price of all, and generate only what I agree to.
        """),
    Prompt(
      name: "fix_drift", title: "Fix drift",
      about: "Bring an image back to what the cast looks like.",
      arguments: [("image", true, "GENERATION/N or @last.")],
      words: """
        Look at {image} with view_image and at the references of its cast with show_asset and view_image. List each trait that \
        differs. Then plan an edit that changes only these, tell me its price, and compare both images after I agree to it.
        """),
  ]

  static var listing: JSON {
    .list(
      all.map { prompt in
        [
          "name": .text(prompt.name), "title": .text(prompt.title),
          "description": .text(prompt.about),
          "arguments": .list(
            prompt.arguments.map {
              [
                "name": .text($0.name), "required": .flag($0.isRequired),
                "description": .text($0.about),
              ]
            }),
        ]
      })
  }

  /// A prompt with its arguments put in.
  /// - Throws: `RPCError` for a prompt that is not there, or an argument that is missing.
  static func get(_ name: String, _ arguments: [String: JSON]) throws -> JSON {
    guard let prompt = all.first(where: { $0.name == name }) else {
      throw RPCError(.invalidParameters, "There is no prompt '\(name.prefix(80))'.")
    }
    var words = prompt.words
    for argument in prompt.arguments {
      let value = arguments[argument.name]?.text ?? ""
      if argument.isRequired, value.isEmpty {
        throw RPCError(.invalidParameters, "'\(argument.name)' is missing: \(argument.about)")
      }
      let said = value.isEmpty ? "as you see fit" : String(value.trimmingPrefix("@"))
      words = words.replacing("{\(argument.name)}", with: said)
    }
    return [
      "description": .text(prompt.about),
      "messages": [["role": "user", "content": ["type": "text", "text": .text(words)]]],
    ]
  }
}
