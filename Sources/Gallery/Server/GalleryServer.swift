import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import Synchronization
import TroupeMCP

/// The web server of a library, for the reader at this machine only.
struct GalleryServer: Sendable {
  private let port: Int
  private let desk: RequestDesk

  /// - Parameters:
  ///   - port: 1 through 65,535; 0 takes any that is free.
  ///   - isReadOnly: whether writes are refused, but for settings of the pages.
  ///   - token: what a reader must know to be let in.
  ///   - events: what open pages are told, after the event they saw last.
  ///   - problem: the page that tells an error; `status` is nil for one of a handler.
  ///   - agents: those that are served at `/mcp`; nil for none.
  init(
    port: Int, isReadOnly: Bool, token: String, routes: [Route],
    events: @escaping @Sendable (_ after: Int64?) -> AsyncStream<ServerEvent>,
    problem: @escaping @Sendable (Visit, any Error, _ status: Int?) -> Answer,
    agents: MCPClients? = nil
  ) {
    self.port = port
    desk = RequestDesk(
      guards: Guards(token: token), isReadOnly: isReadOnly, routes: RouteTable(routes),
      events: events, problem: problem, agents: agents.map(AgentDesk.init))
  }

  /// Serves until its task is cancelled.
  /// - Parameter onListening: told the port, once it is open.
  /// - Throws: `GalleryError` where the port cannot be had.
  func run(onListening: @escaping @Sendable (Int) -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      defer { group.cancelAll() }
      let first = Ports.makeStream()
      group.addTask { await serve("127.0.0.1", port, first.continuation) }
      guard let port = try await Self.port(of: first.stream) else { return }
      let second = Ports.makeStream()
      group.addTask { await serve("::1", port, second.continuation) }
      do { _ = try await Self.port(of: second.stream) } catch GalleryError.cannotListen {
        // Some names of this machine lead to IPv6 first; not every machine has it.
      }
      if !Task.isCancelled { onListening(port) }
      // The first listener ends at cancellation only.
      for try await _ in group {}
    }
  }

  private typealias Ports = AsyncThrowingStream<Int, any Error>

  private static func port(of stream: Ports) async throws -> Int? {
    for try await port in stream { return port }
    return nil
  }

  /// Serves at one address; `ports` is told the port, or why there is none.
  private func serve(_ host: String, _ port: Int, _ ports: Ports.Continuation) async {
    do {
      try await listen(host, port, ports)
      ports.finish()
    } catch {
      ports.finish(throwing: error)
    }
  }

  private func listen(_ host: String, _ port: Int, _ ports: Ports.Continuation) async throws {
    // The log would be written between the lines of the command line.
    let logger = Logger(label: "gallery") { _ in SwiftLogNoOpLogHandler() }
    let desk = desk
    let listener = Listener()
    let builder = HTTPServerBuilder.http1(
      configuration: .init(
        additionalChannelHandlers: [ConnectionGuard()], idleTimeout: .seconds(60)))
    let server = try builder.buildServer(
      configuration: .init(
        address: .hostname(host, port: port),
        availableConnectionsDelegate: .maximum(ConnectionGuard.connectionBound, logger: logger)),
      eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger,
      responder: { (request, writer: consuming ResponseWriter, channel) in
        try await desk.answer(
          request, writer, port: channel.localAddress?.port ?? port,
          hangUp: { channel.close(promise: nil) })
      },
      onServerRunning: { channel in
        listener.channel.withLock { $0 = channel }
        ports.yield(channel.localAddress?.port ?? port)
        ports.finish()
      })
    let serving = Task { try await server.run() }
    do {
      try await withTaskCancellationHandler {
        try await serving.value
      } onCancel: {
        Task {
          await listener.end()
          serving.cancel()
        }
      }
    } catch let error as IOError where error.errnoCode == EADDRINUSE {
      throw GalleryError.portTaken(port)
    } catch is CancellationError {
    } catch {
      throw GalleryError.cannotListen(port: port, reason: "\(error)")
    }
  }
}

/// What takes new connections.
private final class Listener: Sendable {
  let channel = Mutex<(any Channel)?>(nil)

  /// Takes no more connections, and leaves a moment for those just taken to reach their handler:
  /// NIO ends the process where a connection is dropped on that way.
  func end() async {
    guard let channel = channel.withLock({ $0 }) else { return }
    try? await channel.setOption(ChannelOptions.autoRead, value: false).get()
    try? await Task.sleep(for: .milliseconds(50))
    try? await channel.close().get()
    try? await Task.sleep(for: .milliseconds(50))
  }
}
