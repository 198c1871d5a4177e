import Foundation
import Synchronization
import TestSupport
import Testing

@testable import TroupeGallery

struct EventTests {
  private static let events: @Sendable (Int64?) -> AsyncStream<ServerEvent> = { last in
    AsyncStream { listener in
      let first = (last ?? 40) + 1
      for number in first..<first + 2 {
        listener.yield(ServerEvent(sequence: number, name: "change", json: "{\"a\":\n\(number)}"))
      }
    }
  }

  private func open(_ server: TestServer, _ fields: [String] = []) throws -> LoopbackClient {
    let client = try #require(LoopbackClient(port: server.port))
    client.send(server.request("GET", "/events", fields))
    let head = try #require(client.head())
    #expect(head.status == 200 && head["content-type"] == "text/event-stream; charset=utf-8")
    #expect(head["cache-control"] == "no-store")
    return client
  }

  @Test func eventsComeFromTheOneSeenLast() async throws {
    try await TestServer.run(events: Self.events) { (server) throws in
      let fresh = try open(server)
      let first = try #require(fresh.text(until: "42}\n\n"))
      #expect(first.contains("id: 41\nevent: change\ndata: {\"a\":\ndata: 41}\n\n"))
      let again = try open(server, ["Last-Event-ID: 99"])
      let next = try #require(again.text(until: "101}\n\n"))
      #expect(next.contains("id: 100\n") && !next.contains("id: 41\n"))
      let odd = try open(server, ["Last-Event-ID: x"])
      #expect(odd.text(until: "id: 41\n") != nil)
      #expect(try server.ask("GET", "/events", cookie: "").status == 403)
    }
  }

  @Test func cancellationEndsOpenConnections() async throws {
    let kept = Mutex<[LoopbackClient]>([])
    let duration = try await TestServer.run(events: Self.events) { (server) throws in
      var clients: [LoopbackClient] = []
      for _ in 0..<3 { clients.append(try open(server)) }
      // Readers that keep their connection, and one that has not asked anything.
      let idle = try #require(LoopbackClient(port: server.port))
      idle.send(server.request("GET", "/"))
      #expect(idle.answer()?.status == 200)
      clients.append(idle)
      clients.append(try #require(LoopbackClient(port: server.port)))
      kept.withLock { [clients] in $0 = clients.map { $0 } }
    }
    #expect(duration < .seconds(10))
  }

  @Test func cancellationEndsWhatIsBeingSentAndTaken() async throws {
    let kept = Mutex<[LoopbackClient]>([])
    let bytes = [UInt8](repeating: 65, count: 32 << 20)
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(
      "gallery-test-\(UUID().uuidString)"
    ).path
    try Data(bytes).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let large = Route(method: "GET", pattern: "/large") { _, _ in
      .file(path, type: "image/png", byteCount: bytes.count, etag: "a")
    }
    let duration = try await TestServer.run(routes: TestServer.routes + [large]) {
      (server) throws in
      let slow = try #require(LoopbackClient(port: server.port))
      slow.send(server.request("GET", "/large"))
      #expect(slow.head()?.status == 200)
      let sending = try #require(LoopbackClient(port: server.port))
      sending.send(
        server.request(
          "POST", "/echo",
          [
            "Sec-Fetch-Site: same-origin", "Content-Type: image/png", "Content-Length: 1000",
          ]) + [1, 2, 3])
      usleep(200_000)
      kept.withLock { $0 = [slow, sending] }
    }
    #expect(duration < .seconds(10))
  }

  @Test func connectionsThatComeAtTheEndDoNoHarm() async throws {
    for _ in 0..<5 {
      let kept = Mutex<[LoopbackClient]>([])
      try await TestServer.run { (server) throws in
        Thread.detachNewThread {
          var clients: [LoopbackClient] = []
          while clients.count < 100, let client = LoopbackClient(port: server.port) {
            clients.append(client)
          }
        }
        kept.withLock { $0 = (0..<20).compactMap { _ in LoopbackClient(port: server.port) } }
      }
      #expect(kept.withLock { $0.count } == 20)
    }
  }

  @Test func theSeventeenthConnectionEndsTheFirst() async throws {
    try await TestServer.run(events: Self.events) { (server) throws in
      let clients = try (0..<16).map { _ in try open(server) }
      for client in clients { #expect(client.text(until: "42}\n\n") != nil) }
      let last = try open(server)
      #expect(last.text(until: "42}\n\n") != nil)
      #expect(clients[0].text(until: "0\r\n\r\n") != nil)
    }
  }

  @Test func takenPortsAreTold() async throws {
    try await TestServer.run { _ in }
    let (ports, sender) = AsyncStream<Int>.makeStream()
    func server(_ port: Int) -> GalleryServer {
      GalleryServer(
        port: port, isReadOnly: false, token: "t", routes: [], events: { _ in .init { _ in } },
        problem: { _, _, status in .plain("", status: status ?? 500) })
    }
    let first = server(0)
    let running = Task { try await first.run { sender.yield($0) } }
    var iterator = ports.makeAsyncIterator()
    let port = try #require(await iterator.next())
    await #expect(throws: GalleryError.portTaken(port)) {
      try await server(port).run { _ in Issue.record("listens at a taken port") }
    }
    running.cancel()
    try await running.value
    // The port is free as soon as the server has ended.
    let second = server(port)
    let again = Task { try await second.run { sender.yield($0) } }
    #expect(await iterator.next() == port)
    again.cancel()
    try await again.value
    // What is asked of `localhost` would go to another program.
    guard let other = ListeningSix() else { return }
    await #expect(throws: GalleryError.portTaken(other.port)) {
      try await server(other.port).run { _ in Issue.record("leaves a name to another") }
    }
  }

  @Test func bothLoopbackAddressesAnswer() async throws {
    try await TestServer.run { (server) throws in
      // Not every machine that runs tests has IPv6.
      guard LoopbackClient(port: server.port, isSix: true) != nil else { return }
      let host = "[::1]:\(server.port)"
      #expect(try server.ask("GET", "/", host: host, isSix: true).status == 200)
      #expect(try server.ask("GET", "/", host: "evil.example", isSix: true).status == 403)
    }
  }
}

/// A program that listens at ::1 alone.
private final class ListeningSix {
  let port: Int
  private let descriptor: Int32

  /// `nil` where the machine has no IPv6.
  init?() {
    #if canImport(Glibc)
      descriptor = socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
    #else
      descriptor = socket(AF_INET6, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_addr = in6addr_loopback
    var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
    let descriptor = descriptor
    let result = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && listen(descriptor, 1) == 0
          && getsockname(descriptor, $0, &size) == 0
      }
    }
    port = Int(UInt16(bigEndian: address.sin6_port))
    guard result else { return nil }
  }

  deinit { close(descriptor) }
}
