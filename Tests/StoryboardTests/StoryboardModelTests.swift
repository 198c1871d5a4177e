import Foundation
import Testing
import TroupeImaging
import TroupeStoryboard
import TroupeVocabulary

@Suite struct StoryboardModelTests {
  private let model = StoryboardModel()

  private func draw(_ scene: StoryboardScene, saveAs name: String? = nil) throws -> Data {
    let bytes = try model.draw(scene)
    if let name, let folder = ProcessInfo.processInfo.environment["TROUPE_GALLERY"] {
      try bytes.write(to: URL(filePath: folder).appending(path: "\(name).png"))
    }
    return bytes
  }

  @Test func theSameSceneGivesTheSameBytes() throws {
    let scene = SampleScene.scene("A cat drinks coffee", pictures: SampleScene.cast(), seed: 7)
    #expect(try draw(scene, saveAs: "cast") == draw(scene))
    var other = scene
    other.seed = 8
    #expect(try draw(other) != draw(scene))
  }

  @Test(arguments: [
    ("1x1", 1024, 1024), ("16x9-512", 688, 384), ("9x16", 768, 1376), ("8x1", 3072, 384),
    ("1x8", 384, 3072), ("21x9", 1584, 672), ("1x8-512", 192, 1536), ("tiny", 256, 256),
    ("smallest", 64, 64), ("4x1-512", 1024, 256),
  ])
  func everyShapeIsDrawnInItsSize(name: String, width: Int, height: Int) throws {
    let prompt = "Eileen hands Chelsea a cup of coffee on the launch pad, 凯尔在雨夜的咖啡馆里 — wide shot."
    let scene = SampleScene.scene(
      prompt, pictures: SampleScene.cast(), width: width, height: height, seed: 1)
    let header = try ImageHeader(reading: draw(scene, saveAs: "shape-\(name)"))
    #expect(header.width == width && header.height == height && header.type == .png)
  }

  @Test func theLargestFrameIsEnlarged() throws {
    let scene = SampleScene.scene("Vast", width: 12288, height: 1536)
    let header = try ImageHeader(reading: draw(scene))
    #expect(header.width == 12288 && header.height == 1536)
  }

  @Test func editsAreSeenOneAfterTheOther() throws {
    var picture = try Raster(
      decoding: draw(SampleScene.scene("A cat drinks coffee", pictures: SampleScene.cast())))
    var seen: Set<Data> = []
    let edits = ["Make it night, with rain on the window", "给她一条红围巾", "Remove the cup"]
    for (index, words) in edits.enumerated() {
      let bytes = try draw(SampleScene.scene(words, parent: picture), saveAs: "edit-\(index + 1)")
      #expect(seen.insert(bytes).inserted)
      picture = try Raster(decoding: bytes)
    }
  }

  @Test func anEditShowsNewReferences() throws {
    let lamp = SampleScene.picture("Lamp", .object, SampleScene.figure(0xE0B020))
    let parent = SampleScene.figure(0x3050A0, width: 768, height: 1024)
    let scene = SampleScene.scene(
      "Put the lamp on the table", parent: parent, pictures: [lamp], width: 896, height: 1200)
    #expect(try draw(scene, saveAs: "edit-lamp") != draw(SampleScene.scene("x", parent: parent)))
  }

  @Test func aCrowdFits() throws {
    let pictures = (1...14).map { index in
      SampleScene.picture(
        "Person number \(index)", index < 10 ? .character : .object,
        SampleScene.figure(UInt32(index) * 0x0D1B2B & 0xFFFFFF))
    }
    let long = String(repeating: "Everyone meets in the square at noon. ", count: 40)
    _ = try draw(SampleScene.scene(long, pictures: pictures), saveAs: "crowd")
    _ = try draw(
      SampleScene.scene(long, pictures: pictures, width: 768, height: 1376), saveAs: "crowd-tall")
  }

  @Test(arguments: [(1376, 768), (768, 1376), (512, 2048), (3072, 384)])
  func everyStyleAndGuideIsDrawn(width: Int, height: Int) throws {
    let colors: [UInt32] = [0xB02040, 0x20B040, 0x4020B0, 0xB0A020]
    let notes = colors.enumerated().map { index, color in
      SampleScene.picture(
        "Note \(index)", .style, SampleScene.figure(color), role: index < 3 ? .style : .pose)
    }
    let cast = SampleScene.cast().filter { $0.role == .identity }
    let scene = SampleScene.scene("A", pictures: cast + notes, width: width, height: height)
    let frame = try Raster(decoding: draw(scene, saveAs: "notes-\(width)x\(height)"))
    for color in colors {
      let seen = box(of: Color(hex: color), in: frame)
      #expect(seen.map { $0.width > 8 && $0.height > 2 } == true)
    }
  }

  @Test func anotherViewIsNotCutByTheFrame() throws {
    let wide = SampleScene.figure(0x2060A0, width: 1376, height: 768)
    let plain = Raster(width: 64, height: 64, filledWith: Color(hex: 0xFF00FF))
    let scene = SampleScene.scene(
      "A",
      pictures: [
        SampleScene.picture("Kael", .character, wide),
        SampleScene.picture("Kael", .character, plain),
      ], width: 896, height: 1200)
    let frame = try Raster(decoding: draw(scene, saveAs: "inset"))
    let inset = try #require(box(of: Color(hex: 0xFF00FF), in: frame))
    #expect(abs(inset.width - inset.height) <= 2)
  }

  /// The box around the pixels of one color.
  private func box(of color: Color, in raster: Raster) -> (width: Int, height: Int)? {
    let places = (0..<raster.height).flatMap { y in
      (0..<raster.width).filter { raster[$0, y] == color }.map { ($0, y) }
    }
    guard let left = places.map(\.0).min(), let right = places.map(\.0).max(),
      let top = places.map(\.1).min(), let bottom = places.map(\.1).max()
    else { return nil }
    return (right - left + 1, bottom - top + 1)
  }

  @Test func withoutAnythingThereIsStillAFrame() throws {
    _ = try draw(SampleScene.scene("An empty street after the rain"), saveAs: "words-only")
    var scene = SampleScene.scene("", width: 300, height: 200)
    scene.fonts = []
    #expect(try ImageHeader(reading: draw(scene)).width == 300)
  }

  @Test(arguments: [0, -1, 63, 20000])
  func impossibleSidesAreRefused(side: Int) {
    #expect(throws: ImageFault.self) { try model.draw(SampleScene.scene("x", width: side)) }
  }
}
