import Foundation
import Testing

/// Every shot of the tables gets the pictures that it should.
struct ShotTests {
  @Test(arguments: ["english", "east-asian", "european", "mixed"])
  func areRight(table: String) throws {
    let shots = try ShotTable.named(table)
    let faults = shots.shots.map { shot in
      do { return try shots.faults(of: shot) } catch { return ["\(shot.prompt): \(error)"] }
    }
    let wrong = faults.filter { !$0.isEmpty }
    #expect(
      wrong.isEmpty,
      "\(wrong.count) of \(shots.shots.count):\n\(wrong.joined().joined(separator: "\n"))")
    if let path = ProcessInfo.processInfo.environment["TROUPE_SHOTS_OUT"] {
      let text =
        "\(wrong.count) of \(shots.shots.count)\n\(wrong.joined().joined(separator: "\n"))\n"
      try Data(text.utf8).write(to: URL(filePath: "\(path)/\(table).txt"))
    }
  }
}
