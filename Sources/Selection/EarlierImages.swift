package import TroupeVocabulary

/// What a conversation has shown the model before this request.
package struct EarlierImages: Hashable, Sendable {
  /// Images that the user has shown, under the numbers by which the model knows them and the handles of today. What is on
  /// a sheet does not count as shown.
  package let chosen: [ChosenReference]
  /// All images that go with the request once more, the model's own among them.
  package let count: Int
  /// The greatest number that the conversation has given to an image: none is given twice, even where the turn that
  /// showed it goes no longer.
  package let lastNumber: Int

  /// No conversation goes before the request.
  package static let none = EarlierImages(chosen: [], count: 0, lastNumber: 0)

  package init(chosen: [ChosenReference], count: Int, lastNumber: Int) {
    self.chosen = chosen
    self.count = count
    self.lastNumber = lastNumber
  }
}
