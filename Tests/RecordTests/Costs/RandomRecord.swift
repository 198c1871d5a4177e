import Foundation
import LineageFixture
import TestSupport
import TroupeCare
import TroupeProviders
import TroupeSchema
import TroupeStorage
import TroupeVocabulary

@testable import TroupeRecord

/// A library in which one thing after another happens by chance, always the same by the same seed.
struct RandomRecord {
  let fixture: LineageFixture
  private var random: SeededRandom
  private let requests: [PreparedRequest]
  private let judge: ModelProfile

  private struct Made {
    let id: ULID
    var attempts: [ULID] = []
    var answered = false
    var outputs = 0
  }
  private var made: [Made] = []
  private var checks: [(id: ULID, answered: Bool)] = []
  private var shots = 0
  private var assets = ["kael", "mira", "ash"]

  /// The middle of what happens: a change of months.
  static let turn = Date(timeIntervalSince1970: 1_790_812_800)

  init(seed: UInt64) async throws {
    fixture = try LineageFixture()
    random = SeededRandom(state: seed)
    for asset in assets { try await fixture.addCharacter(asset) }
    var requests: [PreparedRequest] = []
    for model in ["gemini-3-pro-image", "gemini-2.5-flash-image", "troupe/storyboard"] {
      for prompt in ["@kael and @mira", "@kael by @ash", "@ash", "a sea"] {
        requests.append(
          try await fixture.preparation.prepare(fixture.request(prompt, model: model)))
      }
    }
    self.requests = requests + requests.prefix(4).map(\.withoutPrice)
    judge = try fixture.models.profile(named: "gemini-3.8-flash").profile
  }

  /// Has something happen.
  mutating func step() async throws {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<20: try await plan()
    case 20..<22: try await importOne()
    case 22..<34: try await event(.sent)
    case 34..<52: try await answer()
    case 52..<60: try await sendAgain()
    case 60..<64: try await event(.failed)
    case 64..<68: try await event(.unknown)
    case 68..<74: try await planCheck()
    case 74..<84: try await goOnWithCheck()
    case 84..<93: try await tag()
    case 93..<96: try await undo()
    case 96..<97: try await rename()
    case 97..<98: try await purge()
    default: _ = try await Reindexing(database: fixture.database).run()
    }
  }

  private mutating func id(_ date: Date = Self.turn) -> ULID {
    ULID(at: date, entropy: UInt128.random(in: .min ... .max, using: &random))
  }

  private mutating func moment() -> Date {
    Self.turn.addingTimeInterval(.random(in: -40 * 86_400...40 * 86_400, using: &random))
  }

  private mutating func dollars() -> Double? {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: nil
    case 1: 0
    case 2: 1_000_000
    case 3: 0.000_000_5
    default: .random(in: 0...3, using: &random)
    }
  }

  private mutating func write(
    at date: Date = Self.turn, _ body: @escaping @Sendable (GenerationWriter) throws -> Void
  ) async throws {
    let ids = (0..<9).map { _ in id(date) }
    let member = ["", "ann", "ben"].randomElement(using: &random) ?? ""
    try await fixture.database.write { connection in
      var left = ids[...]
      try body(GenerationWriter(connection, at: date, member: member) { left.removeFirst() })
    }
  }

  private mutating func plan() async throws {
    guard let request = requests.randomElement(using: &random) else { return }
    let date = moment()
    let (id, attempt, kind) = (id(date), id(date), Int.random(in: 0..<3, using: &random))
    let number = shots
    shots += 1
    try await write(at: date) { writer in
      var links = GenerationWriter.Links()
      if kind > 0 {
        let path = "scenes/\(kind == 1 ? "night" : "day").toml"
        links.shot = ShotTakeName(
          scene: try writer.scene(at: path, showing: [:], isThere: { _ in true }),
          shot: "\(number)",
          stage: .final, text: Digest(hashing: Data()), take: 1, attempt: 1)
      }
      try writer.plan(id, request, links: links)
      try writer.attempt(attempt, of: id, number: 1, request.message)
    }
    made.append(Made(id: id, attempts: [attempt]))
  }

  /// A generation that was made elsewhere, of an asset that may not be in the library.
  private mutating func importOne() async throws {
    let (id, number) = (id(moment()), shots)
    let cast = ["@kael", "@stranger\(number % 2)"]
    _ = try await MadeUpRecord.importLines(
      [#"{"id": "\#(id)", "prompt": "a sea \#(number)", "cast": \#(cast), "tags": ["tag-1"]}"#],
      to: fixture)
    try await write { try $0.output(Self.image, position: 1, of: id) }
    made.append(Made(id: id, answered: true, outputs: 1))
  }

  private mutating func event(_ state: GenerationState) async throws {
    guard let one = made.randomElement(using: &random) else { return }
    try await write { try $0.event(one.id, state) }
  }

  /// What came for the last send: also long after, as where a job is asked for.
  private mutating func answer() async throws {
    guard let place = made.indices.filter({ !made[$0].answered }).randomElement(using: &random)
    else { return }
    let one = made[place]
    let (cost, count) = (dollars(), Int.random(in: 0...3, using: &random))
    let states: [GenerationState] = [.done, .done, .refused, .unknown, .planned]
    guard let state = states.randomElement(using: &random), let attempt = one.attempts.last else {
      return
    }
    try await write { writer in
      try writer.event(one.id, .received)
      try writer.exchange(
        attempt, answer: HTTPAnswer(status: 200, headers: [], body: Data()),
        body: MessageBody(segments: []), decoded: DecodedAnswer(outcome: .images), cost: cost,
        at: writer.now)
      for number in 0..<count {
        try writer.output(Self.image, position: one.outputs + number + 1, of: one.id)
      }
      try writer.event(one.id, state)
    }
    made[place].answered = true
    made[place].outputs += count
  }

  private static let image = ReceivedImage(
    digest: Digest(hashing: Data("image".utf8)), byteCount: 5, fileExtension: "png",
    mediaType: "image/png", width: 8, height: 8, signature: nil)

  private mutating func sendAgain() async throws {
    guard let place = made.indices.randomElement(using: &random), let request = requests.first
    else { return }
    let (attempt, one) = (id(), made[place])
    try await write {
      try $0.attempt(attempt, of: one.id, number: one.attempts.count + 1, request.message)
    }
    made[place].attempts.append(attempt)
    made[place].answered = false
  }

  private static let file = ObjectStore.Entry(
    digest: Digest(hashing: Data("{}".utf8)), fileExtension: "json", byteCount: 2)

  private mutating func planCheck() async throws {
    guard let one = made.filter({ $0.outputs > 0 }).randomElement(using: &random),
      let message = requests.first?.message
    else { return }
    let date = moment()
    let (id, judge, price) = (id(date), judge, dollars())
    try await write(at: date) { writer in
      try CheckWriter(writer).plan(
        id,
        PreparedCheck(
          image: OutputID(generation: one.id, position: 1), questions: [], pictures: [],
          profile: judge, message: message, price: price), body: Self.file)
    }
    checks.append((id, false))
  }

  private mutating func goOnWithCheck() async throws {
    guard let place = checks.indices.randomElement(using: &random),
      let state = CheckState.allCases.randomElement(using: &random)
    else { return }
    let (id, cost) = (checks[place].id, dollars())
    let isAnswer = !checks[place].answered && Bool.random(using: &random)
    try await write { writer in
      if isAnswer {
        try CheckWriter(writer).answer(
          id, status: 200, body: Self.file, JudgeAnswer(.words("")), cost: cost)
      }
      try CheckWriter(writer).event(id, state)
    }
    if isAnswer { checks[place].answered = true }
  }

  private mutating func tag() async throws {
    let some = made.shuffled(using: &random).prefix(3)
    let targets = some.map {
      AnnotationTarget(generation: $0.id, position: $0.outputs > 1 ? 1 : nil)
    }
    let (isOn, tag) = (Int.random(in: 0..<3, using: &random) > 0, "tag-\(shots % 3)")
    try await write {
      let writer = AnnotationWriter($0.connection, at: $0.now, by: "")
      try writer.tag(targets, tag, isOn: isOn)
      if !isOn { try writer.rate(targets, 3) }
    }
  }

  private mutating func undo() async throws {
    try? await write {
      _ = try AnnotationWriter($0.connection, at: $0.now, by: "").undo()
    }
  }

  private mutating func rename() async throws {
    guard let place = assets.indices.randomElement(using: &random) else { return }
    let new = "\(assets[place])\(shots)"
    _ = try await fixture.catalog.rename(Handle(assets[place]), to: Handle(new))
    assets[place] = new
  }

  /// One asset stays. What is open ends first.
  private mutating func purge() async throws {
    guard assets.count > 1 else { return }
    let open = try await fixture.column(
      "generation",
      "SELECT generation FROM current_state WHERE state IN ('planned', 'sent', 'received')"
    ).compactMap { ULID($0) }
    for id in open { try await write { try $0.event(id, .failed) } }
    let asset = try await fixture.catalog.asset(Handle(assets.removeLast()))
    let purges = Purges(
      fixture.generations, objects: fixture.objects, spool: fixture.spool,
      digestedTables: Schema.digestedTables)
    let target = PurgeTarget.asset(asset, withOutputs: false)
    let plan = try await purges.plan(target)
    _ = try await purges.purge(target, as: plan, reason: "")
  }
}

extension PreparedRequest {
  /// The same of a model whose price is not known.
  fileprivate var withoutPrice: PreparedRequest {
    var profile = profile
    profile.price = Sourced(nil, source: "test", checked: "2026-11-20")
    return PreparedRequest(
      request: request, profile: profile, selection: selection, composition: composition,
      inputs: inputs, cast: cast,
      encoded: Encoded(request: message, sent: sent, adjustments: []), adjustments: [])
  }
}
