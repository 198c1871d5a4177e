import TroupeVocabulary

/// The prompt of one request, and the tags of its images in order.
///
/// The line that introduces an image begins with the image's tag: `@kael = Image 1: Kael.` What calls the image by its
/// position elsewhere stays as it is. An image without such a line has no tag, as nothing in the prompt would call it.
struct RunwayWords {
  let text: String
  /// By the image's place in the list; `nil` for one without a tag.
  let tags: [String?]
  let adjustments: [Adjustment]

  /// - Throws: `.invalidValue` for a prompt that is longer than the model takes, in units of UTF-16.
  init(_ request: ProviderRequest) throws(TroupeError) {
    let plain = request.words
    let bound = request.profile.limits.promptCharacters.hard ?? .max
    guard plain.utf16.count <= bound else {
      throw .invalidValue(
        name: "The prompt of", value: "\(plain.utf16.count) units of UTF-16",
        expected: "\(request.profile.id) takes \(bound), labels and descriptions among them")
    }
    let images = request.introduced
    guard RunwayModel(request.profile.wireName).takesTags else {
      (text, tags, adjustments) = (plain, images.map { _ in nil }, [])
      return
    }
    var lines = plain.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var tags: [String?] = []
    for (index, image) in images.enumerated() {
      guard !image.line.isEmpty, let line = lines.firstIndex(of: image.line) else {
        tags.append(nil)
        continue
      }
      let tag = RunwayTag.free(
        image.name, else: "image_\(index + 1)", taken: tags.compactMap(\.self), in: plain)
      lines[line] = "@\(tag) = \(image.line)"
      tags.append(tag)
    }
    let tagged = lines.joined(separator: "\n")
    guard tagged.utf16.count > bound else {
      (text, self.tags, adjustments) = (tagged, tags, [])
      return
    }
    text = plain
    self.tags = images.map { _ in nil }
    adjustments = [
      Adjustment(
        field: "tags", before: tags.compactMap { $0.map { "@\($0)" } }.joined(separator: " "),
        after: "",
        reason:
          "\(request.profile.id) takes \(bound) units of UTF-16, and they leave no room for the tags"
      )
    ]
  }
}

extension ProviderRequest {
  /// Of each image in the order in which they are sent: what it is called, and the first line of the words that introduce
  /// it; empty where none do.
  fileprivate var introduced: [(name: String, line: String)] {
    let own = inputs.sorted { $0.position < $1.position }.map { input in
      (input.asset?.text ?? input.name ?? "", Self.firstLine(of: input.label))
    }
    let others = composition.parts.indices.compactMap { index -> (String, String)? in
      guard case .uri = composition.parts[index] else { return nil }
      guard index > 0, case .text(let text) = composition.parts[index - 1] else { return ("", "") }
      return ("", Self.firstLine(of: text))
    }
    return own + others
  }

  private static func firstLine(of text: String) -> String {
    text.split(separator: "\n", maxSplits: 1).first.map(String.init) ?? ""
  }
}
