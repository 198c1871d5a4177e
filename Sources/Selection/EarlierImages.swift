package import TroupeVocabulary

/// What a conversation has shown the model before this request.
package struct EarlierImages: Hashable, Sendable {
  /// Images that the user has shown, under the numbers by which the model knows them.
  package let chosen: [ChosenReference]
  /// All images that go with the request once more, the model's own among them.
  package let count: Int

  /// No conversation goes before the request.
  package static let none = EarlierImages(chosen: [], count: 0)

  package init(chosen: [ChosenReference], count: Int) {
    self.chosen = chosen
    self.count = count
  }

  /// The numbers of further images come after this one.
  var lastNumber: Int { chosen.map(\.position).max() ?? 0 }
}
