import Troupe

/// What a purge removes, for people.
struct PurgeListing {
  let plan: PurgePlan

  var text: SafeText {
    var parts: [SafeText] = ["\("Purge of the \(plan.subject) \(plan.name)", .strong)"]
    if !plan.files.isEmpty { parts.append(files) }
    if !plan.generations.isEmpty {
      parts.append(
        "Words of \(plan.generations.count.of("generation")) go: prompts, what was sent, what came."
      )
    }
    if !plan.kept.isEmpty {
      let names = plan.kept.map(\.description).joined(separator: "\n")
      parts.append(.section("Images made with it that stay", names))
    }
    if !plan.databaseCopies.isEmpty {
      parts.append(
        .section(
          "Older copies of the database that go", plan.databaseCopies.joined(separator: "\n")))
    }
    if !plan.backups.isEmpty {
      parts.append(.section("Backups that still hold it", plan.backups.joined(separator: "\n")))
    }
    return parts.joined(separator: "\n\n")
  }

  private var files: SafeText {
    var table = Table(["FILE", "WHAT", "SIZE", "ALSO USED BY, WHICH LOSES IT"], right: [2])
    for file in plan.files {
      table.add(
        .init(file.digest.short), .init(file.role.rawValue), .init(file.byteCount.asBytes),
        .init(file.sharedBy.isEmpty ? "–" : file.sharedBy.joined(separator: ", "), .bad))
    }
    return table.text()
  }
}
