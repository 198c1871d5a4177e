import Foundation
import Testing
import Troupe

/// What `changes()` tells an app.
@Suite struct ChangesTests {
  @Test(.timeLimit(.minutes(10)))
  func aChangeOfOnesOwnIsSeenAndTheEndToo() async throws {
    let scratch = try await TemporaryLibrary()
    var changes = scratch.library.changes().makeAsyncIterator()
    try await scratch.library.add(.character, "kael")
    #expect(try await changes.next() != nil)
    #expect(try await scratch.library.assets().map(\.handle) == ["kael"])
    let library = scratch.library
    let closing = Task {
      try await Task.sleep(for: .milliseconds(300))
      try library.close()
    }
    // The last change may be told twice at most; then the sequence ends.
    var more = 0
    while try await changes.next() != nil { more += 1 }
    #expect(more <= 2)
    try await closing.value
  }

  @Test(.timeLimit(.minutes(10)))
  func aChangeThroughAnotherLibraryIsSeen() async throws {
    let scratch = try await TemporaryLibrary()
    let other = try await scratch.reopened()
    var changes = scratch.library.changes().makeAsyncIterator()
    try await other.add(.style, "ink")
    #expect(try await changes.next() != nil)
    #expect(try await scratch.library.assets().map(\.handle) == ["ink"])
    try other.close()
  }

  @Test(.timeLimit(.minutes(10)))
  func aCancelledWaitEnds() async throws {
    let scratch = try await TemporaryLibrary()
    let changes = scratch.library.changes()
    let waiting = Task { try await changes.reduce(into: 0) { count, _ in count += 1 } }
    waiting.cancel()
    #expect(try await waiting.value == 0)
  }

  @Test(.timeLimit(.minutes(10)))
  func aClosedLibraryHasNoChanges() async throws {
    let scratch = try await TemporaryLibrary()
    try scratch.library.close()
    for try await _ in scratch.library.changes() { Issue.record("a change after the end") }
  }
}
