import TroupeVocabulary

/// What a picture is for, as the vendor has a type for each.
enum ImagenUse: Hashable {
  /// Is the picture to change.
  case raw
  /// Shows someone or something.
  case subject
  /// Shows how the picture should be made.
  case style
  /// Shows a posture or an arrangement.
  case control

  init(_ input: SentInput) {
    switch input.role {
    case .parent: self = .raw
    case .identity: self = input.kind == .style ? .style : .subject
    case .style: self = .style
    case .background: self = .subject
    case .pose, .composition: self = .control
    }
  }

  /// As the vendor calls it.
  var word: String {
    switch self {
    case .raw: "RAW"
    case .subject: "SUBJECT"
    case .style: "STYLE"
    case .control: "CONTROL"
    }
  }

  /// The member that says more of it. Names are those of the vendor's documentation, where its SDK writes some in another case.
  func configuration(_ input: SentInput, _ options: ImagenOptions) -> [WireMember] {
    switch self {
    case .raw: []
    case .subject:
      [
        WireMember(
          "subjectImageConfig",
          .object(
            [WireMember("subjectType", .string(Self.subjectType(input, options)))]
              + description("subjectDescription", input)))
      ]
    case .style:
      [WireMember("styleImageConfig", .object(description("styleDescription", input)))]
    case .control:
      [
        WireMember(
          "controlImageConfig",
          .object([
            WireMember("controlType", .string(Self.controlType(input, options))),
            WireMember("computeControl", .bool(options["compute_control"] != "false")),
          ]))
      ]
    }
  }

  /// What is shown, by the name that the words have for it.
  private func description(_ name: String, _ input: SentInput) -> [WireMember] {
    (input.name ?? input.asset?.text).map { [WireMember(name, .string($0))] } ?? []
  }

  /// The option says what characters are: a kind does not tell people from animals.
  private static func subjectType(_ input: SentInput, _ options: ImagenOptions) -> String {
    let usual = input.kind == .place ? "default" : "product"
    let type = input.kind?.isThing == true ? usual : options["subject_type"] ?? "person"
    return "SUBJECT_TYPE_" + type.uppercased()
  }

  private static func controlType(_ input: SentInput, _ options: ImagenOptions) -> String {
    let usual = input.role == .pose ? "face_mesh" : "canny"
    return "CONTROL_TYPE_" + (options["control_type"] ?? usual).uppercased()
  }
}
