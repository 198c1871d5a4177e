internal import TroupeRecord
internal import TroupeSearch

extension Library {
  /// Past generations, newest first or as the query asks.
  ///
  /// All words of the query must be in one of the texts of a generation: its prompt as asked and as sent, what its cast was
  /// called and said to be, captions, the words of the answer or of the refusal, tags and notes. <doc:SearchLanguage> tells
  /// how queries are written.
  /// - Parameters:
  ///   - query: any text is understood somehow; `SearchResult.interpretation` says how.
  ///   - limit: the most that are returned, 1 or more.
  ///   - cursor: `SearchResult.next` of the page before, for the same query; `nil` for the first page.
  /// - Throws: `TroupeError.invalidValue` for a limit below 1 or a cursor that is none; `RequestError.unknownBoard`.
  @concurrent public func search(
    _ query: String, limit: Int = 20, after cursor: String? = nil
  ) async throws -> SearchResult {
    let (parsed, search, notes) = try await prepared(query, limit: limit)
    let page = try await search.page(parsed, limit: limit, after: Self.cursor(cursor))
    return SearchResult(
      interpretation: ([parsed.interpretation] + notes).joined(separator: " "),
      notes: parsed.notes + notes, generations: page.generations, total: page.total?.count,
      isTotalExact: page.total?.isExact ?? false, next: page.next.map { "\($0)" })
  }

  /// The same with each generation in short, its images among it: what a wall of pictures shows.
  /// - Throws: as `search(_:limit:after:)`.
  @concurrent public func searchPage(
    _ query: String, limit: Int = 60, after cursor: String? = nil
  ) async throws -> SearchPage {
    let (parsed, search, notes) = try await prepared(query, limit: limit)
    let page = try await search.summaries(parsed, limit: limit, after: Self.cursor(cursor))
    return SearchPage(
      interpretation: ([parsed.interpretation] + notes).joined(separator: " "),
      notes: parsed.notes + notes, generations: page.generations, total: page.total?.count,
      isTotalExact: page.total?.isExact ?? false, next: page.next.map { "\($0)" })
  }

  /// The same, and of each generation no more than a list shows: quicker, for many questions in one process.
  /// - Throws: as `search(_:limit:after:)`.
  @concurrent public func searchHits(
    _ query: String, limit: Int = 20, after cursor: String? = nil
  ) async throws -> [SearchHit] {
    let (parsed, search, _) = try await prepared(query, limit: limit)
    return try await search.hits(parsed, limit: limit, after: Self.cursor(cursor)).hits
  }

  /// How many past generations answer to `query`, in all and by model, asset, state and month.
  /// - Throws: `RequestError.unknownBoard`.
  @concurrent public func searchFacets(_ query: String) async throws -> SearchFacets {
    let (parsed, search, _) = try await prepared(query, limit: 1)
    return try await search.facets(parsed)
  }

  /// The images next to those of a generation where what answers to `query` is shown, in its order: the last one of the
  /// generation before that has any, and the first one of the next; `nil` at an end, or where hundreds without an image
  /// lie between.
  /// - Throws: `RequestError.unknownGeneration`, `RequestError.unknownBoard`.
  @concurrent public func neighbors(
    of generation: ULID, in query: String = ""
  ) async throws -> (previous: OutputID?, next: OutputID?) {
    let (parsed, search, _) = try await prepared(query, limit: 1)
    return try await search.neighbors(of: generation, in: parsed)
  }

  /// What the last word of a query that is being typed can become: names of filters, their values, and the cast, looks,
  /// models, tags, boards and scenes of this library.
  /// - Parameters:
  ///   - query: as far as it is typed; after a space the names of all filters are told.
  ///   - limit: the most that are returned, 1 or more.
  /// - Returns: whole words, each to stand in the place of the last one.
  /// - Throws: `TroupeError.invalidValue` for a limit below 1.
  @concurrent public func searchCompletions(
    _ query: String, limit: Int = 50
  ) async throws -> [String] {
    guard limit >= 1 else {
      throw TroupeError.invalidValue(name: "limit", value: "\(limit)", expected: "1 or more")
    }
    return try await services.database.read { try QueryCompletions($0).words(query, limit: limit) }
  }

  private static func cursor(_ text: String?) throws -> SearchCursor? {
    try text.map {
      guard let cursor = SearchCursor($0) else {
        throw TroupeError.invalidValue(
          name: "after", value: $0, expected: "the 'next' of the page before")
      }
      return cursor
    }
  }

  /// The query as it was read, what answers it, and notes about what it names.
  private func prepared(
    _ query: String, limit: Int
  ) async throws -> (SearchQuery, GenerationSearch, notes: [String]) {
    guard limit >= 1 else {
      throw TroupeError.invalidValue(name: "limit", value: "\(limit)", expected: "1 or more")
    }
    let parsed = SearchQuery(parsing: query, now: services.generations.now())
    var named = NamedGenerations()
    var notes: [String] = []
    let locator = GenerationLocator(database: services.database)
    for filter in parsed.filters {
      let (name, word): (String, String)
      switch filter {
      case .parent(let text): (name, word) = (text, "parent")
      case .under(let text): (name, word) = (text, "under")
      case .like(let text): (name, word) = (text, "like")
      default: continue
      }
      do {
        if word == "like" {
          let found = try await similarImages(to: name)
          var seen: Set<Int64> = []
          named.like[name] = found.images.map { Int64($0.seq) }.filter { seen.insert($0).inserted }
          if found.waiting > 0 {
            notes.append(
              "\(found.waiting) images wait for a fingerprint, so they are not compared.")
          }
        } else {
          named.generations[name] = try await locator.target(name).generation
        }
      } catch TroupeError.request(.unknownGeneration) {
        let what = word == "like" ? "No image" : "No generation"
        notes.append("\(what) is called '\(name)', so nothing answers to \(word):\(name).")
      } catch TroupeError.request(.ambiguous(_, let matches)) {
        notes.append(
          "'\(name)' may be \(matches.joined(separator: ", ")), so nothing answers to \(word):\(name)."
        )
      } catch TroupeError.library(.noFile) {
        notes.append("There is no file '\(name)', so nothing answers to \(word):\(name).")
      } catch TroupeError.image {
        notes.append(
          "'\(name)' is no picture that can be read, so nothing answers to like:\(name).")
      } catch TroupeError.request(.noOutput) {
        notes.append("'\(name)' is no image, so nothing answers to \(word):\(name).")
      }
    }
    return (parsed, GenerationSearch(database: services.database, named: named), notes)
  }
}
