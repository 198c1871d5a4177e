import Foundation
import TestSupport
import Testing

@testable import TroupeGallery

struct FileAnswerTests {
  /// Runs `body` with a file of `bytes` at "/file", which is said to have `count` bytes.
  private func withFile(
    _ bytes: [UInt8], count: Int? = nil, _ body: @escaping @Sendable (TestServer) throws -> Void
  ) async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(
      "gallery-test-\(UUID().uuidString)"
    ).path
    try Data(bytes).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let count = count ?? bytes.count
    let routes = [
      Route(method: "GET", pattern: "/file") { _, _ in
        .file(path, type: "image/png", byteCount: count, etag: "abc")
      },
      Route(method: "GET", pattern: "/missing") { _, _ in
        .file(path + "x", type: "image/png", byteCount: count, etag: "abc")
      },
      Route(method: "GET", pattern: "/folder") { _, _ in
        .file("/", type: "image/png", byteCount: 0, etag: "abc")
      },
    ]
    try await TestServer.run(routes: routes, body)
  }

  @Test func rangesAreThoseOfTheStandard() async throws {
    try await withFile(Array("0123456789".utf8)) { (server) throws in
      let parts = [
        "0-0": ("0", "0-0"), "5-": ("56789", "5-9"), "-5": ("56789", "5-9"), "3-4": ("34", "3-4"),
        "9-9": ("9", "9-9"), "8-100": ("89", "8-9"), "-100": ("0123456789", "0-9"),
        "0-99999999999999999999": ("0123456789", "0-9"),
        "0-9223372036854775807":
          ("0123456789", "0-9"),
      ]
      for (range, (text, place)) in parts {
        let answer = try server.ask("GET", "/file", ["Range: bytes=\(range)"])
        #expect(answer.status == 206 && answer.text == text, "\(range)")
        #expect(answer["content-range"] == "bytes \(place)/10", "\(range)")
        #expect(answer["content-length"] == "\(text.count)")
      }
      for range in ["10-", "10-20", "-0", "99999999999999999999-"] {
        let answer = try server.ask("GET", "/file", ["Range: bytes=\(range)"])
        #expect(answer.status == 416 && answer["content-range"] == "bytes */10", "\(range)")
        #expect(answer["cache-control"] == "no-store" && answer.body.isEmpty)
      }
      let ignored = [
        "bytes=0-0,2-3", "bytes=5-3", "bytes=", "bytes=-", "bytes=a-b", "bytes=1-2-3", "items=0-1",
        "bytes", "0-1", "bytes=+1-2", "bytes=0x1-2", "bytes=1", "bytes=0-1, 3-",
      ]
      for range in ignored {
        let answer = try server.ask("GET", "/file", ["Range: \(range)"])
        #expect(answer.status == 200 && answer.text == "0123456789", "\(range)")
        #expect(answer["accept-ranges"] == "bytes" && answer["content-range"] == nil)
      }
      #expect(try server.ask("GET", "/file", ["Range: BYTES=1-1"]).text == "1")
      #expect(try server.ask("HEAD", "/file", ["Range: bytes=0-0"]).status == 200)
      #expect(try server.ask("HEAD", "/file")["content-length"] == "10")
    }
  }

  @Test func rangesOfNothingAreUnsatisfiable() async throws {
    try await withFile([]) { (server) throws in
      for range in ["0-", "0-0", "-1", "-0"] {
        let answer = try server.ask("GET", "/file", ["Range: bytes=\(range)"])
        #expect(answer.status == 416 && answer["content-range"] == "bytes */0", "\(range)")
      }
      #expect(try server.ask("GET", "/file").status == 200)
    }
  }

  @Test func whatIsKnownIsNotSent() async throws {
    try await withFile(Array("0123456789".utf8)) { (server) throws in
      for known in ["\"abc\"", "W/\"abc\"", "*", "\"x\", \"abc\""] {
        let answer = try server.ask(
          "GET", "/file", ["If-None-Match: \(known)", "Range: bytes=0-0"])
        #expect(answer.status == 304 && answer["etag"] == "\"abc\"", "\(known)")
        #expect(answer["cache-control"] == "private, max-age=31536000, immutable")
      }
      for unknown in ["abc", "\"abcd\"", "\"x\"", ""] {
        let answer = try server.ask("GET", "/file", ["If-None-Match: \(unknown)"])
        #expect(answer.status == 200 && answer.body.count == 10, "\(unknown)")
      }
      let range = "Range: bytes=1-2"
      #expect(try server.ask("GET", "/file", [range, "If-Range: \"abc\""]).status == 206)
      #expect(try server.ask("GET", "/file", [range, "If-Range: \"old\""]).status == 200)
      #expect(try server.ask("GET", "/file", [range, "If-Range: W/\"abc\""]).status == 200)
    }
  }

  @Test func largeFilesComeWhole() async throws {
    let bytes = (0..<3_000_001).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
    try await withFile(bytes) { (server) throws in
      #expect(try server.ask("GET", "/file").body == bytes)
      let part = try server.ask("GET", "/file", ["Range: bytes=65530-2000000"])
      #expect(part.body == Array(bytes[65_530...2_000_000]))
    }
  }

  @Test func filesThatAreNotAsDescribedAreNotSent() async throws {
    try await withFile(Array("0123456789".utf8), count: 11) { (server) throws in
      for address in ["/file", "/missing", "/folder"] {
        let answer = try server.ask("GET", address)
        #expect(answer.status == 404 && answer.text.hasPrefix("problem 404"), "\(address)")
        #expect(answer["cache-control"] == "no-store")
      }
    }
  }
}
