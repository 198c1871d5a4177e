import Foundation
import Synchronization
import TestSupport
import TroupeProviders
import TroupeVocabulary

/// Requests with real pictures, and their way to a server.
enum OpenAISample {
  static let key = "sk-test-0123456789abcdef"

  /// The picture that stands for `position`.
  static func picture(_ position: Int) -> Data { SamplePicture.png(width: 2 + position, height: 2) }

  static func digest(_ position: Int) -> Digest {
    Digest(bytes: repeatElement(UInt8(position), count: 32))
  }

  static func request(
    _ prompt: String = "x", roles: [Role] = [], hasMask: Bool = false,
    parameters: Parameters = Parameters(),
    model: String = "gpt-image-2.6-sunburst", of provider: any Provider = OpenAIImagesProvider()
  ) throws -> ProviderRequest {
    let inputs = roles.enumerated().map { index, role in
      let image = StoredImage(
        digest: digest(index + 1), type: .png, byteCount: picture(index + 1).count)
      return SentInput(
        chosen: ChosenInput(position: index + 1, role: role, image: image, reason: "named"),
        rendition: image, label: "")
    }
    let images = inputs.map { Composition.Part.image($0.position) }
    return ProviderRequest(
      Request(
        prompt: prompt, model: model,
        mask: hasMask
          ? StoredImage(digest: digest(20), type: .png, byteCount: picture(20).count) : nil,
        parameters: parameters),
      composition: Composition(parts: [.text(prompt)] + images), inputs: inputs,
      profile: try ModelRegistry(of: [provider]).profile(named: model).profile)
  }

  /// Sends `message` over the real transport; what `provider` reads in the answer.
  static func send(
    _ message: HTTPRequest, on leg: Leg = .submit, to provider: any Provider,
    from profile: ModelProfile
  ) async throws -> Reading {
    let folder = FileManager.default.temporaryDirectory.appending(path: "openai-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for position in 1...20 where message.body.digests.contains(digest(position)) {
      try picture(position).write(to: folder.appending(path: digest(position).hex))
    }
    let received = Received()
    try await provider.deliver(
      Delivery(
        message: message, key: key, transport: HTTPTransport(userAgent: "troupe/test"),
        path: { folder.appending(path: $0.hex).path },
        onHead: { status, headers in received.head.withLock { $0 = (status, headers) } },
        onBody: { bytes in received.body.withLock { $0.append(contentsOf: bytes) } }))
    let (status, headers) = received.head.withLock(\.self)
    let answer = HTTPAnswer(
      status: status, headers: headers, body: received.body.withLock(\.self))
    return provider.read(answer, to: message, on: leg, from: profile)
  }

  private final class Received: Sendable {
    let head = Mutex<(Int, [HTTPHeader])>((0, []))
    let body = Mutex(Data())
  }
}

extension Reading {
  /// The whole answer; `nil` where a leg follows.
  var whole: DecodedAnswer? { if case .answer(let decoded) = self { decoded } else { nil } }
}
