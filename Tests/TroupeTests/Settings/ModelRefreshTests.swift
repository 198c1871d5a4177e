import Foundation
import TestSupport
import Testing
import Troupe

@Suite struct ModelRefreshTests {
  @Test func aListBecomesModels() async throws {
    let server = try FakeOpenRouter()
    defer { server.stop() }
    let folder = FileManager.default.temporaryDirectory.appending(path: "refresh-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let environment = ["XDG_CONFIG_HOME": folder.path, "OPENROUTER_BASE_URL": server.baseURL]
    let day = try Date("2026-11-28T12:00:00Z", strategy: .iso8601)
    let refresh = try await Models.refresh("openrouter", environment: environment, today: day)
    #expect(refresh.added.count == 3 && refresh.problems.isEmpty)
    // The list is free: no key is needed.
    #expect(server.requests.allSatisfy { $0.header("authorization") == nil })
    let profile = try Models.profile(
      named: "openrouter/bytedance-seed/seedream-4.5", environment: environment
    ).profile
    #expect(profile.price.value == ["1K": 0.04, "2K": 0.04, "4K": 0.04])
    #expect(profile.price.checked == "2026-11-28")
    #expect(Models.problems(environment: environment).isEmpty)
    await #expect(throws: TroupeError.self) {
      try await Models.refresh("unknown", environment: environment)
    }
  }
}
