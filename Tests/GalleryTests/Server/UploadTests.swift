import Foundation
import Synchronization
import TestSupport
import Testing

@testable import TroupeGallery

struct UploadTests {
  private static func sum(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(UInt64(7)) { $0 &* 31 &+ UInt64($1) }
  }

  @Test func formsAreReadInOrder() async throws {
    try await TestServer.run { (server) throws in
      let body = Array("a=1&b=%C3%A9+x%3D&a=2&c&=d&e=%zz".utf8)
      let answer = try server.write(
        "/echo?q=1", type: "Application/X-WWW-form-urlencoded; charset=UTF-8", body)
      #expect(
        answer.text.split(separator: "\n").dropFirst(5)
          == ["a=1", "b=é x=", "a=2", "c=", "=d", "e=%zz", "q=1"])
      #expect(try server.write("/echo", type: "text/plain", [65]).status == 415)
      #expect(try server.ask("POST", "/echo", ["Sec-Fetch-Site: same-origin"]).status == 200)
    }
  }

  @Test func filesComeWithTheirTextsAndAreRemoved() async throws {
    try await TestServer.run { (server) throws in
      // Bytes that look much like the delimiter must stay in the file.
      let picture =
        Array("\r\n--XY\r\n--X\r\r\n-\r\n".utf8)
        + (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ $0 >> 9) } + [13, 10]
      let body =
        Array("before\r\n--XYZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\none\r\n".utf8)
        + Array("two\r\n--XYZ \t\r\ncontent-disposition: form-data; name=\"f\"; ".utf8)
        + Array("filename=\"C:\\d/p%22 é;\\\".png\"\r\nContent-Type: image/png\r\n\r\n".utf8)
        + picture
        + Array("\r\n--XYZ\r\nContent-Disposition: form-data; name=empty; filename=\"\"".utf8)
        + Array("\r\n\r\n\r\n--XYZ\r\nContent-Disposition: form-data; name=\"\"\r\n\r\n".utf8)
        + Array("\r\n--XYZ--\r\nafter".utf8)
      // A socket may give the bytes in any pieces.
      for step in [body.count, 1000, 4099] {
        let client = try #require(LoopbackClient(port: server.port))
        let request = server.request(
          "POST", "/echo",
          [
            "Sec-Fetch-Site: same-origin", "Content-Type: multipart/form-data; boundary=\"XYZ\"",
          ], body: body)
        for start in stride(from: 0, to: request.count, by: step) {
          client.send(request[start..<min(start + step, request.count)])
        }
        let text = try #require(client.answer()).text
        let lines = text.split(separator: "\n").dropFirst(5).map(String.init)
        #expect(text.contains("a=one\r\ntwo\n=\n"))
        let told = "f:p\" é;\".png:\(picture.count):\(Self.sum(picture)):384:"
        let file = try #require(lines.last)
        #expect(file.hasPrefix(told))
        #expect(lines.filter { $0.hasPrefix("empty") }.isEmpty)
        try expectRemoved(String(file.dropFirst(told.count)))
      }
    }
  }

  @Test func rawBodiesAreOneFile() async throws {
    try await TestServer.run { (server) throws in
      let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 13) }
      for (method, type) in [("PUT", "image/png"), ("POST", "application/octet-stream")] {
        let text = try server.write("/echo", method: method, type: type, bytes).text
        let told = "body::\(bytes.count):\(Self.sum(bytes)):384:"
        let file = try #require(text.split(separator: "\n").last)
        #expect(file.hasPrefix(told))
        try expectRemoved(String(file.dropFirst(told.count)))
      }
    }
  }

  /// Files go after the answer, so perhaps a moment later than it is read.
  private func expectRemoved(_ path: String) throws {
    #expect(path.hasPrefix("/"))
    for _ in 0..<100 where FileManager.default.fileExists(atPath: path) { usleep(20_000) }
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(!FileManager.default.fileExists(atPath: (path as NSString).deletingLastPathComponent))
  }

  @Test func bodiesThatEndTooEarlyReachNoHandler() async throws {
    let calls = Mutex(0)
    let route = Route(method: "PUT", pattern: "/kept") { _, _ in
      calls.withLock { $0 += 1 }
      return .html("kept")
    }
    let beginnings = [
      ["Content-Length: 1000"], ["Transfer-Encoding: chunked"],
    ]
    // One sender ends; the other waits, and the server ends.
    for isEnding in [true, false] {
      let kept = Mutex<[LoopbackClient]>([])
      try await TestServer.run(routes: [route]) { (server) throws in
        for fields in beginnings {
          let client = try #require(LoopbackClient(port: server.port))
          let all = fields + ["Sec-Fetch-Site: same-origin", "Content-Type: image/png"]
          client.send(server.request("PUT", "/kept", all) + Array("3\r\nabc\r\n".utf8))
          if isEnding { client.endSending() }
          kept.withLock { $0.append(client) }
        }
        usleep(300_000)
        let whole = try server.write("/kept", method: "PUT", type: "image/png", [1, 2, 3])
        #expect(whole.text == "kept")
      }
    }
    #expect(calls.withLock { $0 } == 2)
  }

  @Test func bodiesThatCannotBeReadAreRefused() async throws {
    try await TestServer.run { (server) throws in
      let head = "Content-Disposition: form-data; name=\"a\"\r\n\r\n"
      let bodies = [
        "", "x", "--X\r\n\(head)one", "--X\r\n\(head)one\r\n--X\r\n", "--X\r\n\r\none\r\n--X--",
        "--X\r\nContent-Type: a/b\r\n\r\none\r\n--X--", "--Xabc\r\n\(head)one\r\n--X--",
      ]
      for body in bodies {
        let answer = try server.write(
          "/echo", type: "multipart/form-data; boundary=X", Array(body.utf8))
        #expect(answer.status == 400, "\(body)")
      }
      #expect(try server.write("/echo", type: "multipart/form-data", [65]).status == 400)
    }
  }

  @Test func bodiesOverTheirBoundAreRefusedBeforeTheyCome() async throws {
    try await TestServer.run { (server) throws in
      let table = [
        ("application/x-www-form-urlencoded", 1 << 20), ("image/png", 64 << 20),
        ("multipart/form-data; boundary=X", 64 << 20), ("text/plain", 1 << 20),
      ]
      for (type, bound) in table {
        let client = try #require(LoopbackClient(port: server.port))
        client.send(
          server.request(
            "POST", "/echo",
            [
              "Sec-Fetch-Site: same-origin", "Content-Type: \(type)",
              "Content-Length: \(bound + 1)",
            ]))
        let answer = try #require(client.answer())
        #expect(answer.status == 413 && answer.text.hasPrefix("problem 413"), "\(type)")
        #expect(answer["connection"] == "close")
        // It reads on for two seconds, so one is enough.
        if type == "text/plain" { #expect(client.isEnded()) }
      }
    }
  }

  @Test func bodiesOfUnknownLengthEndAtTheBound() async throws {
    try await TestServer.run { (server) throws in
      let field = "Transfer-Encoding: chunked"
      let form = "application/x-www-form-urlencoded"
      let piece = Array("10000\r\n".utf8) + [UInt8](repeating: 97, count: 65_536) + [13, 10]
      let exact = (0..<16).flatMap { _ in piece } + Array("0\r\n\r\n".utf8)
      #expect(try server.write("/echo", type: form, exact, [field]).status == 200)
      let over = (0..<16).flatMap { _ in piece } + Array("1\r\na\r\n0\r\n\r\n".utf8)
      #expect(try server.write("/echo", type: form, over, [field]).status == 413)
      let texts =
        Array("--X\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n".utf8)
        + [UInt8](repeating: 97, count: 1 << 20) + Array("b\r\n--X--".utf8)
      #expect(
        try server.write("/echo", type: "multipart/form-data; boundary=X", texts).status == 413)
    }
  }
}
