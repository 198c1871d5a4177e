import Foundation

/// What a server takes, by its source.
struct A1111Schema {
  let kind: FakeA1111.Kind
  let isEdit: Bool

  private static let edit: Set = [
    "init_images", "denoising_strength", "mask", "inpainting_mask_invert", "inpainting_fill",
    "inpaint_full_res",
  ]

  private var fields: Set<String> {
    let common: Set = [
      "prompt", "negative_prompt", "seed", "steps", "cfg_scale", "sampler_name", "scheduler",
      "width", "height", "n_iter", "batch_size", "send_images", "save_images", "force_task_id",
      "override_settings", "override_settings_restore_afterwards",
    ]
    return common.union(isEdit ? Self.edit : [])
      .union(kind == .sdNext ? ["ip_adapter"] : ["alwayson_scripts"])
  }

  /// What is wrong in `body`, in words; `nil` where nothing is.
  func fault(in body: Data) -> String? {
    guard let document = (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] else {
      return "Invalid JSON"
    }
    if let extra = document.keys.sorted().first(where: { !fields.contains($0) }) {
      return "unknown field \(extra)"
    }
    guard (document["prompt"] as? String)?.isEmpty == false else { return "prompt" }
    for side in ["width", "height"] {
      guard let value = document[side] as? Int, value >= 64, value % 8 == 0 else { return side }
    }
    guard document["n_iter"] as? Int == 1, document["batch_size"] as? Int == 1 else { return "n" }
    if isEdit {
      let bases = document["init_images"] as? [String] ?? []
      guard bases.count == 1, isImage(bases[0]) else { return "init_images" }
      guard document["denoising_strength"] is Double else { return "denoising_strength" }
      if let mask = document["mask"] {
        let bytes = Data(base64Encoded: mask as? String ?? "") ?? Data()
        guard PNGHead.isPainted(bytes, over: Data(base64Encoded: bases[0]) ?? Data()) else {
          return "mask"
        }
        guard document["inpainting_mask_invert"] as? Int == 0 else {
          return "inpainting_mask_invert"
        }
      }
    }
    return fault(inUnitsOf: document) ?? fault(inAdaptersOf: document)
  }

  private func fault(inUnitsOf document: [String: Any]) -> String? {
    guard let scripts = document["alwayson_scripts"] else { return nil }
    guard let scripts = scripts as? [String: [String: [[String: Any]]]],
      Set(scripts.keys) == ["ControlNet"], let units = scripts["ControlNet"]?["args"],
      (1...3).contains(units.count)
    else { return "always on script not found" }
    let isFaulty = units.contains { unit in
      unit["enabled"] as? Bool != true || unit["module"] as? String == nil
        || unit["model"] as? String == nil || !isImage(unit["image"] as? String ?? "")
    }
    return isFaulty ? "a unit of ControlNet" : nil
  }

  private func fault(inAdaptersOf document: [String: Any]) -> String? {
    guard let adapters = document["ip_adapter"] else { return nil }
    guard let adapters = adapters as? [[String: Any]], adapters.count == 1,
      let images = adapters[0]["images"] as? [String], !images.isEmpty,
      images.allSatisfy(isImage), let scale = adapters[0]["scale"] as? Double,
      (0...1).contains(scale)
    else { return "ip_adapter" }
    return nil
  }

  private func isImage(_ text: String) -> Bool {
    Data(base64Encoded: text)?.starts(with: [0x89, 0x50]) == true
  }
}
