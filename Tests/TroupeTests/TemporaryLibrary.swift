import Foundation
import Synchronization
import TestSupport
import Testing
import Troupe

/// A library in a folder of its own, without the user's keys and settings; removed in the end.
final class TemporaryLibrary: Sendable {
  /// Holds the library's folder and the files of the test.
  let base: URL
  let library: Library
  private let onMain: MainThreadLog

  /// Whether the library asked for the time on the main thread.
  var workedOnMainThread: Bool { onMain.isMain }
  /// How often the library asked for the time.
  var timesAsked: Int { onMain.count }

  /// An empty library that also knows `troupe/pocket`, a model with narrow limits.
  init() async throws {
    base = FileManager.default.temporaryDirectory.appending(
      path: "troupe-face-\(UUID())", directoryHint: .isDirectory)
    let folder = base.appending(path: "lib")
    let models = folder.appending(path: "models")
    try FileManager.default.createDirectory(at: models, withIntermediateDirectories: true)
    let demo = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Demo/models/pocket.json")
    try FileManager.default.copyItem(at: demo, to: models.appending(path: "pocket.json"))
    onMain = MainThreadLog()
    library = try await Library.make(at: folder, environment: Self.environment(base, onMain))
  }

  deinit {
    try? library.close()
    try? FileManager.default.removeItem(at: base)
  }

  /// The same folder, opened once more, with further variables of the environment.
  func reopened(adding variables: [String: String] = [:]) async throws -> Library {
    try await Library.open(
      at: library.folder, environment: Self.environment(base, onMain, variables))
  }

  private static func environment(
    _ base: URL, _ log: MainThreadLog, _ variables: [String: String] = [:]
  ) -> LibraryEnvironment {
    LibraryEnvironment(
      environment: [
        "HOME": base.path, "XDG_CONFIG_HOME": base.appending(path: "config").path,
        "XDG_DATA_HOME": base.appending(path: "data").path,
      ].merging(variables) { $1 },
      clock: {
        log.note()
        return Date()
      })
  }

  /// Writes a PNG of one color.
  @discardableResult
  func picture(_ name: String, red: UInt8 = 90, green: UInt8 = 90, blue: UInt8 = 90) throws -> URL {
    let bytes = SamplePicture.png(width: 64, height: 48, red: red, green: green, blue: blue)
    return try file(name, bytes)
  }

  /// Writes a file, and the folders above it.
  @discardableResult
  func file(_ name: String, _ bytes: Data) throws -> URL {
    let url = base.appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: url)
    return url
  }

  /// Adds two characters and a style, each with one picture.
  func addCast() async throws {
    try await library.add(
      .character, "kael", images: [.file(picture("kael.png", red: 220))],
      AssetDetails(traits: ["scar over the left eye"]), reference: ReferenceDetails(view: .front))
    try await library.add(.character, "米拉", images: [.file(picture("mira.png", green: 220))])
    try await library.add(.style, "ink", images: [.file(picture("ink.png", red: 10))])
  }

  /// Generates one image on the offline model.
  func shot(_ prompt: String, _ options: GenerateOptions = .offline) async throws -> Generation {
    try #require(try await library.generate(prompt, options).last).generation
  }
}

/// Whether any call came on the main actor's queue.
final class MainThreadLog: Sendable {
  private let calls = Mutex((count: 0, isMain: false))

  var count: Int { calls.withLock(\.count) }
  var isMain: Bool { calls.withLock(\.isMain) }

  func note() {
    let isMain = MainQueue.isCurrent
    calls.withLock { $0 = ($0.count + 1, $0.isMain || isMain) }
  }
}

/// Events in the order in which they came.
final class EventLog: Sendable {
  private let log = Mutex<[WorkEvent]>([])
  let threads = MainThreadLog()

  var events: [WorkEvent] { log.withLock { $0 } }

  /// Files or images done and in all, as reported.
  var counts: [[Int]] {
    events.compactMap {
      if case .advanced(let done, let total) = $0 { [done, total] } else { nil }
    }
  }

  @Sendable func note(_ event: WorkEvent) {
    threads.note()
    log.withLock { $0.append(event) }
  }
}

extension GenerateOptions {
  static var offline: GenerateOptions { GenerateOptions(model: "troupe/storyboard") }
}

/// The code of the error that `work` ends with; `nil` for none.
func code(of work: () async throws -> Void) async -> String? {
  do {
    try await work()
    return nil
  } catch let error as TroupeError {
    return error.code
  } catch {
    return "\(type(of: error))"
  }
}
