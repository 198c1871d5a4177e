import Foundation
import Troupe

/// A request as it is being written.
struct PlanDraft: Sendable {
  /// A picture besides those of the cast: a digest, or an image as `GENERATION/N`.
  struct Reference: Hashable, Sendable {
    let name: String
    /// What it is for, as in `pose`.
    let use: String
  }

  var prompt = ""
  /// The image that is edited, as `GENERATION/N`; `nil` for a new one.
  var edit: String?
  /// Models by id.
  var models: [String] = []
  var count = 1
  var aspect: String?
  var size: String?
  var references: [Reference] = []

  /// What `model` is asked.
  /// - Throws: `CatalogError.unknownReference` for a picture that the library does not hold.
  func options(_ model: String, in library: Library) async throws -> GenerateOptions {
    var options = GenerateOptions(model: model)
    options.aspect = aspect
    options.size = size
    options.count = count
    for reference in references {
      var input = NamedInput("image:\(reference.use)")
      input.image = try await Self.image(reference.name, in: library)
      options.references.append(input)
    }
    return options
  }

  /// A picture of the library by its digest or its generation; never a file that a page names.
  private static func image(_ name: String, in library: Library) async throws -> ImageName {
    if case .output(let id) = ImageName(name) { return .output(id) }
    guard let digest = Digest(name), let picture = try await library.storedPicture(digest) else {
      throw TroupeError.catalog(.unknownReference(String(name.prefix(80))))
    }
    return .file(picture.file)
  }

  /// The image to change.
  /// - Throws: `RequestError.unknownGeneration` for what names no image of the record: a page must not name files.
  func parent() throws -> ImageName? {
    guard let edit else { return nil }
    let name = ImageName(edit)
    if case .file = name { throw TroupeError.request(.unknownGeneration(String(edit.prefix(80)))) }
    return name
  }

  /// What a form says.
  init(_ visit: Visit, usual model: String?) {
    prompt = visit.first("prompt")?.replacing("\r\n", with: "\n") ?? ""
    edit = visit.first("edit").flatMap { $0.isEmpty ? nil : $0 }
    models = Array(visit.all("model").filter { !$0.isEmpty }.prefix(PlanPage.most))
    if models.isEmpty, let model { models = [model] }
    count = min(max(visit.first("count").flatMap { Int($0) } ?? 1, 1), 100)
    aspect = visit.first("aspect").flatMap { $0.isEmpty ? nil : $0 }
    size = visit.first("size").flatMap { $0.isEmpty ? nil : $0 }
    let uses = visit.all("use")
    let gone = visit.first("without")
    references = visit.all("ref").enumerated().filter { !$1.isEmpty && $1 != gone }.map {
      Reference(name: $1, use: $0 < uses.count && !uses[$0].isEmpty ? uses[$0] : "identity")
    }
  }

  /// What says the same in a terminal.
  var command: String {
    let model = models.first.map { " -m \($0)" } ?? ""
    let prompt = (prompt.isEmpty ? "@kael …" : prompt.shortened(to: 200)).inShell
    return edit.map { "troupe edit \($0) \(prompt)\(model)" } ?? "troupe plan \(prompt)\(model)"
  }

  /// The same as fields of a form, for one model.
  func fields(_ model: String) -> [(name: String, value: String)] {
    var fields = [("prompt", prompt), ("model", model), ("count", "\(count)")]
    if let edit { fields.append(("edit", edit)) }
    if let aspect { fields.append(("aspect", aspect)) }
    if let size { fields.append(("size", size)) }
    for reference in references {
      fields.append(("ref", reference.name))
      fields.append(("use", reference.use))
    }
    return fields.map { (name: $0.0, value: $0.1) }
  }
}
