import Foundation
import Synchronization
import TroupeVocabulary

/// Exchanges a service account's signature for a token.
struct TokenExchange: Sendable {
  let account: KeyMaker.Account
  let transport: HTTPTransport
  let now: Date

  /// Most bytes of an answer; a token has some thousand.
  private static let most = 64 << 10
  /// Seconds before its end from which a token is not used: a request may wait for its turn.
  private static let margin = 300.0

  private struct Answer: Sendable {
    var status = 0
    var body = Data()
  }

  private struct TooMuch: Error {}

  /// The token.
  /// - Throws: `KeyFault`; `CancellationError`.
  func made() async throws -> MadeKeys.Made {
    let file = try AccountFile(account)
    let assertion = try SignedAssertion(of: file, scope: account.scope, now: now).text
    let answer = try await answer(to: assertion, at: file.exchange)
    let json = JSONReader.documents(in: answer.body).nodes.first
    let host = Endpoint.host(of: file.exchange)
    guard answer.status == 200, let token = json?["access_token"]?.text else {
      let words = [json?["error"]?.text, json?["error_description"]?.text].compactMap(\.self)
      let said = ProviderMessage.clean(words.joined(separator: ": "))
      throw KeyFault(
        "\(host) gives no token for \(account.path) (HTTP \(answer.status))"
          + (said.isEmpty ? "" : ": \(said)"))
    }
    let lives = Double(json?["expires_in"]?.integer ?? 0)
    return MadeKeys.Made(
      key: try KeyFault.key(in: token, from: host), seconds: max(0, lives - Self.margin))
  }

  private func answer(to assertion: String, at address: String) async throws -> Answer {
    let answer = Mutex(Answer())
    let form = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion="
    do throws(TransportFailure) {
      // The assertion is given as the key too, without a place for it: an answer that repeats it is masked.
      try await transport.send(
        HTTPRequest(
          method: "POST", url: address,
          headers: [HTTPHeader("Content-Type", "application/x-www-form-urlencoded")],
          keyHeader: nil, body: MessageBody(segments: [.text(form + assertion)])),
        key: assertion,
        timeouts: .init(connect: 10, idle: 30, whole: 60),
        source: { _ in throw TooMuch() },
        onHead: { status, _ in answer.withLock { $0.status = status } },
        onBody: { piece in
          try answer.withLock { answer in
            guard answer.body.count + piece.count <= Self.most else { throw TooMuch() }
            answer.body.append(contentsOf: piece)
          }
        })
    } catch {
      if case .cancelled = error.cause { throw CancellationError() }
      throw KeyFault("no token from \(error.host): \(error.reason)")
    }
    return answer.withLock { $0 }
  }
}
