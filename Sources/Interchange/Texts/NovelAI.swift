extension ForeignRecord {
  /// Reads the texts of NovelAI, in whichever of its containers they stand.
  static func novelAI(_ texts: TextSet) -> ForeignRecord? {
    let outer = texts.entries.lazy.compactMap(\.json).first { isNovelAI($0) }
    let isNamed = texts.text("Software", in: .png, .exif)?.hasPrefix("NovelAI") == true
    let comment = comment(texts, outer: outer)
    guard outer != nil || isNamed || isNovelAIComment(comment)
    else { return nil }
    var record = ForeignRecord(tool: "NovelAI")
    record.readComment(comment)
    let description =
      outer?["Description"]?.string
      ?? texts.text("Description", in: .png) ?? texts.text("ImageDescription", in: .exif)
    if record.prompt == nil, comment?["req_type"] == nil { record.prompt = description?.nonBlank }
    let source =
      outer?["Source"]?.string ?? texts.text("Source", in: .png)
      ?? texts.text("Software", in: .exif)
    record.keep("Source", source)
    record.model = source?.replacing(/\s[0-9A-F]{8}$/, with: "").nonBlank
    record.keep(
      "Generation time",
      (outer?["Generation time"] ?? outer?["Generation_time"])?.scalar
        ?? texts.text("Generation time", in: .png))
    return record
  }

  private static func isNovelAI(_ json: LooseJSON) -> Bool {
    guard let comment = json["Comment"] else { return false }
    let inner = comment.string.flatMap { LooseJSON($0) } ?? comment
    return json["Software"]?.string == "NovelAI" || inner["uc"] != nil || inner["v4_prompt"] != nil
  }

  /// Whether the parameters alone tell NovelAI; those of Draw Things have the prompt as `c`.
  private static func isNovelAIComment(_ comment: LooseJSON?) -> Bool {
    comment?["uc"] != nil && comment?["scale"] != nil && comment?["c"] == nil
  }

  /// The object with the parameters; in some containers it is a JSON string in another object.
  private static func comment(_ texts: TextSet, outer: LooseJSON?) -> LooseJSON? {
    if let inner = outer?["Comment"] {
      return inner.object != nil ? inner : inner.string.flatMap { LooseJSON($0) }
    }
    let direct = texts.object("Comment") ?? texts.object("UserComment")
    if let direct { return direct }
    let quoted = texts.entries.first { $0.name == "comment" || $0.name == "usercomment" }?.json
    return quoted?.string.flatMap { LooseJSON($0) }.flatMap { $0.object != nil ? $0 : nil }
  }

  private mutating func readComment(_ comment: LooseJSON?) {
    guard let values = comment?.object else { return }
    prompt = Self.caption(values["v4_prompt"]) ?? values["prompt"]?.string?.nonBlank
    negativePrompt = Self.caption(values["v4_negative_prompt"]) ?? values["uc"]?.string?.nonBlank
    setSeed(values["seed"]?.seed)
    keep(values, except: ["prompt", "uc", "seed", "signed_hash", "image", "mask"])
    if values["req_type"] != nil, prompt == nil {
      notes.append("The picture was changed by a tool of NovelAI; the file tells no prompt.")
    }
  }

  /// The prompt of version 4: the scene, then each character on a line of its own.
  private static func caption(_ json: LooseJSON?) -> String? {
    guard let caption = json?["caption"] else { return nil }
    let characters = caption["char_captions"]?.array.map { $0["char_caption"]?.string } ?? []
    return ([caption["base_caption"]?.string] + characters)
      .compactMap { $0?.nonBlank }.joined(separator: "\n").nonBlank
  }
}
