import TestSupport
import Testing

@testable import TroupeGallery

struct RoutingTests {
  @Test func pathsFindTheirMostExactRoute() async throws {
    try await TestServer.run { (server) throws in
      let found = [
        "/i/g1/2": "image g1|2", "/i/g%201/%C3%A9": "image g 1|é", "/i/g1/newest": "newest",
        "/@Mei": "cast Mei", "/@%E5%B0%8F": "cast 小", "/%40Mei": "cast Mei", "/other": "word other",
        "/@": "word @", "/other?a=b": "word other",
      ]
      for (address, text) in found {
        let answer = try server.ask("GET", address)
        #expect(answer.status == 200 && answer.text == text, "\(address)")
      }
      let missing = [
        "/i/g1", "/i/g1/2/3", "/i/g1/2/", "//", "/a//b", "/i/%2e%2e/2", "/i/../2", "/i/./2", "/..",
        "/i/%2E%2E%2Fetc/2", "/i/..%5Cetc/2", "/i/a%00/2", "/i/%ff/2", "/i/%/2", "/i/%4/2",
        "/%2e%2e", "/i/a%2Fb/2", "/i/%0D%0A/2",
      ]
      for address in missing {
        let answer = try server.ask("GET", address)
        #expect(answer.status == 404, "\(address)")
        #expect(answer.text == "problem 404 unknownPath \(address)")
      }
    }
  }

  @Test func otherMethodsAreToldWhichThereAre() async throws {
    try await TestServer.run { (server) throws in
      let same = "Sec-Fetch-Site: same-origin"
      let answer = try server.ask("DELETE", "/i/1/2", [same])
      #expect(answer.status == 405 && answer["allow"] == "GET, HEAD")
      #expect(answer.text.hasPrefix("problem 405"))
      #expect(try server.ask("DELETE", "/settings", [same])["allow"] == "GET, HEAD, POST")
      #expect(try server.ask("POST", "/events", [same])["allow"] == "GET, HEAD")
      #expect(try server.ask("POST", "/a/b/c", [same]).status == 404)
    }
  }

  @Test func headTellsWhatGetWouldSend() async throws {
    try await TestServer.run { (server) throws in
      for address in ["/", "/i/1/2", "/style.css", "/a/b", "/events"] {
        let client = try #require(LoopbackClient(port: server.port))
        client.send(server.request("HEAD", address))
        let head = try #require(client.answer(hasBody: false))
        // A body after the head would be taken for the next answer.
        client.send(server.request("GET", "/data"))
        #expect(client.answer()?.text == "{}", "\(address)")
        if address == "/events" {
          #expect(head["content-type"] == "text/event-stream; charset=utf-8")
          continue
        }
        let whole = try server.ask("GET", address)
        #expect(head.status == whole.status)
        #expect(head["content-length"] == whole["content-length"])
        #expect(head["content-type"] == whole["content-type"])
      }
    }
  }

  @Test func errorsOfHandlersBecomePages() async throws {
    try await TestServer.run { (server) throws in
      let answer = try server.ask("GET", "/fail")
      #expect(answer.status == 500 && answer.text.hasPrefix("problem 0"))
    }
  }

  @Test func visitsSayWhatTheReaderWants() async throws {
    try await TestServer.run { (server) throws in
      let cookie = "troupe-\(server.port)=\(TestServer.token)"
      func lines(_ address: String, _ more: String, _ fields: [String]) throws -> [Substring] {
        try server.ask("GET", address, cookie: cookie + more, fields).text.split(
          separator: "\n", omittingEmptySubsequences: false)
      }
      #expect(
        try lines("/?a=1+2%20%26&a=&%E5%B0%8F", "", [])[1...] == [
          "/?a=1+2%20%26&a=&%E5%B0%8F", "en", "auto", "false", "a=1 2 &", "a=", "小=",
        ])
      let languages = [
        "zh-CN,zh;q=0.9,en;q=0.8": "zh", "en-GB": "en", "fr, zh;q=0.5": "zh", "fr": "en",
        "zh;q=0, en;q=0.1": "en", "zh;q=0.4, en;q=0.6": "en", "": "en",
      ]
      for (field, language) in languages {
        #expect(try lines("/", "", ["Accept-Language: \(field)"])[2] == language, "\(field)")
      }
      #expect(try lines("/", "; lang=en", ["Accept-Language: zh"])[2] == "en")
      #expect(try lines("/", "; lang=xx", ["Accept-Language: zh"])[2] == "zh")
      #expect(try lines("/", "; theme=dark", [])[3] == "dark")
      #expect(try lines("/", "; theme=pink", [])[3] == "auto")
      let wishes = [
        "application/json": "true", "text/html,application/xhtml+xml,*/*;q=0.8": "false",
        "*/*": "false", "application/json;q=0.5, text/html": "false",
        "application/json, */*": "true", "application/json, text/html": "true",
        "text/html, application/json": "false", "application/json;q=0": "false",
      ]
      for (field, wish) in wishes {
        #expect(try lines("/", "", ["Accept: \(field)"])[4] == wish, "\(field)")
      }
    }
  }

  @Test func settingsAreKeptForAYear() async throws {
    try await TestServer.run { (server) throws in
      let answer = try server.write(
        "/settings", type: "application/x-www-form-urlencoded", Array("theme=dark".utf8))
      #expect(answer.status == 303 && answer["location"] == "/%E5%B0%8F")
      #expect(
        answer.fields.filter { $0.name == "set-cookie" }.map(\.value)
          == ["theme=dark; SameSite=Strict; Path=/; Max-Age=31536000"])
    }
  }
}
