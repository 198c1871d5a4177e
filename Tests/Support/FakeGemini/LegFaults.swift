import Synchronization

package import struct Foundation.Data

/// What goes wrong at each leg of a request to a vendor, in order, before all is well.
package struct LegFaults: Sendable {
  /// In answer to submissions.
  package var submissions: [FakeReply]
  /// In answer to the question how a job stands.
  package var polls: [FakeReply]
  /// In answer to the question what came of it, where that is another.
  package var results: [FakeReply]
  /// In place of images.
  package var images: [FakeReply]

  package init(
    submissions: [FakeReply] = [], polls: [FakeReply] = [], results: [FakeReply] = [],
    images: [FakeReply] = []
  ) {
    (self.submissions, self.polls) = (submissions, polls)
    (self.results, self.images) = (results, images)
  }
}

/// The faults that are left, taken one by one.
final class FaultQueue: Sendable {
  private let faults: Mutex<LegFaults>

  init(_ faults: LegFaults) { self.faults = Mutex(faults) }

  /// The next one at `leg`; `nil` where all is well there.
  func next(_ leg: any WritableKeyPath<LegFaults, [FakeReply]> & Sendable) -> FakeReply? {
    faults.withLock { $0[keyPath: leg].isEmpty ? nil : $0[keyPath: leg].removeFirst() }
  }
}

extension FakeReply {
  /// The bytes of an image.
  static func picture(_ bytes: Data, type: String = "image/png") -> FakeReply {
    var reply = FakeReply(json: "")
    reply.type = type
    reply.body = bytes
    return reply
  }
}
