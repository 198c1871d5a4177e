import Foundation
import TroupeVocabulary

/// What the vendor says of a job, in answer to its submission or to a poll.
struct FluxAnswer {
  private let answer: HTTPAnswer
  private let message: HTTPRequest
  private let leg: Leg
  private let hosts: [String]
  private let mayGo: (String) -> Bool
  private let nodes: [JSONNode]
  private let root: JSONNode

  /// - Parameters:
  ///   - hosts: from which an image is fetched, besides the one that answered.
  ///   - mayGo: whether the key may go to an address.
  init(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, hosts: [String],
    mayGo: @escaping (String) -> Bool
  ) {
    self.answer = answer
    self.message = message
    self.leg = leg
    self.hosts = hosts
    self.mayGo = mayGo
    nodes = JSONReader.documents(in: answer.body, files: answer.files).nodes
    root = nodes.first { $0.isObject } ?? .null
  }

  /// What it comes to.
  var reading: Reading {
    if (300..<400).contains(answer.status) { return redirected }
    let isSuccess = (200..<300).contains(answer.status)
    let word = (root["status"] ?? root["state"])?.text ?? ""
    // A failed job may be told of under the status of an error.
    if let state = FluxState(word), isSuccess || leg == .poll {
      switch state {
      case .moderated: return ended(.blocked(reason: ProviderMessage.clean(word)), word)
      case .failed: return ended(.noImage(reason: ProviderMessage.clean(word)), word)
      case .ready where isSuccess: return fetch(word)
      case .forgotten where isSuccess && leg == .poll:
        var decoded = DecodedAnswer(
          outcome: .unreadable(reason: "the job is no longer known there"))
        decoded.isMissing = true
        return .answer(decoded)
      case .underWay where isSuccess && leg == .poll: return .poll(message, seconds: 1)
      default: break
      }
    }
    guard isSuccess else { return .answer(PlainRefusal(answer, nodes: nodes).decoded) }
    return leg == .submit ? submitted : unreadable("the job stands as '\(word.prefix(60))'")
  }

  /// The address that the answer names. One to which no key may go is passed over for the one at which every job of the
  /// host that took it can be asked for.
  private var submitted: Reading {
    guard let id = root["id"]?.text, id.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9_-]{0,127}/) != nil
    else { return unreadable("the answer names no job") }
    let named = root["polling_url"]?.text.flatMap { Endpoint.isSafe($0) && mayGo($0) ? $0 : nil }
    let own = message.url.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let url = named ?? (own + ["get_result"]).joined(separator: "/")
    return .poll(poll(at: Self.naming(id, in: url)), seconds: 1)
  }

  /// `url` with the parameter `id`, where it has none.
  private static func naming(_ id: String, in url: String) -> String {
    let query = url.firstIndex(of: "?").map { url[url.index(after: $0)...] }
    if query?.split(separator: "&").contains(where: { $0.hasPrefix("id=") }) == true { return url }
    return url + (query == nil ? "?" : "&") + "id=\(id)"
  }

  private func poll(at url: String) -> HTTPRequest {
    HTTPRequest(
      method: "GET", url: url, headers: [HTTPHeader("Accept", "application/json")],
      keyHeader: message.keyHeader, body: MessageBody(segments: []))
  }

  /// A poll may be sent on to another region. Nothing else is.
  private var redirected: Reading {
    guard leg == .poll, let place = answer.headers.first(named: "location"),
      Endpoint.isSafe(place), mayGo(place), place != message.url
    else { return .answer(DecodedAnswer(redirect: answer)) }
    return .poll(poll(at: place), seconds: 1)
  }

  private func fetch(_ word: String) -> Reading {
    guard let address = root["result"]?["sample"]?.text, Endpoint.isSafe(address) else {
      return unreadable("the job is done and has no address for its image")
    }
    var decoded = decoded(.images, word)
    decoded.addresses = [address]
    guard
      Endpoint.haveSameOrigin(address, message.url) || Endpoint.isHost(of: address, among: hosts)
    else {
      decoded.outcome = .unreadable(reason: "the image stands at a host that is not the vendor's")
      return .answer(decoded)
    }
    return .fetch(
      decoded,
      [
        HTTPRequest(
          method: "GET", url: address, headers: [], keyHeader: nil, body: MessageBody(segments: []))
      ])
  }

  private func ended(_ outcome: Outcome, _ word: String) -> Reading {
    var decoded = decoded(outcome, word)
    decoded.message = FluxDetails.words(in: root)
    return .answer(decoded)
  }

  private func unreadable(_ reason: String) -> Reading {
    .answer(DecodedAnswer(outcome: .unreadable(reason: ProviderMessage.clean(reason))))
  }

  private func decoded(_ outcome: Outcome, _ word: String) -> DecodedAnswer {
    var decoded = DecodedAnswer(outcome: outcome)
    let result = root["result"] ?? .null
    decoded.texts = FluxDetails.texts(of: result)
    decoded.responseID = root["id"]?.text.map { ProviderMessage.clean(String($0.prefix(200))) }
    decoded.finishReason = ProviderMessage.clean(String(word.prefix(200)))
    decoded.billedUSD = FluxDetails.dollars(result["cost"] ?? root["cost"])
    return decoded
  }
}
