import LineageFixture
import TestSupport
import TroupeProviders
import TroupeRecord
import TroupeStorage
import TroupeVocabulary

/// A library whose generations came from one another as a test says. They are written in one transaction, and none is sent.
struct MadeLineage {
  /// By what one generation came from another.
  enum Way: CaseIterable {
    case image, sheet, conversation, request
  }

  /// The parents of one generation, by their places.
  typealias Parents = [(place: Int, way: Way)]

  let fixture: LineageFixture
  /// In order of arrival.
  let ids: [ULID]

  init(_ all: [Parents]) async throws {
    let fixture = try LineageFixture()
    let plain = try await fixture.preparation.prepare(
      fixture.request("a roof", model: "troupe/storyboard"))
    let bytes = SamplePicture.png(width: 12, height: 9, red: 50)
    let picture = StoredImage(
      digest: try fixture.objects.put(bytes, fileExtension: "png"), type: .png, width: 12,
      height: 9, byteCount: bytes.count)
    let ids = all.indices.map { _ in fixture.generations.newID() }
    try await fixture.generations.write { writer in
      for (id, parents) in zip(ids, all) {
        let named = parents.map { (ids[$0.place], $0.way) }
        try writer.plan(id, Self.prepared(plain, named, picture), links: .init())
        try writer.event(id, .done)
      }
    }
    self.fixture = fixture
    self.ids = ids
  }

  /// One after the other.
  static func chain(_ count: Int) async throws -> MadeLineage {
    try await copies(count, of: "n - 1")
  }

  /// One, and all others made of it.
  static func hub(_ count: Int) async throws -> MadeLineage { try await copies(count, of: "1") }

  /// One and its copies, of which each came from that with the number `parent`: rows alone, so that thousands are there at
  /// once.
  private static func copies(_ count: Int, of parent: String) async throws -> MadeLineage {
    let one = try await MadeLineage([[]])
    try await one.fixture.database.write { connection in
      let names = try connection.rows("SELECT name FROM pragma_table_info('generation')").map {
        try $0.text(0)
      }
      let own = ["seq": "n", "id": "printf('%026d', n)", "created_at": "created_at + n"]
      let numbers = "WITH RECURSIVE t (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM t LIMIT ?)"
      try connection.execute(
        """
        INSERT INTO generation (\(names.joined(separator: ", "))) \(numbers)
        SELECT \(names.map { own[$0] ?? $0 }.joined(separator: ", "))
        FROM t CROSS JOIN generation WHERE seq = 1
        """, count - 1)
      try connection.execute(
        """
        INSERT INTO current_state SELECT id, 'done', '' FROM generation WHERE seq > 1
        """)
      try connection.execute("INSERT INTO edge \(numbers) SELECT n, \(parent) FROM t", count - 1)
    }
    let ids = try await one.fixture.database.read { connection in
      try connection.rows("SELECT id FROM generation ORDER BY seq").map { try $0.ulid(0) }
    }
    return MadeLineage(fixture: one.fixture, ids: ids)
  }

  private init(fixture: LineageFixture, ids: [ULID]) {
    self.fixture = fixture
    self.ids = ids
  }

  private static func prepared(
    _ plain: PreparedRequest, _ parents: [(ULID, Way)], _ picture: StoredImage
  ) -> PreparedRequest {
    func named(_ way: Way) -> [OutputID] {
      parents.filter { $0.1 == way }.map { OutputID(generation: $0.0, position: 1) }
    }
    let images = named(.image).enumerated().map { index, origin in
      ChosenInput(
        position: index + 1, role: .style, depiction: Depiction(origin: origin), image: picture,
        reason: "named")
    }
    let parts = named(.sheet).enumerated().map { index, origin in
      SheetPart(
        number: index + 1,
        depiction: Depiction(asset: "kael", name: "Kael", kind: .character, origin: origin),
        image: picture, label: "", reason: "named", value: 0)
    }
    let sheet = ChosenInput(
      position: images.count + 1, role: .identity, image: picture, reason: "drawn", sheet: parts)
    let inputs = (images + (parts.isEmpty ? [] : [sheet])).map {
      SentInput(chosen: $0, rendition: picture, label: "")
    }
    var request = plain.request
    request.parent = named(.request).first.map {
      InputImage(image: picture, origin: $0, role: .parent)
    }
    return PreparedRequest(
      request: request, profile: plain.profile, selection: plain.selection,
      composition: plain.composition, inputs: inputs, cast: [],
      encoded: Encoded(request: plain.message, sent: plain.sent, adjustments: []),
      adjustments: [], history: named(.conversation).map(\.generation))
  }

  func read<Value: Sendable>(
    _ body: @escaping @Sendable (LineageReader) throws -> Value
  ) async throws -> Value {
    try await fixture.database.read { try body(LineageReader($0)) }
  }

  /// The places of `found`.
  func places(_ found: [ULID]) -> [Int] {
    let places = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
    return found.map { places[$0] ?? -1 }
  }

  /// The rows of the table of edges.
  func edges() async throws -> [[Int]] {
    try await fixture.database.read { connection in
      try connection.rows("SELECT child, parent FROM edge ORDER BY 1, 2").map {
        [try $0.int(0), try $0.int(1)]
      }
    }
  }

  /// What `verify` finds, as subject and reason.
  func problems() async throws -> [String] {
    try await fixture.verify().problems.map { "\($0.subject): \($0.reason)" }
  }
}
