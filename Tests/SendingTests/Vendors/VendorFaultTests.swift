import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeVocabulary

@testable import TroupeCLI
@testable import TroupeSending

/// Whatever a vendor answers: the record says what is known, nothing is sent twice, and no key is kept.
@Suite struct VendorFaultTests {
  @Test(arguments: VendorFault.all)
  func theRecordSaysWhatIsKnown(_ fault: VendorFault) async throws {
    let fixture = try await VendorFixture(fault.vendor, fault)
    let made = try await fixture.make()
    let words = made.error?.description ?? ""
    #expect(made.generation.state == fault.end.state, "\(words) \(made.generation.message ?? "")")
    #expect(made.error?.code == fault.code, "\(words)")
    #expect(made.error?.exitStatus == Self.status(of: fault), "\(words)")
    #expect(made.generation.outputs.isEmpty == ![.done, .unreadable].contains(fault.end))
    #expect(Self.isCost(made.generation.costUSD, of: fault), "\(made.generation.costUSD ?? -1)")
    #expect(fixture.submissions == 1)
    if case .provider(.rateLimited(_, _, let seconds, _, _)) = made.error {
      let isSaid = !["no time", "nonsense", "under 200"].contains { fault.name.hasSuffix($0) }
      #expect(seconds == (isSaid ? 7 : nil))
    }
    try await Self.check(fixture, words)
  }

  /// The same for the record: it is whole, holds no key, and nothing is left to find without a network.
  private static func check(_ fixture: VendorFixture, _ words: String) async throws {
    #expect(!words.contains(VendorFixture.key))
    #expect(!words.unicodeScalars.contains { $0.properties.generalCategory == .control })
    #expect(try await fixture.services.verification.verify().problems.isEmpty)
    #expect(try await fixture.services.recovery.recover().isEmpty)
    #expect(fixture.submissions == 1)
    try fixture.services.database.close()
    #expect(try !fixture.holdsKey())
  }

  private static func status(of fault: VendorFault) -> TroupeCLI.ExitStatus? {
    switch fault.code {
    case nil: nil
    case "rate_limited", "overloaded", "no_image": .tryLater
    case "outcome_unknown", "unreadable_image", "job_under_way": .unknown
    default: .refused
    }
  }

  /// Nothing for what was certainly not made, and nothing at a server of one's own; what is not known counts as open.
  private static func isCost(_ cost: Double?, of fault: VendorFault) -> Bool {
    if fault.vendor.runsGraphs { return cost == 0 }
    switch fault.end {
    case .failed: return cost == 0 || fault.code == "no_image"
    // Where only the image could not be had, the answer says what it cost.
    case .unknown: return cost == nil || fault.leg == .fetch
    case .underWay: return cost == nil
    case .refused: return cost == nil || cost == 0 || fault.vendor == .flux
    case .done, .unreadable: return (cost ?? 0) > 0
    }
  }
}
