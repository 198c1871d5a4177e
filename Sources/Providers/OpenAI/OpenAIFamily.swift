import TroupeVocabulary

/// The generations of GPT Image models, which take different values of the same options (openai 3.57.0,
/// types/image_edit_params.py). A model of no known generation takes them all: what is not known is left to it to refuse.
enum OpenAIFamily {
  case first, mini, second, secondAndHalf, newest, unknown

  init(_ model: String) {
    switch model {
    case _ where model.hasPrefix("gpt-image-1-mini"): self = .mini
    case "gpt-image-1",
      _ where model.hasPrefix("gpt-image-1.5"):
      self = .first
    case "gpt-image-2",
      _ where model.hasPrefix("gpt-image-2-20"):
      self = .second
    case _ where model.hasPrefix("gpt-image-2.5"): self = .secondAndHalf
    case _ where model.hasPrefix("gpt-image-2.6"): self = .newest
    default: self = .unknown
    }
  }

  var qualities: [String] {
    let all = ["auto", "low", "medium", "high"]
    switch self {
    case .first, .mini, .second: return all
    case .secondAndHalf, .newest, .unknown: return all + ["xhigh", "max"]
    }
  }

  /// How near the model keeps to its inputs. Later models always do as well as they can, and refuse the field.
  var fidelities: [String] {
    switch self {
    case .first, .unknown: ["low", "high"]
    case .mini: ["low"]
    case .second, .secondAndHalf, .newest: []
    }
  }

  /// How much the model plans.
  var complexities: [String] {
    switch self {
    case .newest, .unknown: ["low", "medium", "high"]
    default: []
    }
  }
}
