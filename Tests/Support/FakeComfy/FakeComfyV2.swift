package import Foundation
import Synchronization

/// A server on loopback that speaks Comfy API v2 before `FakeComfyRun`. It behaves as comfy-api-proxy 0.1.6 was seen to, is
/// stricter with what no server knows, and misbehaves as told.
package final class FakeComfyV2: Sendable {
  /// How it behaves.
  package struct Conduct: Sendable {
    /// How often a job is still under way when it is asked for.
    package var waits = 1
    /// How jobs end.
    package var end = FakeComfy.End.done
    /// How the answer to a submission travels.
    package var submission = FakeReply.Conduct.whole
    /// Whether a submission is lost on its way: no job is made.
    package var losesSubmission = false
    /// Whether what stands between sends each submission twice, and hands the second answer on.
    package var repeatsSubmission = false
    /// Whether it lists its jobs, as servers of one's own do.
    package var listsJobs = true
    /// What is answered to uploads in place of taking them.
    package var uploads: [FakeReply] = []
    /// What is answered to the first submissions in place of taking them.
    package var submissions: [FakeReply] = []
    /// What is answered first in place of jobs.
    package var polls: [FakeReply] = []
    /// What is answered first in place of results.
    package var views: [FakeReply] = []
    /// Where results are said to stand; `nil` for itself.
    package var resultBase: String?
    /// Whether links are paths.
    package var linksByPath = false
    /// The token without which nothing is answered; `nil` for none.
    package var token: String?

    package init() {}

    /// As usual but for what `change` changes.
    package init(_ change: (inout Conduct) -> Void) { change(&self) }
  }

  private let fake: FakeGemini
  private let desk: FakeComfyV2Desk

  /// A server that behaves as `conduct` says.
  package init(_ conduct: Conduct = Conduct()) throws {
    let desk = FakeComfyV2Desk(conduct)
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

  /// The bytes that were uploaded, by the id that they got.
  package var assets: [String: Data] { desk.assets }

  /// The submissions.
  package var submitted: [RecordedRequest] {
    requests.filter { $0.method == "POST" && $0.path == "/api/v2/jobs" }
  }

  /// Calls `body` with each request that comes, before it is answered.
  package func onRequest(_ body: @escaping @Sendable (RecordedRequest) -> Void) {
    desk.onRequest.withLock { $0 = body }
  }

  /// Ends all jobs at once.
  package func finish() { desk.finish() }

  /// Starts it again: it knows no job, no name and no asset any more.
  package func restart() { desk.restart() }

  /// Ends it and every connection.
  package func stop() { fake.stop() }
}
