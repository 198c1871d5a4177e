import Foundation
import LineageFixture
import Testing
import TroupeStorage
import TroupeVocabulary

@testable import TroupeRecord

/// Long lineages are read in parts.
@Suite struct LineagePageTests {
  /// All pages, until the last.
  private func pages(_ made: MadeLineage, of place: Int, limit: Int) async throws -> [LineagePage] {
    try await made.read { reader in
      var pages = [try reader.page(of: made.ids[place], limit: limit)]
      while let next = pages.last?.next, pages.count < 100 {
        pages.append(try reader.page(of: made.ids[place], limit: limit, after: next))
      }
      return pages
    }
  }

  /// What `pages` show of what goes before the focus, of it, and of what comes after, each in the order of the whole.
  private func places(_ pages: [LineagePage], _ made: MadeLineage, around focus: Int) -> [Int] {
    let all = pages.map { made.places($0.generations.map(\.id)) }
    return all.reversed().flatMap { $0.filter { $0 < focus } }
      + all.flatMap { $0.filter { $0 >= focus } }
  }

  @Test func aLineOfAThousandIsReadFromItsMiddle() async throws {
    let made = try await MadeLineage.chain(1000)
    let line = try await made.read { reader in
      (try reader.ancestors(of: made.ids[999]), try reader.descendants(of: made.ids[0]))
    }
    #expect(line.0 == Array(made.ids[..<999]) && line.1 == Array(made.ids[1...]))
    let page = try await made.read { try $0.page(of: made.ids[700], limit: 100) }
    #expect(made.places(page.generations.map(\.id)) == Array(651...750))
    #expect(page.total == .init(ancestors: 700, descendants: 299))
    #expect(page.remaining == .init(ancestors: 651, descendants: 249))
    #expect(page.depth == 700 && page.roots == [made.ids[0]])
    #expect(page.generations.dropFirst().allSatisfy { page.stem(of: $0) == $0.parents.first })
    let pages = try await pages(made, of: 700, limit: 100)
    #expect(pages.count == 10)
    #expect(places(pages, made, around: 700) == Array(0..<1000))
  }

  @Test func aHubOfThreeThousandIsReadInParts() async throws {
    let made = try await MadeLineage.hub(3001)
    let page = try await made.read { try $0.page(of: made.ids[0], limit: 100) }
    #expect(made.places(page.generations.map(\.id)) == Array(0..<100))
    #expect(page.total.descendants == 3000 && page.remaining.descendants == 2901)
    let pages = try await pages(made, of: 0, limit: 400)
    #expect(pages.count == 8 && pages.last?.remaining.all == 0)
    #expect(places(pages, made, around: 0) == Array(0...3000))
    // One of them goes back to the hub alone.
    let leaf = try await made.read { try $0.page(of: made.ids[1500], limit: 100) }
    #expect(made.places(leaf.generations.map(\.id)) == [0, 1500] && leaf.next == nil)
  }

  /// 0 ─ 1 ─ 3 ─ 4 and 0 ─ 2 ─ 3: what is reached in two ways stands there once.
  @Test(arguments: [1, 2, 3, 5, .max])
  func eachIsOnOnePage(_ limit: Int) async throws {
    let made = try await MadeLineage([
      [], [(0, .image)], [(0, .sheet)], [(1, .conversation), (2, .request)], [(3, .image)], [],
    ])
    for focus in 0..<5 {
      let pages = try await pages(made, of: focus, limit: limit)
      let places = places(pages, made, around: focus)
      #expect(places == places.sorted() && Set(places).count == places.count, "\(places)")
      let expected: [[Int]] = [
        [0, 1, 2, 3, 4], [0, 1, 3, 4], [0, 2, 3, 4], [0, 1, 2, 3, 4], [0, 1, 2, 3, 4],
      ]
      #expect(places == expected[focus])
      #expect(pages[0].generations.contains { $0.id == made.ids[focus] })
      #expect(pages.allSatisfy { $0.generations.count <= limit && !$0.generations.isEmpty })
    }
  }

  @Test func whatItWasMadeFromComesBeforeWhatIsNewer() async throws {
    // The last one edits the first and takes a picture at the end of a long line.
    var parents: [MadeLineage.Parents] = [[], []]
    for place in 2..<60 { parents.append([(place - 1, .image)]) }
    parents.append([(0, .request), (59, .image)])
    let made = try await MadeLineage(parents)
    let page = try await made.read { try $0.page(of: made.ids[60], limit: 4) }
    #expect(made.places(page.generations.map(\.id)) == [0, 58, 59, 60])
    #expect(page.stem(of: try #require(page.generations.last)) == made.ids[0])
    #expect(page.roots == [made.ids[0], made.ids[1]] && page.depth == 59)
    let pages = try await pages(made, of: 60, limit: 4)
    #expect(pages.flatMap { made.places($0.generations.map(\.id)) }.sorted() == Array(0...60))
  }

  @Test func parentsComeFirstWhateverTheClockSaid() async throws {
    let made = try await MadeLineage([
      [], [(0, .image)], [(0, .image)], [(1, .image), (2, .image)],
    ])
    try await made.fixture.database.write {
      try $0.execute("UPDATE generation SET created_at = 4000000000000 - seq")
    }
    let page = try await made.read { try $0.page(of: made.ids[0], limit: 9) }
    #expect(made.places(page.generations.map(\.id)) == [0, 2, 1, 3])
  }

  @Test func aPlaceInAnotherLineageIsNone() async throws {
    let made = try await MadeLineage([[], [], [(1, .image)], []])
    let stranger = made.fixture.generations.newID()
    func code(_ ancestor: ULID, _ descendant: ULID) async -> String? {
      do {
        _ = try await made.read {
          try $0.page(
            of: made.ids[2], limit: 9,
            after: LineageCursor(ancestor: ancestor, descendant: descendant))
        }
        return nil
      } catch { return (error as? TroupeError)?.code }
    }
    #expect(await code(made.ids[0], made.ids[2]) == "invalid_value")
    #expect(await code(made.ids[2], made.ids[0]) == "invalid_value")
    #expect(await code(stranger, made.ids[2]) == "unknown_generation")
    #expect(await code(made.ids[1], made.ids[2]) == nil)
  }

  @Test func aPageTakesAsManyStatementsHoweverLongItIs() async throws {
    var counts: [Int] = []
    for count in [3, 300] {
      let made = try await MadeLineage.chain(count)
      let before = made.fixture.database.statementCount
      let page = try await made.read { try $0.page(of: made.ids[count / 2], limit: .max) }
      #expect(page.generations.count == count)
      counts.append(made.fixture.database.statementCount - before)
    }
    #expect(counts[0] == counts[1] && counts[0] > 0)
  }

  @Test func anEdgeToNothingIsAnErrorThatNamesIt() async throws {
    let made = try await MadeLineage.chain(3)
    try await made.fixture.database.write { try $0.execute("INSERT INTO edge VALUES (90, 1)") }
    await #expect {
      try await made.read { _ = try $0.page(of: made.ids[0], limit: 9) }
    } throws: { "\($0)".contains("edge") && ($0 as? TroupeError)?.code == "damaged_row" }
    #expect(try await made.read { try $0.descendants(of: made.ids[0]) } == Array(made.ids[1...]))
  }
}
