/// What differs between an old image of a rework and the one that stands for it, and what each changed of its parent.
public struct PairComparison: Encodable, Hashable, Sendable {
  /// How much an edit changed of the image that it edited, found by looking at both.
  public struct Change: Encodable, Hashable, Sendable {
    /// A part of the edited image, in its pixels.
    public struct Box: Encodable, Hashable, Sendable {
      /// From the left, from 0.
      public let x: Int
      /// From the top, from 0.
      public let y: Int
      /// In pixels.
      public let width: Int
      /// In pixels.
      public let height: Int

      /// A rectangle.
      public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
      }
    }

    /// The part of the picture that changed, 0 to 1.
    public let fraction: Double
    /// Where, as rectangles around what touches.
    public let boxes: [Box]
    /// Pixels by which the rest moved to the right.
    public let shiftX: Double
    /// Pixels by which the rest moved down.
    public let shiftY: Double
    /// Pixels of the edited image for one of its parent.
    public let scale: Double
    /// How well the rest of both fits, 0 to 1.
    public let confidence: Double

    /// A change with how sure it is.
    public init(
      fraction: Double, boxes: [Box], shiftX: Double, shiftY: Double, scale: Double,
      confidence: Double
    ) {
      self.fraction = fraction
      self.boxes = boxes
      self.shiftX = shiftX
      self.shiftY = shiftY
      self.scale = scale
      self.confidence = confidence
    }

    private enum CodingKeys: String, CodingKey { case fraction, boxes, shift, scale, confidence }
    private enum ShiftKeys: String, CodingKey { case x, y }

    /// Writes the shift as `{"x", "y"}`.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(fraction, forKey: .fraction)
      try container.encode(boxes, forKey: .boxes)
      var shift = container.nestedContainer(keyedBy: ShiftKeys.self, forKey: .shift)
      try shift.encode(shiftX, forKey: .x)
      try shift.encode(shiftY, forKey: .y)
      try container.encode(scale, forKey: .scale)
      try container.encode(confidence, forKey: .confidence)
    }
  }

  /// The step of the rework.
  public let step: Int
  /// The take of that step.
  public let take: ReworkTake
  /// What was asked.
  public let instruction: String
  /// Where the new request differs from the old one.
  public let adjustments: [Adjustment]
  /// Seconds from the send to the whole answer of the new image; `nil` where it was not measured.
  public let seconds: Double?
  /// What the old edit changed of its parent; `nil` for what is no edit.
  public let oldChange: Change?
  /// What the new edit changed of its parent; `nil` for what is no edit, or not made.
  public let newChange: Change?

  /// A step's image with the one before it.
  public init(
    step: Int, take: ReworkTake, instruction: String, adjustments: [Adjustment] = [],
    seconds: Double? = nil, oldChange: Change? = nil, newChange: Change? = nil
  ) {
    self.step = step
    self.take = take
    self.instruction = instruction
    self.adjustments = adjustments
    self.seconds = seconds
    self.oldChange = oldChange
    self.newChange = newChange
  }
}
