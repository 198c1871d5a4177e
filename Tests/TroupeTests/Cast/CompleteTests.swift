import Foundation
import Testing
import Troupe

@testable import TroupeImaging

@Suite struct CompleteTests {
  @Test func missingViewsAreMadeAndAddedWhenAccepted() async throws {
    let temporary = try await TemporaryLibrary()
    let library = temporary.library
    try await temporary.addCast()
    let missing = try await library.viewRequests(for: Handle("kael"), .offline)
    #expect(missing.contains { $0.view == .back } && !missing.contains { $0.view == .front })
    let request = try #require(missing.first { $0.view == .back })
    #expect(request.prompt.hasPrefix("@kael, full figure seen from behind"))
    let plan = try await library.plan(request.prompt, request.options)
    #expect(plan.selection.chosen.count == 1 && plan.estimate.costUSD == 0)
    let made = try #require(
      try await library.generate(request.prompt, request.options).first)
    let image = try #require(made.generation.outputs.first)
    #expect(try await library.references(of: Handle("kael")).count == 1)
    // The same again is not made again.
    let again = try await library.generate(request.prompt, request.options)
    #expect(again.first?.isFromRecord == true)
    let added = try await library.acceptViews(
      [.output(image.id)], of: Handle("kael"), isPinned: true)
    let reference = try #require(added.references.first).reference
    #expect(reference.view == .back && reference.look == nil && reference.isPinned)
    #expect(reference.origin == image.id)
    let left = try await library.viewRequests(for: Handle("kael"), .offline)
    #expect(!left.contains { $0.view == .back } && !left.isEmpty)
  }

  @Test func whatCoverageRecommendsOfAPlaceIsMade() async throws {
    let temporary = try await TemporaryLibrary()
    let library = temporary.library
    try await library.add(.place, "harbor")
    try await library.addReferences(
      to: "harbor", images: [.file(temporary.picture("h.png", blue: 90))],
      ReferenceDetails(view: .wide))
    let advised = try await library.coverage(of: "harbor").advice.filter { $0.facet == .view }
    let requests = try await library.viewRequests(for: "harbor", .offline)
    #expect(requests.map(\.view) == [.reverse, .left, .right, .detail])
    #expect(Set(requests.map(\.view.rawValue)).isSubset(of: advised.map(\.name)))
    for request in requests {
      let made = try await library.generate(request.prompt, request.options)
      let image = try #require(made.first?.generation.outputs.first)
      let added = try await library.acceptViews([.output(image.id)], of: "harbor")
      #expect(added.references.map(\.reference.view) == [request.view])
    }
    #expect(try await library.viewRequests(for: "harbor", .offline).isEmpty)
  }

  @Test func aLookAndOwnWordsAreSaid() async throws {
    let temporary = try await TemporaryLibrary()
    let library = temporary.library
    try await temporary.addCast()
    try await library.addReferences(
      to: Handle("kael"), images: [.file(temporary.picture("w.png", blue: 200))],
      ReferenceDetails(view: .front, look: "winter"))
    try await library.setSnippet("view-back", to: "{who} from behind, in snow")
    let requests = try await library.viewRequests(
      for: Handle("kael"), views: [.back, "tail"], look: "winter", .offline)
    #expect(
      requests.map(\.prompt) == [
        "@kael/winter from behind, in snow",
        "@kael/winter, tail view, plain background, even light, nothing else in the picture",
      ])
    let made = try #require(
      try await library.generate(requests[0].prompt, requests[0].options).first)
    let added = try await library.acceptViews(
      [.output(try #require(made.generation.outputs.first).id)], of: Handle("kael"))
    #expect(added.references.first?.reference.look == "winter")
    #expect(added.references.first?.reference.view == .back)
  }

  @Test func whatWasMadeForSomethingElseIsNotAccepted() async throws {
    let temporary = try await TemporaryLibrary()
    try await temporary.addCast()
    let other = try await temporary.shot("@kael on a roof")
    let image = try #require(other.outputs.first).id
    for name in [ImageName.output(image), .file(temporary.base.appending(path: "kael.png"))] {
      await #expect(throws: TroupeError.self) {
        try await temporary.library.acceptViews([name], of: Handle("kael"))
      }
    }
    #expect(try await temporary.library.references(of: Handle("kael")).count == 1)
    try await temporary.library.add(.character, "nia")
    await #expect(throws: TroupeError.catalog(.noReferences(asset: "nia", look: nil))) {
      try await temporary.library.viewRequests(for: Handle("nia"), .offline)
    }
  }

  @Test func aSheetIsCutIntoViews() async throws {
    let temporary = try await TemporaryLibrary()
    let library = temporary.library
    try await temporary.addCast()
    var sheet = Raster(width: 400, height: 120, filledWith: .white)
    sheet.withMutablePixels { pixels in
      for y in 10..<110 {
        for x in 0..<400 where x % 100 >= 20 && x % 100 < 80 {
          for channel in 0..<3 {
            pixels[(y * 400 + x) * 3 + channel] = UInt8(x / 100 * 40 + (y * x) % 30)
          }
        }
      }
    }
    let file = ImageName.file(try temporary.file("turn.png", sheet.encodedPNG()))
    let (gutters, grid) = (
      try await library.cut(file, .gutters), try await library.cut(file, SheetCutting("4x1"))
    )
    #expect(gutters.count == 4 && grid.count == 4)
    #expect(try Raster(decoding: grid[1]) == sheet.cropped(x: 100, y: 0, width: 100, height: 120))
    let views: [View] = [.front, .threeQuarter, .profile, .back]
    await #expect(throws: TroupeError.self) {
      try await library.addReferences(
        to: Handle("kael"), cutFrom: file, .gutters, views: [.front, .back])
    }
    let added = try await library.addReferences(
      to: Handle("kael"), cutFrom: file, .gutters, views: views,
      ReferenceDetails(look: "casual"))
    #expect(added.references.map(\.reference.view) == views)
    #expect(added.references.allSatisfy { $0.reference.look == "casual" })
    #expect(added.references.map(\.reference.fileName).last == "turn.png (4 of 4).png")
    for text in ["4", "0x1", "4x21", "ax1", "4x1x1", ""] {
      #expect(throws: TroupeError.self) { try SheetCutting(text) }
    }
  }
}
