import Troupe

/// An answer of words and pictures in the order in which they came.
struct AnswerListing {
  let parts: [Exchange.Part]
  let outputs: [Output]

  /// Whether words and pictures come by turns, so that their order says something.
  var isInterleaved: Bool {
    let kinds = parts.compactMap { part -> Bool? in
      switch part {
      case .text: true
      case .image: false
      case .thought, .draft: nil
      }
    }
    return kinds.contains(true) && kinds.contains(false)
  }

  var text: SafeText {
    let lines = parts.compactMap { part -> String? in
      switch part {
      case .text(let text): text
      case .image(let digest): name(digest)
      case .thought, .draft: nil
      }
    }
    return .section("Answer", lines.joined(separator: "\n"))
  }

  private func name(_ digest: Digest) -> String {
    outputs.first { $0.digest == digest }.map { "[image /\($0.id.position)]" }
      ?? "[image \(digest.short)]"
  }
}
