import Foundation
import Testing
import TroupeImaging

/// What pictures are to each other is told by their pixels, in whatever form one was found.
@Suite("Similarity")
struct SimilarityTests {
  /// Generated scenes, and the photographs next to the package where they are.
  private static let pictures: [Raster] = {
    let folder = Corpus.folder.deletingLastPathComponent().appending(path: "cast")
    let names = ["astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg"]
    let photographs = names.compactMap { name -> Raster? in
      let bytes = FileManager.default.contents(atPath: folder.appending(path: name).path)
      return bytes.flatMap { try? Raster(decoding: $0).flattened() }
    }
    return (1...6).map { Pictures.scene(seed: $0) } + photographs
  }()

  private struct Found {
    let form: SimilarityProbe.Form?
    let bits: Int
    var relation: PictureComparison.Relation?
    var changed = 0.0
  }

  /// What `copy` is found as by a search for it among others, and what the pixels say.
  private func found(_ copy: Raster, for picture: Raster) throws -> Found {
    let (one, other) = (try small(copy), try small(picture))
    let ((own, grid), (others, _)) = (try one.measured(), try other.measured())
    var best = own.hash.distance(to: others.hash)
    var form: SimilarityProbe.Form? = best <= 32 ? .whole : nil
    for probe in one.probes(grid) {
      let bits = probe.hash.distance(to: others.hash)
      if bits <= probe.bound, form == nil || bits < best - 8 { (form, best) = (probe.form, bits) }
    }
    guard let form else { return Found(form: nil, bits: best) }
    let comparison = try PictureComparison(one, other, as: form)
    return Found(
      form: form, bits: best, relation: comparison.relation, changed: comparison.changed)
  }

  private func small(_ raster: Raster) throws -> SmallPicture {
    try SmallPicture(reading: raster.encodedPNG())
  }

  private func relations(
    _ change: (Raster) throws -> Raster
  ) throws -> [PictureComparison.Relation?] {
    try Self.pictures.map { try found(change($0), for: $0).relation }
  }

  @Test("saved again and resized it is the same picture", arguments: [40, 90])
  func saved(quality: Int) throws {
    let all = try relations { picture in
      try Raster(decoding: picture.resized(toFit: 300).encodedJPEG(quality: quality))
    }
    #expect(all.allSatisfy { $0 == .same }, "\(all)")
  }

  @Test("turned over it is told how", arguments: [2, 3, 4])
  func turned(orientation: Int) throws {
    let turn: Turn = [2: .mirrored, 3: .upsideDown, 4: .flipped][orientation] ?? .mirrored
    let all = try relations { picture in
      try Raster(decoding: picture.oriented(orientation).encodedJPEG(quality: 80))
    }
    #expect(all.allSatisfy { $0 == .turned(turn) }, "\(all)")
  }

  @Test("what was cut out is a part", arguments: [0.95, 0.9])
  func part(share: Double) throws {
    let parts = try Self.pictures.map { picture in
      let (w, h) = (Double(picture.width) * share, Double(picture.height) * share)
      let part = picture.cropped(
        x: Int((Double(picture.width) - w) * 0.3), y: Int((Double(picture.height) - h) * 0.8),
        width: Int(w), height: Int(h))
      return (try found(part, for: picture).relation, try found(picture, for: part).relation)
    }
    // Of a part, what lies around it is not known: not every one is found.
    let own = parts.compactMap(\.0)
    #expect(own.count * 10 >= parts.count * 6 && own.allSatisfy { $0 == .part }, "\(parts)")
    let around = parts.compactMap(\.1)
    #expect(around.count * 10 >= parts.count * 9, "\(parts)")
    #expect(around.allSatisfy { $0 == .wider }, "\(parts)")
  }

  @Test("a corner of three quarters is found by the whole")
  func corner() throws {
    let all = try Self.pictures.map { picture in
      let part = picture.cropped(
        x: 0, y: 0, width: picture.width * 4 / 5, height: picture.height * 4 / 5)
      return try found(picture, for: part).relation
    }
    #expect(all.allSatisfy { $0 == .wider }, "\(all)")
  }

  @Test("with a spot changed it is edited, and by how much is told")
  func edited() throws {
    for picture in Self.pictures {
      let side = min(picture.width, picture.height) / 5
      let left = picture.width / 3
      let top = picture.height / 2
      let edit = Raster(width: picture.width, height: picture.height) { x, y in
        (left..<left + side).contains(x) && (top..<top + side).contains(y)
          ? Color(hex: 0xFF00FF) : picture[x, y]
      }
      let found = try found(edit, for: picture)
      guard found.form != nil else { continue }
      #expect(found.relation == .edited, "\(found)")
      let share = Double(side * side) / Double(picture.width * picture.height)
      #expect(found.changed > share / 2 && found.changed < share * 4 + 0.05, "\(found) \(share)")
    }
  }

  @Test("brighter or darker it is told as such", arguments: [(0.75, 30.0), (0.7, 0)])
  func adjusted(factor: Double, shift: Double) throws {
    let all = try relations { picture in
      Raster(
        width: picture.width, height: picture.height, channels: 3,
        pixels: picture.pixels.map { UInt8((Double($0) * factor + shift).rounded()) })
    }
    #expect(all.allSatisfy { $0 == .adjusted }, "\(all)")
  }

  @Test("unlike pictures are nothing to each other, in whatever form they are compared")
  func unlike() throws {
    let all = try Self.pictures.map(small)
    for (index, one) in all.enumerated() {
      for other in all.dropFirst(index + 1) {
        for form in [SimilarityProbe.Form.whole, .turned(.mirrored), .part(.usual[4])] {
          let relation = try PictureComparison(one, other, as: form).relation
          #expect(relation == .different, "\(index) \(form): \(relation)")
        }
      }
    }
  }

  @Test("of one color, the color counts")
  func plain() throws {
    func plain(_ hex: UInt32) throws -> SmallPicture {
      try small(Raster(width: 60, height: 40, filledWith: Color(hex: hex)))
    }
    let (one, other) = (try plain(0x336699), try plain(0x663399))
    #expect(try PictureComparison(one, plain(0x336699), as: .whole).relation == .same)
    #expect(try PictureComparison(one, other, as: .whole).relation == .different)
    #expect(try PictureComparison(one, other, as: .turned(.mirrored)).relation == .different)
    #expect(try one.probes(one.measured().grid).isEmpty)
  }
}
