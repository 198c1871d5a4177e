package import Foundation
package import TroupeVocabulary

/// A rework as it was planned: what is never edited.
package struct ReworkPlan: Sendable {
  /// One step of it.
  package struct Step: Sendable {
    package let number: Int
    package let old: ULID
    /// The outputs of `old` that its takes stand for, in order.
    package var outputs: [Int]
    package var needs: [ReworkStep.Need]
    /// `nil` where no plan could be made, and `fault` says why.
    package let request: FrozenRequest?
    package let fault: ReworkStep.Fault?

    package init(
      number: Int, old: ULID, outputs: [Int], needs: [ReworkStep.Need], request: FrozenRequest?,
      fault: ReworkStep.Fault? = nil
    ) {
      self.number = number
      self.old = old
      self.outputs = outputs
      self.needs = needs
      self.request = request
      self.fault = fault
    }
  }

  /// `nil` before it is recorded.
  package var id: ULID?
  package var createdAt: Date?
  package let kind: ReworkKind
  package let focus: ULID
  package let model: String?
  package let terms: ReworkTerms
  package let digest: Digest
  package let steps: [Step]

  package init(
    id: ULID? = nil, createdAt: Date? = nil, kind: ReworkKind, focus: ULID, model: String?,
    terms: ReworkTerms, digest: Digest, steps: [Step]
  ) {
    self.id = id
    self.createdAt = createdAt
    self.kind = kind
    self.focus = focus
    self.model = model
    self.terms = terms
    self.digest = digest
    self.steps = steps
  }

  /// The step of a number; they are in order, from 1.
  package func step(_ number: Int) -> Step? {
    steps.indices.contains(number - 1) ? steps[number - 1] : nil
  }
}

/// One event in the course of a rework.
package struct ReworkEvent: Sendable {
  /// What an event says; of `making` the generation tells the rest.
  package enum State: String, Sendable {
    case waiting, making, made, unknown, failed, left, kept, skipped, ended
  }

  /// A take, by its step and its number in it, from 1.
  package struct Take: Hashable, Sendable {
    package let step: Int
    package let number: Int

    package init(step: Int, number: Int) {
      self.step = step
      self.number = number
    }
  }

  /// Its order, from 1; 0 before it is recorded.
  package var number = 0
  /// `nil` for the whole.
  package let take: Take?
  package let state: State
  package var generation: ULID?
  package var output: Int?
  /// What is sent from now on instead of what was planned.
  package var request: FrozenRequest?
  package var message: String

  package init(
    take: Take?, _ state: State, generation: ULID? = nil, output: Int? = nil,
    request: FrozenRequest? = nil, message: String = ""
  ) {
    self.take = take
    self.state = state
    self.generation = generation
    self.output = output
    self.request = request
    self.message = message
  }
}

/// A take with the rework that it is part of.
package struct ReworkTakeName: Sendable {
  package let rework: ULID
  package let take: ReworkEvent.Take

  package init(rework: ULID, take: ReworkEvent.Take) {
    self.rework = rework
    self.take = take
  }
}
