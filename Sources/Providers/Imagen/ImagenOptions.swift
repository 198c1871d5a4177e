import TroupeVocabulary

/// The options of one request by name, checked.
struct ImagenOptions {
  /// Those that concern pictures.
  static let ofReferences = [
    "base_steps", "compute_control", "control_type", "edit_mode", "mask_classes", "mask_dilation",
    "mask_mode", "subject_type",
  ]

  private static let choices: [String: [String]] = [
    "add_watermark": ["true", "false"], "enhance_prompt": ["true", "false"],
    "compute_control": ["true", "false"], "output_type": ["image/png", "image/jpeg"],
    "person_generation": ["ALLOW_ALL", "ALLOW_ADULT", "DONT_ALLOW"],
    "safety": ["BLOCK_LOW_AND_ABOVE", "BLOCK_MEDIUM_AND_ABOVE", "BLOCK_ONLY_HIGH", "BLOCK_NONE"],
    "language": ["auto", "en", "es", "hi", "ja", "ko", "pt", "zh", "zh-CN", "zh-TW"],
    "control_type": ["default", "canny", "scribble", "face_mesh"],
    "subject_type": ["default", "person", "animal", "product"],
    "mask_mode": ["background", "foreground", "semantic"],
    "edit_mode": [
      "default", "inpaint_insertion", "inpaint_removal", "outpaint", "bgswap", "product_image",
      "controlled_editing", "style",
    ],
  ]
  private static let wholes = ["base_steps": 1...1000, "output_quality": 0...100]
  private static let numbers = ["guidance_scale": 0.0...500, "mask_dilation": 0.0...1]

  let model: ImagenModel
  private let options: [String: String]

  init(
    _ options: [String: String], road: ImagenProvider.Road, profile: ModelProfile
  ) throws(TroupeError) {
    self.options = options
    model = ImagenModel(profile.wireName, road: road)
    for name in options.keys.sorted() {
      guard model.options.contains(name) else {
        throw .request(
          .unsupportedParameter(
            model: profile.id, parameter: "option", value: name, allowed: model.options))
      }
      try Self.check(name, options[name] ?? "", profile)
    }
  }

  /// The value asked for `name`, in the vendor's spelling where there is a list.
  subscript(name: String) -> String? {
    options[name].map { value in
      Self.choices[name]?.first { $0.lowercased() == value.lowercased() } ?? value
    }
  }

  /// Whether the switch called `name` is on; none is unless it is asked for.
  func isOn(_ name: String) -> Bool { self[name] == "true" }

  /// The number asked for `name`.
  func number(_ name: String) -> Double? { options[name].flatMap(Double.init) }

  /// What is done to the picture that is edited, in the vendor's spelling; `nil` where that is left to the words.
  /// - Parameter mask: of the user's own: with one, something is put where it lets the picture change.
  func editMode(with mask: StoredImage?) -> String? {
    self["edit_mode"] ?? (mask == nil ? nil : "inpaint_insertion")
  }

  /// The classes of what a mask is to cover, by the vendor's numbers.
  var maskClasses: [Int] {
    (options["mask_classes"] ?? "").split(separator: ",").compactMap { Int($0) }
  }

  private static func check(
    _ name: String, _ value: String, _ profile: ModelProfile
  ) throws(TroupeError) {
    if let allowed = choices[name] {
      guard allowed.contains(where: { $0.lowercased() == value.lowercased() }) else {
        throw .request(
          .unsupportedParameter(
            model: profile.id, parameter: name, value: value, allowed: allowed))
      }
    } else if let range = wholes[name] {
      guard let number = Int(value), range.contains(number) else {
        throw .invalidValue(
          name: name, value: value,
          expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
      }
    } else if let range = numbers[name] {
      guard let number = Double(value), range.contains(number) else {
        throw .invalidValue(
          name: name, value: value,
          expected: "a number from \(Int(range.lowerBound)) to \(Int(range.upperBound))")
      }
    } else if name == "mask_classes", value.wholeMatch(of: /[0-9]{1,3}(?:,[0-9]{1,3}){0,4}/) == nil
    {
      throw .invalidValue(
        name: name, value: value, expected: "up to five numbers of classes, with commas between")
    }
  }
}
