import Foundation
import TestSupport

/// What the commands of a session read.
enum DocumentFiles {
  static func write(to fixture: CommandLineFixture) throws {
    for folder in ["shoot/winter", "graph", "config/troupe/models"] {
      try FileManager.default.createDirectory(
        at: fixture.folder.appending(path: folder), withIntermediateDirectories: true)
    }
    let names = [
      "kael", "back", "lantern", "cup", "sheet", "harbor-dusk", "shoot/winter/profile-left",
    ]
    for (index, name) in names.enumerated() {
      _ = try fixture.file(
        "\(name).png", SamplePicture.noise(width: 96, height: 64, seed: UInt64(index + 1)))
    }
    _ = try fixture.file(
      "forge.png",
      SamplePicture.png(
        SamplePicture.noise(width: 64, height: 64, seed: 9),
        saying: "a lighthouse\nNegative prompt: blur\nSteps: 20, Sampler: Euler, CFG scale: 7, "
          + "Seed: 42, Size: 64x64, Model: sdxl, Version: f2.0.1v1.10.1", as: "parameters"))
    let sketch = SamplePicture.noise(width: 64, height: 64, seed: 10)
    let fox = SamplePicture.png(
      SamplePicture.noise(width: 64, height: 64, seed: 11), saying: graph, as: "prompt")
    _ = try fixture.file("graph/fox.png", fox)
    _ = try fixture.file("graph/sketch 7.png", sketch)
    try OpeningTests.writeViewer(to: fixture)
    _ = try fixture.file("kael_v2.safetensors", SampleSafetensors.lora())
    for (name, text) in texts { _ = try fixture.file(name, Data(text.utf8)) }
    try FileManager.default.copyItem(
      at: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Demo/models/pocket.json").standardized,
      to: fixture.folder.appending(path: "config/troupe/models/pocket.json"))
  }

  /// Of ComfyUI: a picture that was made from another one.
  private static let graph = """
    {"1": {"class_type": "LoadImage", "inputs": {"image": "sketch 7.png"}},
     "2": {"class_type": "VAEEncode", "inputs": {"pixels": ["1", 0], "vae": ["5", 2]}},
     "3": {"class_type": "KSampler", "inputs": {"seed": 5, "steps": 20, "model": ["5", 0],
      "positive": ["4", 0], "negative": ["4", 0], "latent_image": ["2", 0]}},
     "4": {"class_type": "CLIPTextEncode", "inputs": {"text": "a fox", "clip": ["5", 1]}},
     "5": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "foxes"}}}
    """

  private static let texts = [
    "release.txt": "I agree.", "broken.png": "no image", "shoot/notes.txt": "buy ink",
    "old.jsonl": """
    {"prompt": "a roof", "model": "sdxl", "id": "a1", "seed": 4}
    {"prompt": "a bridge", "parent": "none"}
    {"model": "sdxl"}
    no line

    """,
    "config/troupe/providers.toml": """
    [gate]
    base_url = "https://gateway.example"
    key_command = ["pass", "gate"]
    models = ["gemini-3-pro-image"]
    price = 0.05

    """,
    "scene.md": """
    ---
    model: troupe/storyboard
    cast.kael: "@kael#1"
    ---
    # Night

    ## Shot 1: The roof

    @kael on a roof

    ## Shot 2: The bridge
    takes: 2
    edit: 1

    he stands on a bridge

    """,
    "waiting.md": """
    ---
    model: gemini-3-pro-image
    ---
    ## Shot 1: The roof

    @kael on a roof

    ## Shot 2: The bridge
    after: 1

    a bridge

    """,
  ]
}
