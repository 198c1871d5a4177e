import Foundation

/// A graph that was submitted: checked as the server checks it, and run in a few words.
struct FakeComfyRun: @unchecked Sendable {
  // Only read after it was parsed.
  private let graph: [String: [String: Any]]
  private let extra: Any
  /// The name that was chosen, else one of the server's own.
  let id: String

  private static let kinds: Set = [
    "LoadImage", "ImageScale", "ImageBlend", "ImageInvert", "SaveImage", "PreviewImage", "KSampler",
    "CheckpointLoaderSimple", "CLIPTextEncode", "LoadImageMask", "ImageCompositeMasked",
    "UNETLoader",
    "CLIPLoader", "LoraLoader", "LoraLoaderModelOnly",
  ]

  /// `nil` for what is no JSON.
  init?(_ body: Data) {
    guard let object = try? JSONSerialization.jsonObject(with: body) as? [String: Any],
      let graph = object["prompt"] as? [String: [String: Any]]
    else { return nil }
    self.graph = graph
    extra = object["extra_data"] ?? [String: Any]()
    id = object["prompt_id"] as? String ?? UUID().uuidString.lowercased()
  }

  /// The graph as JSON.
  var graphText: String { Self.text(graph) }

  private static func text(_ value: Any) -> String {
    let data = try? JSONSerialization.data(
      withJSONObject: value, options: [.sortedKeys, .withoutEscapingSlashes])
    return data.map { String(decoding: $0, as: UTF8.self) } ?? "null"
  }

  private func inputs(_ node: String) -> [String: Any] {
    graph[node]?["inputs"] as? [String: Any] ?? [:]
  }
  private func kind(_ node: String) -> String { graph[node]?["class_type"] as? String ?? "" }
  private func nodes(_ kind: String) -> [String] {
    graph.keys.filter { self.kind($0) == kind }.sorted()
  }

  /// The body of a 400; `nil` for what is taken.
  func refusal(inputs files: [String: Data]) -> String? {
    if let odd = graph.keys.sorted().first(where: { !Self.kinds.contains(kind($0)) }) {
      return
        #"{"error":{"type":"invalid_prompt","message":"Cannot execute because a node is missing the class_type property.","details":"Node ID '#\#(odd)'","extra_info":{}},"node_errors":{}}"#
    }
    guard !nodes("SaveImage").isEmpty || !nodes("PreviewImage").isEmpty else {
      return
        #"{"error":{"type":"prompt_no_outputs","message":"Prompt has no outputs","details":"","extra_info":{}},"node_errors":{}}"#
    }
    var errors: [String: Any] = [:]
    func refuse(_ node: String, _ type: String, _ message: String, _ details: String) {
      errors[node] = [
        "errors": [
          ["type": type, "message": message, "details": details, "extra_info": [String: Any]()]
        ],
        "dependent_outputs": nodes("SaveImage"), "class_type": kind(node),
      ]
    }
    for node in nodes("LoadImageMask")
    where !["alpha", "red", "green", "blue"].contains(inputs(node)["channel"] as? String) {
      refuse(node, "value_not_in_list", "Value not in list", "channel")
    }
    for node in nodes("LoadImage") + nodes("LoadImageMask") {
      let name = inputs(node)["image"] as? String ?? ""
      if files[name] == nil {
        refuse(
          node, "custom_validation_failed", "Custom validation failed for node",
          "image - Invalid image file: \(name)")
      }
    }
    for node in nodes("CheckpointLoaderSimple") {
      refuse(
        node, "value_not_in_list", "Value not in list",
        "ckpt_name: '\(inputs(node)["ckpt_name"] as? String ?? "")' not in []")
    }
    if errors.isEmpty { return nil }
    return Self.text([
      "error": [
        "type": "prompt_outputs_failed_validation", "message": "Prompt outputs failed validation",
        "details": "", "extra_info": [String: Any](),
      ], "node_errors": errors,
    ])
  }

  /// What ran, and what was written.
  struct Result {
    var cache: [String: String]
    var files: [String: Data] = [:]
    var entry = ""
  }

  /// Runs it. `cache` has what each node was when it last ran, and of those that write a file its path.
  func result(
    _ end: FakeComfy.End, cache: [String: String], inputs files: [String: Data], keepsOldFile: Bool
  ) -> Result {
    var result = Result(cache: cache)
    var outputs: [String: Any] = [:]
    var kept: [String] = []
    for node in graph.keys.sorted() {
      let mark = signature(of: node, files)
      if let made = cache[mark] {
        kept.append(node)
        outputs[node] = made.isEmpty ? nil : Self.image(made, "output")
      } else if end == .done || kind(node) != "SaveImage" {
        result.cache[mark] = ""
      }
    }
    var events: [Any] = [
      ["execution_start", ["prompt_id": id]],
      ["execution_cached", ["nodes": kept, "prompt_id": id] as [String: Any]],
    ]
    switch end {
    case .error:
      events.append(["execution_error", failure("5")])
    case .interrupted:
      events.append([
        "execution_interrupted",
        ["prompt_id": id, "node_id": "5", "node_type": kind("5"), "executed": []],
      ])
    case .done, .deleted:
      for node in nodes("SaveImage") where outputs[node] == nil {
        let prefix =
          keepsOldFile ? "old/kept" : inputs(node)["filename_prefix"] as? String ?? "ComfyUI"
        let path = "\(prefix)_00001_.png"
        result.files[path] = picture
        result.cache[signature(of: node, files)] = path
        outputs[node] = Self.image(path, "output")
      }
    }
    let isGood = end == .done
    if isGood { events.append(["execution_success", ["prompt_id": id]]) }
    result.entry = Self.text([
      "prompt": [1, id, graph, extra, nodes("SaveImage")], "outputs": isGood ? outputs : [:],
      "status": [
        "status_str": isGood ? "success" : "error", "completed": isGood, "messages": events,
      ], "meta": [String: Any](),
    ])
    return result
  }

  /// What a node is, with all before it and the files that it reads.
  private func signature(of node: String, _ files: [String: Data], depth: Int = 0) -> String {
    let inputs = inputs(node).sorted { $0.key < $1.key }.map { name, value in
      if let link = value as? [Any], let source = link.first as? String, depth < 20 {
        return "\(name)<\(signature(of: source, files, depth: depth + 1))"
      }
      let file = (value as? String).flatMap { files[$0] }
      return "\(name)=\(file.map { "\($0.hashValue)" } ?? "\(value)")"
    }
    return "\(kind(node))(\(inputs.joined(separator: ",")))"
  }

  private static func image(_ path: String, _ type: String) -> [String: Any] {
    let parts = path.split(separator: "/").map(String.init)
    return [
      "images": [
        [
          "filename": parts.last ?? "", "subfolder": parts.dropLast().joined(separator: "/"),
          "type": type,
        ]
      ]
    ]
  }

  private func failure(_ node: String) -> [String: Any] {
    [
      "prompt_id": id, "node_id": node, "node_type": kind(node), "executed": [String](),
      "exception_type": "RuntimeError",
      "exception_message": "cannot read /home/someone/ComfyUI/input/troupe/a.png: too large",
      "traceback": ["  File \"/home/someone/ComfyUI/execution.py\", line 496, in execute\n"],
      "current_inputs": [String: Any](), "current_outputs": [String](),
    ]
  }

  /// One color, of the size that the graph scales to.
  private var picture: Data {
    let scale = nodes("ImageScale").first.map(inputs)
    return SamplePicture.png(
      width: scale?["width"] as? Int ?? 16, height: scale?["height"] as? Int ?? 16)
  }
}
