import Foundation
import TestSupport
import Testing
import TroupeVocabulary

@testable import TroupeLineage

/// Everything that can come in place of an image: recorded as what it is, kept, and never sent a second time.
@Suite struct FaultTests {
  @Test(arguments: FakeFault.all)
  func theRecordSaysWhatIsKnownAndKeepsWhatCame(_ fault: FakeFault) async throws {
    let workshop = try Workshop([fault.reply])
    let made = try await workshop.make(workshop.request("a red cube"))
    #expect(made.generation.state == fault.state, "\(made.error?.message ?? "")")
    #expect((made.error == nil) == (fault.state == .done))
    #expect(made.generation.outputs.isEmpty == (fault.state != .done))
    #expect(workshop.server.requests.count == 1)
    #expect(workshop.waits.isEmpty)
    let exchanges = try await workshop.column("body_json", "SELECT body_json FROM exchange")
    #expect(
      exchanges.count + workshop.spooled.count == 1, "what came is in the record or the spool")
    let words = made.error?.message ?? ""
    #expect(!words.contains("TEST-KEY") && !exchanges.contains { $0.contains("TEST-KEY") })
    #expect(!words.unicodeScalars.contains { $0.properties.generalCategory == .control })
    #expect(try await workshop.verify().problems.isEmpty)
    // No network, and nothing new to find.
    workshop.server.stop()
    #expect(try await Recovery(workshop.reopened()).recover().isEmpty)
  }
}
