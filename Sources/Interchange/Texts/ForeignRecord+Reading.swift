extension ForeignRecord {
  /// Reads the record from the texts of one file; nil where no tool is known.
  ///
  /// Where two tools left texts, the more exact one wins; a note names the other.
  package static func read(_ texts: [EmbeddedText], fileName: String) -> ForeignRecord? {
    let set = TextSet(texts)
    let records = readers.lazy.compactMap { $0(set) }
    guard var record = records.first ?? midjourneyFileName(fileName) else {
      return nil
    }
    record.addOtherTools(set)
    record.notes += set.notes
    return record
  }

  /// The readers, the more exact ones first; those that share a key with others look closer.
  private static let readers: [@Sendable (TextSet) -> ForeignRecord?] = [
    swarmUI, invokeAI, tensorArt, stabilityMatrix, novelAI, fooocus, drawThings, imaginAIry,
    graphOrText,
    easyDiffusion, huggingFace, smallTools, mediaProvenance, midjourney, label,
  ]

  /// Prefers the graph of ComfyUI to a text of AUTOMATIC1111, if the graph yields a prompt.
  private static func graphOrText(_ texts: TextSet) -> ForeignRecord? {
    guard var graph = comfyUI(texts) else { return automatic1111(texts) }
    guard let text = automatic1111(texts) else { return graph }
    guard graph.prompt != nil else { return text }
    graph.model = graph.model ?? text.model
    graph.setSeed(graph.seed == nil ? text.seed : nil)
    graph.parameters.merge(text.parameters) { own, _ in own }
    if text.prompt != graph.prompt {
      graph.notes.append("A text in the file tells another prompt than the graph.")
    }
    return graph
  }

  /// Names the tools whose texts the record does not come from.
  private mutating func addOtherTools(_ texts: TextSet) {
    let others = [
      ("SwarmUI", texts.object(having: "sui_image_params") != nil),
      ("InvokeAI", texts.object("invokeai_metadata") != nil || texts.object("sd-metadata") != nil),
      ("ComfyUI", texts.object("prompt") != nil || texts.object("workflow") != nil),
      ("AUTOMATIC1111", texts.text("parameters", in: .png)?.contains("\nSteps: ") == true),
    ]
    for (name, isThere) in others where isThere && name != tool {
      if name == "AUTOMATIC1111", parameters["Steps"] != nil { continue }
      notes.append("The file also holds texts in the form of \(name).")
    }
  }
}
