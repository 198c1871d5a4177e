internal import TroupeSelection
internal import TroupeVocabulary

/// Pictures that a request sends more than once: for two assets that share one, or as a file and as a reference made of it.
struct RepeatedPictures {
  /// By picture, in order of first position, where it goes.
  private let places: [(picture: Digest, words: [String])]

  init(_ chosen: [ChosenInput], _ assets: [AssetCandidates]) {
    var originals: [Digest: Digest] = [:]
    for reference in assets.flatMap(\.references) { originals[reference.source] = reference.digest }
    var places: [(picture: Digest, words: [String])] = []
    for one in chosen {
      let parts = one.sheet?.map { ($0.reference, $0.asset) } ?? [(one.reference, one.asset)]
      for (digest, asset) in parts {
        let picture = originals[digest] ?? digest
        let words = "image \(one.position)" + (asset.map { " for \($0)" } ?? "")
        if let index = places.firstIndex(where: { $0.picture == picture }) {
          places[index].words.append(words)
        } else {
          places.append((picture, [words]))
        }
      }
    }
    self.places = places.filter { $0.words.count > 1 }
  }

  /// What the user should know before it is sent.
  var warnings: [String] {
    places.map { place in
      let every = place.words.joined(separator: " and as ")
      return "The same picture, \(place.picture.short), is sent as \(every)."
    }
  }
}
