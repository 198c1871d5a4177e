import Troupe

/// Generations one a line: for `search` and for `compare`.
struct GenerationTable {
  let generations: [Generation]
  let library: Library
  /// What users said of them and their images.
  var annotations: [Annotation] = []
  /// The conversation that they are turns of.
  var session: Session?

  /// With the path of the first image below each, to which the name leads where the terminal takes links.
  var found: SafeText {
    let names = ShortNames(generations)
    var table = Table(["GENERATION", "MADE", "STATE", "MODEL", "PROMPT AND IMAGE"])
    for generation in generations {
      let image = generation.outputs.first.map { library.url(of: $0.path) }
      table.add(
        .init(names.name(generation.id), file: image), .init(generation.createdAt.asMinute),
        .init(generation.state.rawValue, generation.state.tint), .init(generation.model),
        .init(words(of: generation)))
      if let turn = session?.said.first(where: { $0.generation == generation.id }) {
        let isAskedAgain = session?.turns.contains(generation.id) == false
        let note = isAskedAgain ? ", asked again: the conversation goes on without it" : ""
        table.add("", "", "", "", .init("turn \(turn.number)\(note)", .faint))
      }
      if let image, !StandardStream.output.takesLinks {
        table.add("", "", "", "", .init(path: image.path, .faint))
      }
      for one in annotations.of(generation.id) {
        table.add("", "", "", "", .init(one.wordsOfOne, .good))
      }
    }
    return table.text()
  }

  /// The prompt; of an imported picture without one the name of its file.
  private func words(of generation: Generation) -> String {
    if generation.prompt.isEmpty, let file = generation.imported?.details["file"] { return file }
    return generation.prompt.quoted(within: 200)
  }

  /// With what each asked for.
  var compared: SafeText {
    let names = ShortNames(generations)
    var table = Table(["GENERATION", "MODEL", "PARAMETERS", "COST", "PICTURES", "PROMPT"])
    for generation in generations {
      let pictures = generation.inputs.map(\.chosen).map {
        $0.asset.map { "\($0)" } ?? $0.role.rawValue
      }
      let unique = pictures.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      table.add(
        .init(names.name(generation.id)), .init(generation.modelResolved ?? generation.model),
        .init(generation.parameters.sent.sentence), .init(generation.bill),
        .init(unique.isEmpty ? "–" : unique.joined(separator: " ")), .init(generation.prompt))
    }
    return table.text()
  }
}
