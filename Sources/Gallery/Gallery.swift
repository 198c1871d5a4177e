import Foundation
import Synchronization
public import Troupe
public import TroupeMCP

/// The gallery of a library: pages in a browser on the same machine.
public struct Gallery: Sendable {
  /// How it is served.
  public struct Options: Sendable {
    /// The port on this machine, 0 for any that is free.
    public var port: Int
    /// Whether nothing may be changed or sent from it.
    public var isReadOnly: Bool

    /// The most that all calls of agents may cost together, 0 or more US dollars; `nil` leaves it to the bounds of the
    /// settings.
    public var maxCost: Double?

    /// Served on `port`.
    public init(port: Int = 0, isReadOnly: Bool = false, maxCost: Double? = nil) {
      (self.port, self.isReadOnly, self.maxCost) = (port, isReadOnly, maxCost)
    }
  }

  let library: Library
  let options: Options
  let wording: ErrorWording
  let templates: [Language: PageTemplates]
  let words: [Language: Words]
  let jobs: JobBoard
  let feed: EventFeed
  let models: ModelCache

  /// The gallery of `library`, which says errors by `wording`.
  /// - Throws: where a built-in template cannot be read.
  public init(_ library: Library, _ options: Options, wording: ErrorWording) throws {
    self.library = library
    self.options = options
    self.wording = wording
    let words = Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, Words.builtIn($0)) })
    self.words = words
    let files = WebFiles.templates
    templates = try words.mapValues { try PageTemplates(files, words: $0.fixed) }
    let feed = EventFeed(library)
    self.feed = feed
    jobs = JobBoard(wording: wording) { feed.send("work", JobEvent($0, words)) }
    models = ModelCache(library)
  }

  /// Serves until its task is cancelled; then waits for what is being sent.
  ///
  /// Agents are served at the path `/mcp`, with the token as a bearer's.
  /// - Parameter onListening: told the address, and the token that lets its reader in.
  /// - Throws: `GalleryError` where the port cannot be had.
  public func run(onListening: @escaping @Sendable (_ entry: GalleryEntry) -> Void) async throws {
    let token = Self.token()
    let agents = MCPClients(
      MCPServer(
        library, .init(maxCost: options.maxCost, isReadOnly: options.isReadOnly), wording: wording))
    let server = GalleryServer(
      port: options.port, isReadOnly: options.isReadOnly, token: token, routes: routes,
      events: { feed.events(after: $0) },
      problem: { visit, error, status in problem(visit, error, status) }, agents: agents)
    let watching = Task { await feed.watch() }
    defer { watching.cancel() }
    do {
      try await server.run { onListening(GalleryEntry(port: $0, token: token)) }
    } catch {
      await agents.endAll()
      await jobs.endAll()
      throw error
    }
    await agents.endAll()
    await jobs.endAll()
  }

  /// 128 random bits in hexadecimal digits.
  private static func token() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<2).map { _ in
      let digits = String(generator.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// What the pages of one visit are made from.
  func room(_ visit: Visit) -> Room {
    let language = Language(rawValue: visit.language) ?? .english
    return Room(
      library: library, words: words[language] ?? Words(language, fixed: [:]),
      isReadOnly: options.isReadOnly, wording: wording, now: Date(), modelCache: models)
  }
}

/// Where a gallery is entered.
public struct GalleryEntry: Hashable, Sendable {
  /// The port on this machine.
  public let port: Int
  /// What lets readers and agents in, 32 hexadecimal digits.
  public let token: String

  /// The address to open in a browser.
  public var address: String { "http://127.0.0.1:\(port)/?token=\(token)" }

  /// The address for agents, which send the token as `Authorization: Bearer`.
  public var agentAddress: String { "http://127.0.0.1:\(port)/mcp" }
}

/// The models with their keys, read again after some seconds.
final class ModelCache: Sendable {
  private static let seconds = 5.0
  private let library: Library
  private let state = Mutex<(at: Date, keys: ModelKeys)?>(nil)

  init(_ library: Library) { self.library = library }

  var keys: ModelKeys {
    if let known = state.withLock(\.self), -known.at.timeIntervalSinceNow < Self.seconds {
      return known.keys
    }
    let keys = ModelKeys(library)
    state.withLock { $0 = (Date(), keys) }
    return keys
  }
}
