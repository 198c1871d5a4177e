import Foundation
import Synchronization
import TestSupport
import TroupeProviders
import TroupeVocabulary

/// Messages to one model, sent as Sending does, without a record.
struct Exchange {
  let provider: any Provider
  let profile: ModelProfile
  let key: String

  /// The image of every reference.
  static let picture = SamplePicture.png(width: 300, height: 200)

  /// The reference at `position`, from 1.
  static func input(
    _ position: Int, depiction: Depiction = Depiction(name: nil, kind: .character),
    label: String = ""
  ) -> SentInput {
    let image = StoredImage(
      digest: Digest(bytes: picture), type: .png, width: 300, height: 200,
      byteCount: picture.count)
    return SentInput(
      chosen: ChosenInput(
        position: position, role: .identity, depiction: depiction, image: image, reason: "named"),
      rendition: image, label: label)
  }

  static func inputs(_ count: Int) -> [SentInput] { (0..<count).map { input($0 + 1) } }

  /// What the last answer to `first` comes to, without the pauses between polls.
  /// - Parameter repeatsPolls: whether a poll that goes wrong is asked again, as Sending does.
  func run(_ first: HTTPRequest, repeatsPolls: Bool = false) async throws -> Reading {
    var (message, leg) = (first, Leg.submit)
    for _ in 0..<20 {
      let reading = provider.read(
        try await answer(to: message), to: message, on: leg, from: profile)
      switch reading {
      case .poll(let next, _): (message, leg) = (next, .poll)
      case .answer(let decoded) where repeatsPolls && leg == .poll && decoded.outcome.isTrouble:
        continue
      default: return reading
      }
    }
    throw CancellationError()
  }

  /// Sends `message`, every file of whose body is the picture.
  func answer(to message: HTTPRequest) async throws -> HTTPAnswer {
    let file = FileManager.default.temporaryDirectory.appending(path: "exchange-\(UUID()).png")
    try Self.picture.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let head = Mutex<(Int, [HTTPHeader])>((0, []))
    let body = Mutex(Data())
    try await provider.deliver(
      Delivery(
        message: message, key: message.keyHeader == nil ? nil : key,
        transport: HTTPTransport(userAgent: "troupe/test"), path: { _ in file.path },
        onHead: { status, headers in head.withLock { $0 = (status, headers) } },
        onBody: { bytes in body.withLock { $0.append(contentsOf: bytes) } }))
    let (status, headers) = head.withLock { $0 }
    return HTTPAnswer(status: status, headers: headers, body: body.withLock { $0 })
  }
}

extension Outcome {
  fileprivate var isTrouble: Bool {
    switch self {
    case .unreadable, .failed: true
    default: false
    }
  }
}
