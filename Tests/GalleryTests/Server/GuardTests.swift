import TestSupport
import Testing

@testable import TroupeGallery

struct GuardTests {
  @Test func onlyOwnNamesAndKnownReadersAreLetIn() async throws {
    try await TestServer.run { (server) throws in
      let port = server.port
      for host in ["127.0.0.1:\(port)", "localhost:\(port)", "LOCALHOST:\(port)", "[::1]:\(port)"] {
        #expect(try server.ask("GET", "/", host: host).status == 200, "\(host)")
      }
      let strangers = [
        "evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:\(port)", "",
        "127.0.0.1:\(port)x", "127.0.0.1:\(port)\r\nHost: evil.example",
      ]
      for host in strangers {
        let answer = try server.ask("GET", "/?token=\(TestServer.token)", host: host)
        #expect(answer.status == 403 || answer.status == 400, "\(host)")
        #expect(answer["set-cookie"] == nil)
      }
      let cookies = [
        "": 403, "troupe-\(port)=wrong": 403, "troupe-1=\(TestServer.token)": 403,
        "troupe-\(port)=\(TestServer.token)x": 403, "troupe-\(port)=": 403,
        "a=b; troupe-\(port)=\(TestServer.token)": 200,
        "troupe-\(port)=wrong; troupe-\(port)=\(TestServer.token)": 200,
      ]
      for (cookie, status) in cookies {
        #expect(try server.ask("GET", "/", cookie: cookie).status == status, "\(cookie)")
      }
      let bearer = "Authorization: Bearer \(TestServer.token)"
      #expect(try server.ask("GET", "/", cookie: "", [bearer]).status == 200)
      #expect(try server.ask("GET", "/", cookie: "", [bearer + "x"]).status == 403)
      #expect(try server.ask("GET", "/nowhere/at/all", cookie: "").status == 403)
    }
  }

  @Test func theTokenBecomesACookieAndLeavesTheAddress() async throws {
    try await TestServer.run { (server) throws in
      let token = TestServer.token
      let answer = try server.ask("GET", "/i/1/2?a=%26&token=\(token)&b=c", cookie: "")
      #expect(answer.status == 303)
      #expect(answer["location"] == "/i/1/2?a=%26&b=c")
      #expect(
        answer["set-cookie"]
          == "troupe-\(server.port)=\(token); HttpOnly; SameSite=Strict; Path=/")
      #expect(try server.ask("GET", "/?token=\(token)", cookie: "")["location"] == "/")
      #expect(
        try server.ask("GET", "//evil.example/?token=\(token)")["location"] == "/evil.example/")
      let wrong = try server.ask("GET", "/?token=0123456789abcdee", cookie: "")
      #expect(wrong.status == 403 && wrong["set-cookie"] == nil)
      #expect(try server.ask("POST", "/echo?token=\(token)", cookie: "").status == 403)
    }
  }

  @Test func writesComeFromOwnPagesOrBearers() async throws {
    try await TestServer.run { (server) throws in
      let own = "Origin: http://127.0.0.1:\(server.port)"
      let same = "Sec-Fetch-Site: same-origin"
      let bearer = "Authorization: Bearer \(TestServer.token)"
      let foreign = "Origin: http://evil.example"
      let table: [([String], Int)] = [
        ([same], 200), ([same, own], 200), ([own], 200), ([bearer], 200), ([bearer, own], 200),
        ([], 403), ([same, foreign], 403), ([foreign], 403), ([bearer, foreign], 403),
        (["Sec-Fetch-Site: cross-site"], 403), (["Sec-Fetch-Site: same-site", own], 403),
        (["Sec-Fetch-Site: none"], 403), ([same, "Origin: null"], 403),
        ([same, "Origin: http://localhost:\(server.port)"], 403),
      ]
      for (fields, status) in table {
        let answer = try server.ask("POST", "/echo", fields)
        #expect(answer.status == status, "\(fields)")
        if status == 403 { #expect(answer.text.hasPrefix("problem 403 foreignWrite")) }
      }
    }
  }

  @Test("a page of another port loads nothing, though the cookie goes along, and may lead here")
  func foreignReads() async throws {
    try await TestServer.run { (server) throws in
      let table: [([String], Int)] = [
        ([], 200), (["Sec-Fetch-Site: same-origin", "Sec-Fetch-Mode: cors"], 200),
        (["Sec-Fetch-Site: none", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"], 200),
        (
          ["Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"], 200
        ),
        (["Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"], 403),
        (["Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: image"], 403),
        (["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: cors"], 403),
        (["Sec-Fetch-Site: cross-site"], 403),
      ]
      for (fields, status) in table {
        #expect(try server.ask("GET", "/", fields).status == status, "\(fields)")
      }
    }
  }

  @Test func aLibraryThatIsOnlyReadTakesSettingsAndNoMore() async throws {
    try await TestServer.run(isReadOnly: true) { (server) throws in
      let form = "application/x-www-form-urlencoded"
      let refused = try server.write("/echo", type: form, Array("a=b".utf8))
      #expect(refused.status == 403 && refused.text.hasPrefix("problem 403 readOnly"))
      #expect(try server.write("/echo", method: "PUT", type: "image/png", [1]).status == 403)
      #expect(try server.write("/settings", type: form, Array("theme=dark".utf8)).status == 303)
      #expect(try server.ask("GET", "/").status == 200)
    }
  }

  @Test func everyAnswerIsFenced() async throws {
    try await TestServer.run { (server) throws in
      for (address, cookie) in [("/", nil), ("/", ""), ("/style.css", nil), ("/x/y/z", nil)] {
        let answer = try server.ask("GET", address, cookie: cookie)
        #expect(
          answer["content-security-policy"]
            == "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
            + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
        #expect(answer["x-content-type-options"] == "nosniff")
        #expect(answer["referrer-policy"] == "no-referrer")
        #expect(answer["cross-origin-resource-policy"] == "same-origin")
        #expect(answer["cross-origin-opener-policy"] == "same-origin")
        let kept = address == "/style.css" ? "private, max-age=31536000, immutable" : "no-store"
        #expect(answer["cache-control"] == kept)
        #expect(answer.fields.filter { $0.name == "cache-control" }.count == 1)
      }
    }
  }
}
