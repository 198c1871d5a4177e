package import Foundation
package import TroupeVocabulary

/// Who answers requests: one vendor's way of writing, delivering and reading them.
///
/// A provider is a value without state. Everything but `deliver` is pure: the same input gives the same output, without
/// keys, clocks or files. A profile names its provider by `id`; no code above this seam asks which vendor it is.
/// To add one, see "Add a provider" in the documentation; every provider passes the contract suite in
/// `Tests/Support/ProviderContract`.
package protocol Provider: Sendable {
  /// The name by which profiles refer to it, such as `gemini.generateContent`. Recorded: never change it.
  var id: String { get }

  /// Its built-in model profiles, each a JSON document.
  var profiles: [Data] { get }

  /// The name under which its own models are known, where they are not sent by the names that requests use: with it such a
  /// model is told from one of a gateway. `nil` for a vendor whose models all have one name.
  var vendor: String? { get }

  /// The list of its models, where its vendor has one to be asked for.
  var catalogue: (any ModelCatalogue)? { get }

  /// Environment variables that may hold the key, the first one set wins; empty for a provider that takes no key.
  var keyVariables: [String] { get }

  /// Whether an entry of `providers.toml` that names no key is asked without one.
  var isKeyOptional: Bool { get }

  /// Further hosts of the vendor's that its key may go to over https, as `Endpoint.isHost` reads them: a job may be asked
  /// for at another than the one that took it.
  var keyHosts: [String] { get }

  /// Whether requests leave this machine. What did, and has no whole answer, may have been made and billed.
  var isRemote: Bool { get }

  /// Whether images are made hours after they were asked for, so that none is waited for.
  var isDeferred: Bool { get }

  /// Bytes that must be free on the disk for the largest usual answer.
  var answerRoom: UInt64 { get }

  /// Whether it fetches images at addresses that a request names.
  var fetchesAddresses: Bool { get }

  /// Whether earlier turns of a conversation are sent again with each new one; otherwise its last image stands for them.
  var sendsHistory: Bool { get }

  /// Where requests go unless a gateway is named.
  /// - Parameter environment: variables that may name another address.
  /// - Throws: `TroupeError` for an address to which no key may be sent.
  func endpoint(environment: [String: String]) throws(TroupeError) -> Endpoint

  /// Whether `profile`'s model takes the option `name` with this value.
  func accepts(option name: String, value: String, on profile: ModelProfile) -> Bool

  /// Writes a request.
  /// - Throws: `TroupeError` before anything is sent, where the model lacks what is asked.
  func encode(_ request: ProviderRequest, for endpoint: Endpoint) throws(TroupeError) -> Encoded

  /// Writes a recorded request for today's address: the same body to the same model, so that a key goes only to the host
  /// that it is configured for (D10).
  func readdress(_ message: HTTPRequest, to endpoint: Endpoint) -> HTTPRequest

  /// Understands the answer to one leg of a request. Never fails: what cannot be understood is an outcome too.
  /// - Parameters:
  ///   - answer: as it came; untrusted.
  ///   - message: what it answers, without the key. A job whose answers do not repeat its address is asked for there.
  ///   - leg: which kind of message that was; never `.fetch`, the answers to which are the images themselves.
  ///   - profile: the model asked.
  func read(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, from profile: ModelProfile
  ) -> Reading

  /// The parts of a recorded answer as they are sent back in a conversation; `nil` where there are none.
  func conversationPart(of answer: MessageBody) -> ModelAnswer?

  /// What is wrong with `profile`, in words, besides what is wrong in any; `nil` where it can be used.
  func fault(in profile: ModelProfile) -> String?

  /// What must lie at the provider before `message` is sent, which names it there; `images` are those of the request,
  /// its mask among them.
  /// Uploads cost nothing, make nothing, and may be repeated.
  func uploads(for message: HTTPRequest, images: [StoredImage]) -> [Upload]

  /// What is to be sent next for `upload`, whose message `asked` was answered by `answer`; `nil` where that was the last.
  func further(
    _ upload: Upload, after answer: HTTPAnswer, to asked: HTTPRequest
  ) -> UploadLeg?

  /// `message` with the name that `answer`, the last, gives to what `upload` brought.
  /// - Throws: `UploadRefusal` where it was not taken.
  func naming(
    _ upload: Upload, in message: HTTPRequest, by answer: HTTPAnswer
  ) throws(UploadRefusal) -> HTTPRequest

  /// Asks the server which adapters it has, before `message` is sent, which loads some; `nil` where it cannot be asked. It
  /// costs nothing.
  func adapterQuestion(before message: HTTPRequest) -> HTTPRequest?

  /// The names of the adapters that `answer` lists; `nil` where it says nothing of them.
  func adapters(in answer: HTTPAnswer) -> [String]?

  /// What the server calls an adapter that the user calls `name`.
  func adapterName(_ name: String) -> String

  /// `message` under a name of our own, so that what comes of it can be asked for without its answer. Recorded before it
  /// is sent; `readdress` takes the name off again.
  func identified(_ message: HTTPRequest, by id: ULID) -> HTTPRequest

  /// How to ask what came of `message` where its answer never came; `nil` where it has no name to ask by.
  func inquiry(after message: HTTPRequest) -> Inquiry?

  /// How to have the job given up that `poll` asks for; `nil` where there is no way. What comes of it the next poll tells.
  func cancellation(of poll: HTTPRequest) -> HTTPRequest?

  /// The marks that the vendor says it puts into all images of `profile`'s model, as `SynthID`, when asked with these
  /// parameters; whether they are there cannot be seen in a file.
  func declaredMarks(of profile: ModelProfile, sending parameters: Parameters) -> [String]

  /// Writes a question on pictures to a model that answers such.
  /// - Throws: `RequestError.notJudge` where the vendor's models answer none.
  func encode(
    _ question: JudgeQuestion, for endpoint: Endpoint
  ) throws(TroupeError) -> HTTPRequest

  /// Understands the answer to a question on pictures. Never fails: what cannot be understood is an answer too.
  func judgment(in answer: HTTPAnswer) -> JudgeAnswer

  /// Sends a message once and hands its answer over as it arrives. Never sends twice by itself.
  /// - Throws: `TransportFailure` where no whole answer came, also when the task is cancelled; any other error only where
  ///   certainly nothing was sent.
  func deliver(_ delivery: Delivery) async throws
}

/// The defaults are those of a vendor that is reached over HTTP.
extension Provider {
  /// None are declared.
  package func declaredMarks(of profile: ModelProfile, sending parameters: Parameters) -> [String] {
    []
  }

  /// Requests leave this machine.
  package var isRemote: Bool { true }

  /// Its models have one name each.
  package var vendor: String? { nil }

  /// No list is asked for: its profiles are written by hand.
  package var catalogue: (any ModelCatalogue)? { nil }

  /// Images are made at once, or within minutes.
  package var isDeferred: Bool { false }

  /// There is no way.
  package func cancellation(of poll: HTTPRequest) -> HTTPRequest? { nil }

  /// A key is needed wherever one is asked for.
  package var isKeyOptional: Bool { false }

  /// The key goes where the request goes alone.
  package var keyHosts: [String] { [] }

  /// 64 MiB: an image of 4K in base64, and room for several.
  package var answerRoom: UInt64 { 64 << 20 }

  /// Images are sent, not fetched.
  package var fetchesAddresses: Bool { false }

  /// The last image of a conversation stands for it.
  package var sendsHistory: Bool { false }

  /// Nothing is sent back.
  package func conversationPart(of answer: MessageBody) -> ModelAnswer? { nil }

  /// Sends over HTTP.
  package func deliver(_ delivery: Delivery) async throws {
    try await delivery.transport.send(
      delivery.message, key: delivery.key, isResult: delivery.isResult,
      source: { [path = delivery.path] in try FileReader(path: path($0)) },
      onHead: delivery.onHead, onBody: delivery.onBody)
  }
}

extension Provider {
  /// Whether the key for `home` may go to `url` (D10).
  package func mayGo(_ url: String, home: String) -> Bool {
    Endpoint.haveSameOrigin(url, home)
      || url.lowercased().hasPrefix("https://") && Endpoint.isHost(of: home, among: keyHosts)
        && Endpoint.isHost(of: url, among: keyHosts)
  }
}

/// One message on its way, and where its answer goes.
package struct Delivery: Sendable {
  /// What to send.
  package let message: HTTPRequest
  /// The key, for the message's key header and nowhere else; `nil` where none is sent.
  package let key: String?
  /// The way out to the network.
  package let transport: HTTPTransport
  /// Whether it fetches a result from an address that came from outside: none in a private network is asked.
  package let isResult: Bool
  /// Where a file of the body lies on disk.
  package let path: @Sendable (Digest) throws -> String
  /// Receives status and headers, once, before the body.
  package let onHead: @Sendable (Int, [HTTPHeader]) throws -> Void
  /// Receives the body piece by piece; the bytes are valid during the call only.
  package let onBody: @Sendable (UnsafeRawBufferPointer) throws -> Void

  package init(
    message: HTTPRequest, key: String?, transport: HTTPTransport, isResult: Bool = false,
    path: @escaping @Sendable (Digest) throws -> String,
    onHead: @escaping @Sendable (Int, [HTTPHeader]) throws -> Void,
    onBody: @escaping @Sendable (UnsafeRawBufferPointer) throws -> Void
  ) {
    self.message = message
    self.key = key
    self.transport = transport
    self.isResult = isResult
    self.path = path
    self.onHead = onHead
    self.onBody = onBody
  }
}
