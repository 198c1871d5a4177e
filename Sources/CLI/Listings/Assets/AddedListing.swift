import Troupe

/// Adds pictures with a bar, and shows what became of them.
struct AddedListing {
  let library: Library
  let console: Console

  /// Runs `work` with a bar; says how to go on when it is interrupted.
  /// - Parameter again: the command that goes on.
  func adding(
    again: String, _ images: [String],
    _ work: (@escaping WorkEvent.Handler) async throws -> AddedReferences
  ) async throws -> AddedReferences {
    let bar = console.progress("Adding")
    defer { bar.end() }
    do {
      return try await work(bar.show)
    } catch is CancellationError {
      bar.end()
      let files = images.map(RawArguments.shown).joined(separator: " ")
      console.say("What was finished is in. To go on: troupe \(again) \(files)")
      throw CancellationError()
    }
  }

  /// - Throws: `CatalogError.someRefused` when it was so, after showing everything.
  func show(_ added: AddedReferences, heading: SafeText? = nil) throws {
    try console.document(AddedDocument(added, library: library))
    if let heading { console.print(heading) }
    if !added.references.isEmpty { console.print(table(added.references)) }
    for one in added.refused { console.say("\("Refused:", .bad) \(one.error.sentence)") }
    let all = added.references.count + added.refused.count
    if all > 1 || !added.passedOver.isEmpty { console.say(.init(Self.summary(added))) }
    if !added.refused.isEmpty {
      throw TroupeError.catalog(.someRefused(added.refused.count, of: all))
    }
  }

  private func table(_ references: [AddedReference]) -> SafeText {
    var table = Table(["REFERENCE", "SIZE", "VIEW", "LOOK", "NOTES"])
    for one in references {
      let reference = one.reference
      table.add(
        .init(reference.digest.short), "\(reference.width)×\(reference.height)",
        .init(reference.view?.rawValue ?? "–"), .init(reference.look ?? "–"),
        .init(one.notes.joined(separator: ", ")))
    }
    return table.text()
  }

  /// As in `58 added · 1 there already · 2 refused · 3 passed over: notes.txt, …`.
  private static func summary(_ added: AddedReferences) -> String {
    let new = added.references.count { $0.isNew }
    var parts = ["\(new) added"]
    if new < added.references.count {
      parts.append("\(added.references.count - new) there already")
    }
    if !added.refused.isEmpty { parts.append("\(added.refused.count) refused") }
    if !added.passedOver.isEmpty {
      let names = added.passedOver.prefix(3).joined(separator: ", ")
      parts.append(
        "\(added.passedOver.count) passed over, no images: \(names)"
          + (added.passedOver.count > 3 ? ", …" : ""))
    }
    return parts.joined(separator: " · ")
  }
}
