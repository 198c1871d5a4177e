extension ForeignRecord {
  /// Reads the texts `sd-metadata` and `Dream` of InvokeAI before version 3.
  static func oldInvokeAI(_ texts: TextSet) -> ForeignRecord? {
    let dream = texts.text("Dream", in: .png)
    guard let json = texts.object("sd-metadata") else {
      guard let dream else { return nil }
      var record = ForeignRecord(tool: "InvokeAI")
      record.readDream(dream)
      return record
    }
    var record = ForeignRecord(tool: "InvokeAI")
    record.readMetadata(json)
    if let dream {
      var other = ForeignRecord(tool: "InvokeAI")
      other.readDream(dream)
      record.prompt = record.prompt ?? other.prompt
      record.negativePrompt = record.negativePrompt ?? other.negativePrompt
      if record.seed == nil { record.setSeed(other.seed) }
      record.parents += other.parents.filter { !record.parents.contains($0) }
    }
    return record
  }

  private mutating func readMetadata(_ json: LooseJSON) {
    model = Self.modelName((json["model_weights"] ?? json["model_id"])?.string)
    keep("model", json["model"]?.string)
    keep("model_hash", json["model_hash"]?.string)
    keep("app_version", json["app_version"]?.string)
    guard let image = json["image"] ?? json["images"]?[0], let values = image.object else {
      notes.append("The metadata of InvokeAI tells of no picture.")
      return
    }
    setPrompts(values["prompt"])
    setSeed(values["seed"]?.seed)
    keep(values, except: ["prompt", "seed", "orig_hash", "init_img", "init_image_path"])
    addParent(digest: values["orig_hash"]?.string)
    addInitialPicture((values["init_img"] ?? values["init_image_path"])?.string)
    for name in ["variations", "postprocessing"] {
      if let list = values[name], !list.array.isEmpty { keep(name, list.written) }
    }
  }

  private mutating func setPrompts(_ json: LooseJSON?) {
    let parts = (json?.array ?? []).compactMap { part in
      part["prompt"]?.string?.nonBlank.map { (text: $0, weight: part["weight"]?.scalar ?? "1") }
    }
    guard parts.count > 1 else {
      return splitPrompt(parts.first?.text ?? json?.string ?? "")
    }
    let texts = parts.map { LooseJSON.string($0.text).written }.joined(separator: ", ")
    prompt = "(\(texts)).blend(\(parts.map(\.weight).joined(separator: ", ")))"
  }

  private mutating func addInitialPicture(_ path: String?) {
    addParent(named: path)
    if path?.hasPrefix("data:") == true {
      notes.append("The picture that this one was made from stood in the text itself.")
    }
  }

  /// Takes the words in square brackets as the negative prompt, as these versions do.
  private mutating func splitPrompt(_ text: String) {
    guard text.utf8.count <= 16 << 10 else {
      prompt = text
      return
    }
    var words: [Substring] = []
    let rest = text.replacing(/\[([^\[\]]*)\]/) { match in
      words.append(match.1)
      return ""
    }
    prompt = rest.nonBlank
    negativePrompt = words.joined(separator: " ").nonBlank
  }

  /// Reads a command line as `"a hat [ugly]" -s30 -S 42 -I "hat.png"`.
  mutating func readDream(_ text: String) {
    guard !text.hasPrefix("!"), !text.hasPrefix("<too lazy"), text.utf8.count <= 16 << 10 else {
      notes.append("The text Dream holds a command, not a prompt.")
      keep("Dream", text)
      return
    }
    let line = DreamLine(text)
    splitPrompt(line.prompt)
    for (name, value) in line.options {
      switch name {
      case "S", "seed": setSeed(LooseJSON.seed(value))
      case "I", "init_img": addInitialPicture(value)
      default: keep("-" + name, value)
      }
    }
  }
}

/// A command line of old InvokeAI, cut into the prompt and its options.
private struct DreamLine {
  var prompt = ""
  var options: [(name: String, value: String)] = []

  init(_ text: String) {
    var words = Self.words(text)[...]
    var promptWords: [String] = []
    while let word = words.popFirst() {
      guard let match = word.wholeMatch(of: /-([A-Za-z])(.*)|--([a-z_]+)=?(.*)/) else {
        if options.isEmpty { promptWords.append(word) }
        continue
      }
      let name = String(match.1 ?? match.3 ?? "")
      var value = String(match.2 ?? match.4 ?? "")
      if value.isEmpty, let next = words.first, next.prefixMatch(of: /-+[A-Za-z]/) == nil {
        value = next
        words.removeFirst()
      }
      if options.count < 200 { options.append((name, value.isEmpty ? "true" : value)) }
    }
    prompt = promptWords.joined(separator: " ")
  }

  /// The words of the line; one in quotation marks may hold blanks.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for character in text {
      if character == "\"" {
        isQuoted.toggle()
      } else if character.isWhitespace, !isQuoted {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    return word.isEmpty ? words : words + [word]
  }
}
