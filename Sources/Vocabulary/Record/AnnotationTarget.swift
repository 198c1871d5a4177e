/// What users rate, tag and put on boards: one image of a generation, or the whole of it.
public struct AnnotationTarget: Hashable, Sendable, CustomStringConvertible {
  /// The generation.
  public let generation: ULID
  /// Which of its outputs, from 1; `nil` for the whole generation.
  public let position: Int?

  /// The image at `position` (from 1) of `generation`, or all of it.
  public init(generation: ULID, position: Int? = nil) {
    self.generation = generation
    self.position = position
  }

  /// The image `output`.
  public init(_ output: OutputID) {
    self.init(generation: output.generation, position: output.position)
  }

  /// `GENERATION/N`, or `GENERATION` for the whole.
  public var description: String { position.map { "\(generation)/\($0)" } ?? "\(generation)" }
}

extension AnnotationTarget: Encodable {
  /// Writes `GENERATION/N` or `GENERATION`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
