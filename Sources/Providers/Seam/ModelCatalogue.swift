package import Foundation
package import TroupeVocabulary

/// A vendor's own list of its models, from which their profiles are made.
///
/// Pure: what is to be asked are messages, and what comes back are bytes. Who sends them and keeps the profiles is not its
/// affair.
package protocol ModelCatalogue: Sendable {
  /// The message that asks `endpoint` for the list.
  func list(at endpoint: Endpoint) -> HTTPRequest

  /// The messages that ask for what the list does not say, by the id of the model's profile.
  /// - Parameter list: the body of the answer to `list(at:)`; untrusted.
  func details(of list: Data, at endpoint: Endpoint) -> [String: HTTPRequest]

  /// The profiles of the models on the list.
  /// - Parameters:
  ///   - list: the body of the answer to `list(at:)`; untrusted.
  ///   - details: the bodies of the answers to `details(of:at:)` that came, by the same ids; untrusted.
  ///   - known: profiles from which is taken what the list does not say, where one is of the same model.
  ///   - day: today, `YYYY-MM-DD`.
  /// - Throws: `ProviderError.unreadableList` where `list` is no list of models at all.
  func profiles(
    in list: Data, details: [String: Data], known: [ModelProfile], day: String
  ) throws(TroupeError) -> Catalogued

  /// Whether `profile` was made by it, and not written or changed by hand.
  func made(_ profile: ModelProfile) -> Bool
}

/// What a catalogue yields.
package struct Catalogued: Sendable {
  /// A profile, and the JSON document that holds it.
  package struct Entry: Sendable {
    package let profile: ModelProfile
    package let json: Data

    package init(profile: ModelProfile, json: Data) {
      self.profile = profile
      self.json = json
    }
  }

  /// In the order of the list.
  package var entries: [Entry] = []
  /// What is odd in the list, in words: each costs its own entry, or one figure of it.
  package var problems: [String] = []

  package init() {}
}
