import Foundation
import Synchronization
import TroupeCTransfer

/// The thread that all transfers run on, and the queue to it.
final class TransferLoop: Sendable {
  private struct Queue {
    var orders: [TransferOrder] = []
    var isStopped = false
    /// Whether no thread takes orders, as libcurl cannot start.
    var isClosed = false
  }

  private let queue: Mutex<Queue>
  private let pipe: WakePipe?

  init() {
    pipe = troupe_curl_load() == 1 ? WakePipe() : nil
    queue = Mutex(Queue(isClosed: pipe == nil))
    guard pipe != nil else { return }
    let thread = Thread { [self] in run() }
    thread.name = "troupe transport"
    thread.start()
  }

  /// Takes `order` on; its `finish` is called in any case.
  func start(_ order: TransferOrder) {
    if let objection = order.objection {
      return order.finish(.failure(order.failure(.untrusted, maybeSent: false, objection)))
    }
    let isTaken = queue.withLock { queue in
      if !queue.isClosed { queue.orders.append(order) }
      return !queue.isClosed
    }
    if isTaken { wake() } else { Self.refuse(order) }
  }

  /// Makes the thread look at its tickets and its queue.
  func wake() { pipe?.wake() }

  /// Ends the thread. No transfer may be under way.
  func stop() {
    queue.withLock { $0.isStopped = true }
    wake()
  }

  private static func refuse(_ order: TransferOrder) {
    order.finish(
      .failure(
        order.failure(.noConnection, maybeSent: false, "libcurl is not installed, or cannot start"))
    )
  }

  private func run() {
    Self.holdBackBrokenPipes()
    guard let pipe, let multi = troupe_curl_multi_init() else {
      let orders = queue.withLock { queue in
        queue.isClosed = true
        return queue.orders
      }
      return orders.forEach(Self.refuse)
    }
    // Whatever is said to libcurl is said on this thread: its handle never leaves it.
    defer { troupe_curl_multi_cleanup(multi) }
    var wait = curl_waitfd(fd: pipe.readEnd, events: Int16(CURL_WAIT_POLLIN), revents: 0)
    var live: [UnsafeMutableRawPointer: Transfer] = [:]
    while true {
      pipe.drain()
      let (orders, isStopped) = queue.withLock { queue in
        defer { queue.orders = [] }
        return (queue.orders, queue.isStopped)
      }
      for order in orders { Self.add(order, to: multi, &live) }
      for transfer in live.values where transfer.order.ticket.isCancelled {
        live[transfer.easy] = nil
        troupe_curl_multi_remove(multi, transfer.easy)
        transfer.cancel()
      }
      if isStopped { return }
      troupe_curl_multi_perform(multi)
      Self.reap(multi, &live)
      troupe_curl_multi_poll(multi, &wait, 60_000)
    }
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
    guard let transfer = Transfer(order) else { return refuse(order) }
    live[transfer.easy] = transfer
    troupe_curl_multi_add(multi, transfer.easy)
  }

  private static func reap(
    _ multi: UnsafeMutableRawPointer, _ live: inout [UnsafeMutableRawPointer: Transfer]
  ) {
    var code = CURLE_OK
    while let easy = troupe_curl_finished(multi, &code) {
      troupe_curl_multi_remove(multi, easy)
      live.removeValue(forKey: easy)?.finish(code)
    }
  }
}
