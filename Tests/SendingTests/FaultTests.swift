import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeVocabulary

@testable import TroupeSending

/// Everything that can come in place of an image: recorded as what it is, kept, and never sent a second time.
@Suite struct FaultTests {
  @Test(arguments: FakeFault.all)
  func theRecordSaysWhatIsKnownAndKeepsWhatCame(_ fault: FakeFault) async throws {
    let fixture = try LineageFixture([fault.reply])
    let made = try await fixture.make(fixture.request("a red cube"))
    #expect(made.generation.state == fault.state, "\(made.error?.description ?? "")")
    // A whole answer without an image is done too, and told as no image.
    let isImage = fault.state == .done && !made.generation.outputs.isEmpty
    #expect((made.error == nil) == isImage)
    #expect(fixture.server.requests.count == 1)
    #expect(fixture.waits.isEmpty)
    let exchanges = try await fixture.column("body_json", "SELECT body_json FROM exchange")
    #expect(
      exchanges.count + fixture.spooled.count == 1, "what came is in the record or the spool")
    let words = made.error?.description ?? ""
    #expect(!words.contains("TEST-KEY") && !exchanges.contains { $0.contains("TEST-KEY") })
    #expect(!words.unicodeScalars.contains { $0.properties.generalCategory == .control })
    #expect(try await fixture.verify().problems.isEmpty)
    // No network, and nothing new to find.
    fixture.server.stop()
    #expect(try await fixture.reopened().recovery.recover().isEmpty)
  }
}
