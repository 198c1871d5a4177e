import ArgumentParser
import Foundation
import Troupe

/// What every command takes.
struct GlobalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The library's folder. Default: $TROUPE_LIBRARY, the nearest folder upwards that is one, \
      ~/.local/share/troupe.
      """,
      valueName: "dir"))
  var library: String?

  @Flag(
    help:
      "Print one JSON document on stdout, and nothing else but errors and warnings: one JSON line each on stderr."
  )
  var json = false

  @Flag(name: .shortAndLong, help: "Say nothing but errors on stderr.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Say more on stderr.")
  var verbose = false

  func validate() throws {
    if quiet && verbose { throw ValidationError("--quiet and --verbose exclude each other.") }
  }

  /// Where results and talk go.
  var console: Console { Console(isJSON: json, isQuiet: quiet, isVerbose: verbose) }

  /// The library's place, for commands that can do without one.
  func location() throws -> LibraryLocation { try .find(named: library) }

  /// Opens the library to send something that may be billed.
  func openToSpend() async throws -> Library { try await openToWrite(isSpending: true) }

  /// Opens the library to change it, and says which it is unless the user named it.
  ///
  /// - Parameter refreshing: whether what changed in linked libraries is taken over first.
  func openToWrite(
    isSpending: Bool = false, refreshing: Bool = true
  ) async throws -> Library {
    let (library, isNamed) = try await open(isSpending: isSpending)
    if !isNamed || verbose { console.say("Library: \(library.folder.path)") }
    if refreshing { try await refreshLinks(of: library) }
    return library
  }

  private func refreshLinks(of library: Library) async throws {
    let (reports, unread) = try await library.refreshLinks()
    console.warn(unread.map(\.error))
    for note in reports.flatMap(\.notes) { console.say("\("Warning:", .bad) \(note)") }
  }

  /// Opens the library to read, and says what waits to be finished in it.
  ///
  /// - Parameter refreshing: whether what changed in linked libraries is taken over first.
  func openToRead(refreshing: Bool = false) async throws -> Library {
    let (library, _) = try await open()
    if verbose { console.say("Library: \(library.folder.path)") }
    if refreshing { try await refreshLinks(of: library) }
    // What cannot be counted keeps nothing from being read.
    let count = (try? await library.waiting()) ?? 0
    let jobs = (try? await library.waitingJobs()) ?? 0
    if count > jobs {
      console.say(
        """
        \((count - jobs).of("generation")) not finished: still being made, or left by a crash \
        ('troupe recover' ends those).
        """
      )
    }
    console.say(jobs: jobs)
    return library
  }

  /// The environment, in which people hear why a request waits, and their own commands follow what was made.
  private func environment(of library: URL) -> LibraryEnvironment {
    let (console, hooks) = (console, Hooks(library: library, console: console))
    return LibraryEnvironment(
      wait: { seconds, reason in
        console.say("Waiting \(Int(seconds.rounded(.up))) s: \(reason).")
        try await Task.sleep(for: .seconds(seconds))
      },
      ended: { generation in
        await hooks.run(.afterGenerate, GenerationDocument(generation, in: library))
      })
  }

  private func open(isSpending: Bool = false) async throws -> (Library, isNamed: Bool) {
    let location = try location()
    let bar = console.progress("Migrating")
    defer { bar.end() }
    let library = try await Library.open(
      at: location.folder, environment: environment(of: location.folder)
    ) { event in
      if case .advanced(done: 0, _) = event {
        console.say(
          """
          The library is being brought to this version's schema, after a backup; nothing changes before all \
          is done.
          """)
      }
      bar.show(event)
    }
    bar.end()
    if isSpending { try library.checkSpending() }
    console.warn(library.problems)
    if let backup = library.migrationBackup {
      console.say("The library was brought to this version's schema. A backup stands at \(backup).")
    }
    return (library, location.isNamed)
  }
}
