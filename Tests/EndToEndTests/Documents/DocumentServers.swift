import Foundation
import TestSupport

/// Providers on loopback for commands that ask one.
final class DocumentServers: Sendable {
  private let images: FakeGemini
  private let batches: FakeBatch
  private let models: FakeOpenRouter

  init() throws {
    images = try FakeGemini { request in
      FakeJudge.isAsked(request)
        ? FakeJudge.reply(to: request) : .image(SamplePicture.png(width: 40, height: 30))
    }
    batches = try FakeBatch(states: [])
    models = try FakeOpenRouter()
  }

  deinit {
    images.stop()
    batches.stop()
    models.stop()
  }

  /// What leads a run of `step` to its server, which answers as the step says.
  func environment(for step: DocumentStep) -> [String: String] {
    for reply in step.replies { images.enqueue(reply) }
    return switch step.server {
    case .none: [:]
    case .images: GeminiTests.keys(images)
    case .batches:
      ["GEMINI_API_KEY": GeminiTests.secret, "GOOGLE_GEMINI_BASE_URL": batches.baseURL]
    case .models: ["OPENROUTER_BASE_URL": models.baseURL]
    }
  }
}
