import Dispatch
import Foundation
import Synchronization

/// Calls `cancel` at the first Ctrl-C or SIGTERM, so that the record of a paid call becomes true;
/// the second one ends the process at once.
final class Interruption {
  private let sources: [any DispatchSourceSignal]
  private let count = Count()

  init(cancel: @escaping @Sendable () -> Void) {
    let count = count
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        if count.next() > 1 { _exit(130) }
        cancel()
      }
      source.activate()
      return source
    }
  }

  /// Whether it came to that.
  var hasCome: Bool { count.number > 0 }

  func end() { sources.forEach { $0.cancel() } }

  private final class Count: Sendable {
    private let value = Mutex(0)

    var number: Int { value.withLock(\.self) }

    func next() -> Int {
      value.withLock {
        $0 += 1
        return $0
      }
    }
  }
}
