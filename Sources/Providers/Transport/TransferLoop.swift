import Foundation
import Synchronization
import TroupeCCurl

/// The thread that all transfers run on, and the queue to it.
final class TransferLoop: Sendable {
  private struct Queue {
    var orders: [TransferOrder] = []
    var isStopped = false
  }

  private let queue = Mutex(Queue())
  // libcurl's handle is no Sendable type. All calls on it are made on its own thread, but for curl_multi_wakeup, the
  // one call that libcurl allows from any.
  private nonisolated(unsafe) let multi: UnsafeMutableRawPointer?

  private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  init() {
    multi = Self.isReady ? curl_multi_init() : nil
    guard multi != nil else { return }
    let thread = Thread { [self] in run() }
    thread.name = "troupe transport"
    thread.start()
  }

  /// Takes `order` on; its `finish` is called in any case.
  func start(_ order: TransferOrder) {
    if let objection = order.objection {
      order.finish(.failure(order.failure(.untrusted, maybeSent: false, objection)))
    } else if multi == nil {
      order.finish(.failure(order.failure(.noConnection, maybeSent: false, Self.noMemory)))
    } else {
      queue.withLock { $0.orders.append(order) }
      wake()
    }
  }

  /// Makes the thread look at its tickets and its queue.
  func wake() { if let multi { curl_multi_wakeup(multi) } }

  /// Ends the thread. No transfer may be under way.
  func stop() {
    queue.withLock { $0.isStopped = true }
    wake()
  }

  private static let noMemory = "libcurl cannot start"

  private func run() {
    Self.holdBackBrokenPipes()
    guard let multi else { return }
    var live: [UnsafeMutableRawPointer: Transfer] = [:]
    while true {
      let (orders, isStopped) = queue.withLock { queue in
        defer { queue.orders = [] }
        return (queue.orders, queue.isStopped)
      }
      for order in orders { Self.add(order, to: multi, &live) }
      for transfer in live.values where transfer.order.ticket.isCancelled {
        live[transfer.easy] = nil
        curl_multi_remove_handle(multi, transfer.easy)
        transfer.cancel()
      }
      if isStopped { break }
      var running: Int32 = 0
      curl_multi_perform(multi, &running)
      Self.reap(multi, &live)
      curl_multi_poll(multi, nil, 0, 60_000, nil)
    }
    curl_multi_cleanup(multi)
  }

  /// A server that hangs up under TLS must not end the program: what a write to it then raises stays with this thread.
  private static func holdBackBrokenPipes() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  private static func add(
    _ order: TransferOrder, to multi: UnsafeMutableRawPointer,
    _ live: inout [UnsafeMutableRawPointer: Transfer]
  ) {
    guard let transfer = Transfer(order) else {
      order.finish(.failure(order.failure(.noConnection, maybeSent: false, noMemory)))
      return
    }
    live[transfer.easy] = transfer
    curl_multi_add_handle(multi, transfer.easy)
  }

  private static func reap(
    _ multi: UnsafeMutableRawPointer, _ live: inout [UnsafeMutableRawPointer: Transfer]
  ) {
    var code = CURLE_OK
    while let easy = troupe_curl_finished(multi, &code) {
      curl_multi_remove_handle(multi, easy)
      live.removeValue(forKey: easy)?.finish(code)
    }
  }
}
