internal import TroupeVocabulary

/// Has equal requests of one run wait for each other, so that the second is answered by what came of the first.
actor EqualRequests {
  private var open: Set<Digest> = []
  private var waiting: [Digest: [CheckedContinuation<Void, Never>]] = [:]

  /// Waits until no request of this key is under way.
  func begin(_ key: Digest) async {
    while open.contains(key) {
      await withCheckedContinuation { waiting[key, default: []].append($0) }
    }
    open.insert(key)
  }

  /// One that began has ended.
  func end(_ key: Digest) {
    open.remove(key)
    waiting.removeValue(forKey: key)?.forEach { $0.resume() }
  }
}
