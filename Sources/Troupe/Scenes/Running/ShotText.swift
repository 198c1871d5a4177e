internal import Foundation

/// What a file says of a shot, of which the digest tells whether it was changed. How many takes are wanted is no part of
/// it, nor is a value that is not said, so that what later versions can say changes no digest.
struct ShotText {
  private var said: [String: [String]] = [:]
  private let folder: URL

  /// - Parameter folder: where the scene's file stands; files below it are named from there, so that it may move.
  init(_ shot: Shot, folder: URL) {
    self.folder = folder
    say("prompt", [shot.prompt])
    switch shot.edit {
    case .shot(let id): say("edit", [id])
    case .image(let image): say("edit_image", [name(image)])
    case nil: break
    }
    say("after", shot.after.map { "\($0.shot):\($0.role.rawValue)" })
    say("look", shot.looks.map(\.description))
    say(shot.options)
  }

  /// The digest.
  /// - Throws: `EncodingError`, never for text.
  var digest: Digest {
    get throws { Digest(hashing: try CanonicalJSON.encode(said)) }
  }

  private mutating func say(_ key: String, _ values: [String]) {
    if !values.isEmpty { said[key] = values }
  }

  private mutating func say(_ options: GenerateOptions) {
    say("model", [options.model].compactMap(\.self))
    say("aspect", [options.aspect].compactMap(\.self))
    say("size", [options.size].compactMap(\.self))
    say("seed", [options.seed].compactMap { $0.map(String.init) })
    say("option", options.options.map { "\($0)=\($1)" }.sorted())
    say(
      "ref",
      options.references.map {
        "\(name($0.image)):\($0.role.rawValue):\($0.subject?.rawValue ?? "")"
      })
    say("mask", [options.mask].compactMap { $0.map(name) })
    say("uri", options.uris.map { "\($0)" })
    say("without", options.without.map(\.description))
    say("with", options.with.map(\.description))
    say("view", options.views.map(\.description))
    say("without_trait", options.withoutTraits)
    say("without_adapter", options.withoutAdapters.map(\.description))
    say("no_descriptions", options.omitsDescriptions ? ["true"] : [])
    say("as", options.versions.map(\.description))
    say("shot", [options.shot].compactMap { $0.map(String.init) })
    say("stretch", options.usesHardLimits ? ["true"] : [])
    say("overflow", options.overflow == .fail ? [] : [options.overflow.rawValue])
  }

  private func name(_ image: ImageName) -> String {
    guard case .file(let file) = image else { return "\(image)" }
    let (path, home) = (file.standardizedFileURL.path, folder.standardizedFileURL.path + "/")
    return path.hasPrefix(home) ? String(path.dropFirst(home.count)) : path
  }
}
