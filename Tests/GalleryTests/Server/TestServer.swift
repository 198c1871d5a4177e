import Foundation
import TestSupport
import Testing
import TroupeMCP

@testable import TroupeGallery

/// A server for one test.
struct TestServer: Sendable {
  static let token = "0123456789abcdef"
  let port: Int

  /// Runs `body` while a server runs; then ends the server, and tells how long that took.
  @discardableResult
  static func run(
    isReadOnly: Bool = false, routes: [Route] = TestServer.routes,
    events: @escaping @Sendable (Int64?) -> AsyncStream<ServerEvent> = { _ in .init { _ in } },
    agents: MCPClients? = nil,
    _ body: @escaping @Sendable (TestServer) throws -> Void
  ) async throws -> Duration {
    let server = GalleryServer(
      port: 0, isReadOnly: isReadOnly, token: token, routes: routes, events: events,
      problem: { visit, error, status in
        .html("problem \(status ?? 0) \(error) \(visit.here)", status: status ?? 500)
      }, agents: agents)
    let (ports, sender) = AsyncStream<Int>.makeStream()
    // Other tests may hold all threads of the usual pool for seconds.
    let running = Task(executorPreference: ServerExecutor()) {
      defer { sender.finish() }
      try await server.run { sender.yield($0) }
    }
    var port: Int?
    for await one in ports {
      port = one
      break
    }
    let test = TestServer(port: try #require(port))
    let result = await withTaskExecutorPreference(SocketExecutor()) {
      Result { try body(test) }
    }
    let start = ContinuousClock.now
    running.cancel()
    try? await running.value
    let duration = ContinuousClock.now - start
    try result.get()
    return duration
  }

  /// What comes for one request; `fields` are written after those of a reader who is let in.
  func ask(
    _ method: String, _ address: String, host: String? = nil, cookie: String? = nil,
    _ fields: [String] = [], body: [UInt8] = [], isSix: Bool = false
  ) throws -> Received {
    let client = try #require(LoopbackClient(port: port, isSix: isSix))
    client.send(request(method, address, host: host, cookie: cookie, fields, body: body))
    return try #require(client.answer(hasBody: method != "HEAD"))
  }

  /// The bytes of a request.
  func request(
    _ method: String, _ address: String, host: String? = nil, cookie: String? = nil,
    _ fields: [String] = [], body: [UInt8] = []
  ) -> [UInt8] {
    var lines = ["\(method) \(address) HTTP/1.1", "Host: \(host ?? "127.0.0.1:\(port)")"]
    let cookie = cookie ?? "troupe-\(port)=\(Self.token)"
    if !cookie.isEmpty { lines.append("Cookie: \(cookie)") }
    lines += fields
    let isCounted = fields.contains {
      $0.hasPrefix("Content-Length") || $0.hasPrefix("Transfer-Encoding")
    }
    if !body.isEmpty, !isCounted { lines.append("Content-Length: \(body.count)") }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
  }

  /// A write from a page of the server.
  func write(
    _ address: String, method: String = "POST", type: String, _ body: [UInt8],
    _ fields: [String] = []
  ) throws -> Received {
    try ask(
      method, address, ["Sec-Fetch-Site: same-origin", "Content-Type: \(type)"] + fields,
      body: body)
  }

  /// Pages that tell what they were asked.
  static let routes: [Route] = [
    Route(method: "GET", pattern: "/") { visit, _ in .html("front " + told(visit)) },
    Route(method: "GET", pattern: "/i/:generation/:position") { visit, names in
      .html("image \(names["generation"] ?? "")|\(names["position"] ?? "")")
    },
    Route(method: "GET", pattern: "/i/:generation/newest") { _, _ in .html("newest") },
    Route(method: "GET", pattern: "/@:handle") { _, names in .html("cast \(names["handle"] ?? "")")
    },
    Route(method: "GET", pattern: "/:word") { _, names in .html("word \(names["word"] ?? "")") },
    Route(method: "POST", pattern: "/echo") { visit, _ in .html(told(visit)) },
    Route(method: "PUT", pattern: "/echo") { visit, _ in .html(told(visit)) },
    Route(method: "POST", pattern: "/settings") { visit, _ in
      var answer = Answer.redirect("/小")
      answer.cookies = [("theme", visit.first("theme") ?? ""), ("bad", "a;b")]
      return answer
    },
    Route(method: "GET", pattern: "/fail") { _, _ in throw CocoaError(.fileNoSuchFile) },
    Route(method: "GET", pattern: "/style.css") { _, _ in
      .text(Array("a{}".utf8), type: "text/css", etag: "v1")
    },
    Route(method: "GET", pattern: "/data") { _, _ in .json(Data("{}".utf8)) },
  ]

  private static func told(_ visit: Visit) -> String {
    let fields = (visit.form + visit.query).map { "\($0.name)=\($0.value)" }
    let files = visit.files.map { file in
      let bytes = FileManager.default.contents(atPath: file.path) ?? Data()
      let mode = (try? FileManager.default.attributesOfItem(atPath: file.path))?[.posixPermissions]
      let sum = bytes.reduce(UInt64(7)) { $0 &* 31 &+ UInt64($1) }
      return "\(file.name):\(file.fileName):\(bytes.count):\(sum):\(mode ?? 0):\(file.path)"
    }
    return
      ([visit.method, visit.here, visit.language, visit.theme, "\(visit.wantsJSON)"]
      + fields + files).joined(separator: "\n")
  }
}

/// Sockets of the tests block, so they are kept from the threads that the server needs.
private final class SocketExecutor: TaskExecutor {
  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    Thread.detachNewThread { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}

/// Threads for a server alone.
private final class ServerExecutor: TaskExecutor {
  private let queue = DispatchQueue(label: "troupe.tests.server", attributes: .concurrent)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
