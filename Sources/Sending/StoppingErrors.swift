package import TroupeVocabulary

extension TroupeError {
  /// Whether what one send of a batch ended with would strike the others too, so that none is begun after it. What the
  /// provider says of one image, and an outcome that is not known, may be otherwise for the next.
  /// - Parameter patience: seconds that a request waits for a provider that is busy.
  package func stopsBatch(patience: Double) -> Bool {
    guard case .provider(let error) = self else { return true }
    switch error {
    case .blocked, .noImage, .outcomeUnknown, .unreadableImage: return false
    // A host that nothing names is refused for each.
    case .jobUnderWay(_, _, _, let unnamed): return unnamed != nil
    case .rateLimited(_, _, let retryAfter, let noQuota, _):
      return noQuota || retryAfter.map { $0 > patience } ?? false
    case .overloaded(_, _, let retryAfter, _): return retryAfter.map { $0 > patience } ?? false
    case .unknownProvider, .noKey, .keyNotMade, .unsafeAddress, .noList, .unreadableList,
      .keyRefused, .noCredit, .uploadFailed, .adapterMissing, .requestRefused, .noConnection,
      .answerWaits:
      return true
    }
  }
}
