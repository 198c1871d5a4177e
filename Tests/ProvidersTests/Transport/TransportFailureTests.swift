import Foundation
import Testing
import TestSupport
import TroupeProviders
import TroupeVocabulary

@Suite struct TransportFailureTests {
  @Test func noConnectionMeansNotSent() async throws {
    let bed = try TransportTestbed()
    bed.server.stop()
    let closed = HTTPRequest(
      method: "POST", url: "http://127.0.0.1:1/x", headers: [], keyHeader: nil,
      body: MessageBody(segments: [.text("{}")]))
    let refused = try #require(await bed.send(closed))
    #expect(!refused.maybeSent && refused.state == .failed && refused.host == "127.0.0.1")
    let unnamed = HTTPRequest(
      method: "POST", url: "https://no-such-host.invalid/x", headers: [],
      keyHeader: "x-goog-api-key", body: MessageBody(segments: [.text("{}")]))
    let unresolved = try #require(await bed.send(unnamed))
    #expect(!unresolved.maybeSent)
    let ulid = try #require(ULID("01ARZ3NDEKTSV4RRFFQ69G5FAV"))
    #expect(unresolved.error(provider: "google", generation: ulid).code == "no_connection")
    #expect(refused.error(provider: "google", generation: ulid).code == "no_connection")
  }

  @Test func plainTextWhereTLSIsExpectedIsNotSent() async throws {
    let bed = try TransportTestbed()
    let request = HTTPRequest(
      method: "POST", url: bed.server.baseURL.replacing("http:", with: "https:"), headers: [],
      keyHeader: "x-goog-api-key", body: MessageBody(segments: [.text("{}")]))
    async let failure = bed.send(request)
    try await Task.sleep(for: .milliseconds(300))
    bed.server.stop()
    let found = try #require(await failure)
    #expect(!found.maybeSent)
    #expect(bed.server.billedSends == 0)
  }

  @Test(arguments: [
    FakeReply.image().sent(.cut(after: 100)), .image().sent(.cut(after: 0)),
    .image().sent(.noAnswer), .image().sent(.reset), .image().sent(.unfinishedChunks),
  ])
  func aCutAnswerMayHaveBeenBilled(reply: FakeReply) async throws {
    let bed = try TransportTestbed(reply)
    let failure = try #require(await bed.send())
    #expect(failure.maybeSent && failure.state == .unknown)
    #expect(!failure.reason.contains(TransportTestbed.key))
    guard case .cut = failure.cause else { throw failure }
    #expect(bed.server.requests.count == 1)
  }

  @Test func silenceEndsInATimeout() async throws {
    let bed = try TransportTestbed(.image().sent(.silent))
    let failure = try #require(await bed.send(timeouts: .init(connect: 5, idle: 1)))
    guard case .timeout = failure.cause else { throw failure }
    #expect(failure.maybeSent)
  }

  @Test func cancellingEndsIt() async throws {
    let bed = try TransportTestbed(.image().sent(.silent))
    let task = Task { await bed.send() }
    while bed.server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    task.cancel()
    let failure = try #require(await task.value)
    try await bed.waitForEnd()
    guard case .cancelled = failure.cause else { throw failure }
    #expect(failure.maybeSent)
  }

  @Test func whatIsCancelledBeforehandIsNotSent() async throws {
    let bed = try TransportTestbed()
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return await bed.send()
    }
    task.cancel()
    let failure = try #require(await task.value)
    #expect(!failure.maybeSent)
    #expect(bed.server.requests.isEmpty)
  }

  @Test func aFullDiskIsToldApart() async throws {
    struct DiskFull: Error {}
    let bed = try TransportTestbed()
    let transport = HTTPTransport(userAgent: "troupe/test")
    let failure = await #expect(throws: TransportFailure.self) {
      try await transport.send(
        bed.request(), key: nil, source: { _ in throw DiskFull() }, onHead: { _, _ in },
        onBody: { _ in throw DiskFull() })
    }
    guard case .receiver(let error)? = failure?.cause else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(error is DiskFull && failure?.maybeSent == true)
  }

  @Test(arguments: [4, 6])
  func aFileOfAnotherSizeIsNotSentOn(size: Int) async throws {
    let bed = try TransportTestbed()
    let request = bed.request([.text("{"), .base64(WireDigest.any, byteCount: 5), .text("}")])
    let failure = try #require(await bed.send(request) { _ in GeneratedBytes(size: size) })
    guard case .source = failure.cause else { throw failure }
    #expect(bed.server.billedSends == 0)
  }

  @Test func memoryDoesNotGrowWithTheImages() async throws {
    // In a process of its own: beside other tests the peak would be theirs.
    await #expect(processExitsWith: .success) {
      let bed = try TransportTestbed(keptBytes: 0)
      let size = 64 << 20
      let request = bed.request([.text("{"), .base64(WireDigest.any, byteCount: size), .text("}")])
      await bed.send { _ in GeneratedBytes(size: size) }
      let before = Self.peakMemory()
      let failure = await bed.send(request) { _ in GeneratedBytes(size: size) }
      let isWhole = bed.server.requests.last?.bodyLength == request.body.byteCount
      let growth = Self.peakMemory() - before
      exit(failure == nil && isWhole && growth < size / 4 ? EXIT_SUCCESS : EXIT_FAILURE)
    }
  }

  /// The most memory that this process ever had, in bytes.
  private static func peakMemory() -> Int {
    var usage = rusage()
    #if os(Linux)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return Int(usage.ru_maxrss) * 1024
    #else
      getrusage(RUSAGE_SELF, &usage)
      return Int(usage.ru_maxrss)
    #endif
  }
}

enum WireDigest {
  static let any = Digest(bytes: repeatElement(1, count: 32))
}
