package import Foundation
import Synchronization

/// A ComfyUI server on loopback: takes uploads and graphs, runs graphs without weights, and gives the results out. It
/// behaves as version 0.3.64 was seen to, and misbehaves as told.
package final class FakeComfy: Sendable {
  /// How it behaves.
  package struct Conduct: Sendable {
    /// How often a job is still in the queue when that is asked for.
    package var waits = 1
    /// How jobs end.
    package var end = End.done
    /// How the answer to a submission travels.
    package var submission = FakeReply.Conduct.whole
    /// Whether a submission is lost on its way: no job is made.
    package var losesSubmission = false
    /// What is answered to uploads in place of taking them.
    package var uploads: [FakeReply] = []
    /// What is answered to the first submissions in place of taking them.
    package var submissions: [FakeReply] = []
    /// What is answered first in place of results.
    package var views: [FakeReply] = []
    /// Whether uploads get other names than they come with.
    package var renamesUploads = false
    /// Whether an output node keeps the name of an earlier file, as where a graph has no place for a prefix.
    package var keepsOldFile = false
    /// The adapters in its folder; `nil` where it does not say.
    package var adapters: [String]?
    /// The token without which nothing is answered; `nil` for none.
    package var token: String?

    package init() {}

    /// As usual but for what `change` changes.
    package init(_ change: (inout Conduct) -> Void) { change(&self) }
  }

  /// How a job ends.
  package enum End: Sendable {
    case done
    /// A node fails.
    case error
    /// Another user stops it.
    case interrupted
    /// It is taken out of the queue, which leaves no history.
    case deleted
  }

  private let fake: FakeGemini
  private let desk: FakeComfyDesk

  /// A server that behaves as `conduct` says.
  package init(_ conduct: Conduct = Conduct()) throws {
    let desk = FakeComfyDesk(conduct)
    self.desk = desk
    fake = try FakeGemini { desk.reply(to: $0) }
  }

  /// Where it listens.
  package var baseURL: String { fake.baseURL }

  /// What was asked so far, in order.
  package var requests: [RecordedRequest] { fake.requests }

  /// Method and path of each request, without what stands behind a question mark.
  package var paths: [String] {
    requests.map { "\($0.method) \($0.path.prefix { $0 != "?" })" }
  }

  /// The graphs that were taken.
  package var jobs: Int { desk.jobs }

  /// The files in its folder of inputs, by path.
  package var inputs: [String: Data] { desk.inputs }

  /// The files in its folder of outputs, by path.
  package var outputs: [String: Data] { desk.outputs }

  /// The bodies of the submissions.
  package var submitted: [Data] { requests.filter { $0.path == "/prompt" }.map(\.body) }

  /// Calls `body` with each request that comes, before it is answered.
  package func onRequest(_ body: @escaping @Sendable (RecordedRequest) -> Void) {
    desk.onRequest.withLock { $0 = body }
  }

  /// Ends all jobs at once.
  package func finish() { desk.finish() }

  /// Starts it again: queue and history are empty, files are there.
  package func restart() { desk.restart() }

  /// Ends it and every connection.
  package func stop() { fake.stop() }
}
