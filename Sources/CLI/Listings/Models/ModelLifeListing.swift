import Troupe

/// How long the models of a library can still be had, as people read it.
enum ModelLifeListing {
  /// A line for each model, and what is to be known of it below.
  static func text(_ lives: [ModelLife]) -> SafeText {
    lives.map(text).joined(separator: "\n")
  }

  private static func text(_ life: ModelLife) -> SafeText {
    let (use, tint): (ModelUse, Tint) = (life.use, life.isEnding ? .doubtful : .good)
    var facts = [
      "\(use.images.of("image")) of \(use.generations.of("request")), \(use.lineages.of("end")) of lineages"
    ]
    if use.openSessions > 0 { facts.append("\(use.openSessions.of("open conversation"))") }
    if use.references > 0 {
      facts.append("\(use.references.of("picture")) of the cast made by it")
    }
    if !use.looks.isEmpty {
      facts.append("no picture but its own: \(use.looks.joined(separator: ", "))")
    }
    if let status = life.status, life.isEnding {
      facts.append("\(status.text)\(status.confirmed ? "" : " (not confirmed by its vendor)")")
      facts.append("source: \(status.source), checked \(status.checked)")
      if let successor = status.successor {
        let cost = life.rebuildUSD.map { ", about \($0.asPrice) for all of it" } ?? ""
        facts.append("in its place: \(successor)\(cost)")
      }
    }
    facts += life.lineages.map(forecast)
    if let billed = use.billed { facts.append(comparison(billed)) }
    let head: SafeText = "\(use.model, .strong)  \(state(life), tint)"
    return facts.reduce(head) { text, fact in text + "\n" + SafeText(fact).wrapped(indent: 2) }
  }

  /// `01M8F3… on gpt-image-2: 4 steps, at most $0.16, differs in aspect 2, references 1`.
  private static func forecast(_ lineage: LineageForecast) -> String {
    let cost =
      lineage.costUSD.map { $0 == 0 ? "free" : "at most \($0.asBound)" } ?? "cost not known"
    let losses = lineage.losses.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    let differs = losses.isEmpty ? "differs in nothing" : "differs in \(losses)"
    let not = lineage.unplanned > 0 ? ", \(lineage.unplanned.of("step")) cannot be sent" : ""
    return
      "\(lineage.focus) on \(lineage.model): \(lineage.steps.of("step")), \(cost), \(differs)\(not)"
  }

  private static func state(_ life: ModelLife) -> String {
    guard life.status != nil else { return "no longer known" }
    guard let left = life.daysLeft else {
      return life.isEnding ? "ends on a day not named" : "goes on"
    }
    if left < 0 { return "ended \((-left).of("day")) ago" }
    return life.isEnding ? "ends in \(left.of("day"))" : "goes on for \(left.of("day"))"
  }

  /// `estimates 11 % low over 40 images`.
  static func comparison(_ billed: ModelUse.Billed) -> String {
    let images = billed.images.of("image")
    guard billed.billedUSD > 0 else { return "no bill to compare over \(images)" }
    let off = (billed.billedUSD - billed.estimatedUSD) / billed.billedUSD * 100
    let percent = Int(off.magnitude.rounded())
    if percent == 0 { return "estimates as billed over \(images)" }
    return "estimates \(percent) % \(off > 0 ? "low" : "high") over \(images)"
  }
}
