import Foundation
import NIOCore
import NIOHTTPTypes

/// Ends connections of other users of this machine, and those that take too long to ask.
///
/// Cookies are sent to all ports of a machine, and arguments of commands can be seen by all: what another user's program
/// learns that way opens nothing.
final class ConnectionGuard: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart

  /// The most connections at once to one address of this server; further ones wait.
  static let connectionBound = 256
  /// How long the first request may be waited for.
  private static let headBound = TimeAmount.seconds(30)
  /// How long the body of a request may take.
  private static let bodyBound = TimeAmount.minutes(10)

  private let owner: UInt32
  private var clock: Scheduled<Void>?

  /// - Parameter owner: the user who started the server.
  init(owner: UInt32 = geteuid()) {
    self.owner = owner
  }

  func channelActive(context: ChannelHandlerContext) {
    if let client = context.remoteAddress, let server = context.localAddress,
      let peer = PeerUser.of(client: client, server: server), !peer.isLetIn(by: owner)
    {
      context.close(promise: nil)
      return
    }
    end(context, after: Self.headBound)
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head: end(context, after: Self.bodyBound)
    case .end: clock?.cancel()
    case .body: break
    }
    context.fireChannelRead(data)
  }

  func channelInactive(context: ChannelHandlerContext) {
    clock?.cancel()
    context.fireChannelInactive()
  }

  private func end(_ context: ChannelHandlerContext, after time: TimeAmount) {
    clock?.cancel()
    let channel = context.channel
    clock = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
  }
}
