package import Foundation
import Synchronization

/// The Files API and `generateContent` on loopback: takes files by the resumable protocol, keeps them for 48 hours of its own
/// clock, and refuses requests that name what it has not.
package final class FakeFiles: Sendable {
  private let fake: FakeGemini
  private let desk: FilesDesk

  /// - Parameters:
  ///   - isSlow: whether a file is not ready when it has come.
  ///   - faults: what is answered first: `submissions` to requests, `results` to announcements of files, `images` to their
  ///     bytes, `polls` to questions about them.
  package init(isSlow: Bool = false, faults: LegFaults = LegFaults()) throws {
    let desk = FilesDesk(isSlow: isSlow, faults: faults)
    self.desk = desk
    fake = try FakeGemini { desk.reply(to: $0) }
  }

  /// Where it listens.
  package var baseURL: String { fake.baseURL }

  /// What was asked so far, in order.
  package var requests: [RecordedRequest] { fake.requests }

  /// Method and beginning of each path, in order.
  package var paths: [String] {
    requests.map { request in
      let path = request.path.prefix { $0 != "?" }
      let name = path.range(of: "/files/troupe-").map { path[..<$0.lowerBound] + "/files/x" }
      return "\(request.method) \(name ?? path)"
    }
  }

  /// What the vendor bills.
  package var made: Int { fake.billedSends }

  /// The files that it has, by name.
  package var files: [String: Data] { desk.files }

  /// Its clock goes on.
  package func pass(hours: Double) { desk.pass(seconds: hours * 3600) }

  /// All files are gone.
  package func forget() { desk.forget() }

  /// Ends it and every connection.
  package func stop() { fake.stop() }
}
