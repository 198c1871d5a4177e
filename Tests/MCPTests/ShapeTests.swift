import Testing

@testable import TroupeMCP

/// What is told of a document.
@Suite struct ShapeTests {
  @Test("only the fields that are named are told, and those that are null are not")
  func fitted() {
    let shape: Shape = ["id": .text, "cost?": .number, "of": .list(["a": .integer])]
    let told = shape.fitted([
      "id": "x", "cost": .null, "other": 5, "of": [["a": 1, "b": 2], ["a": 2]],
    ])
    #expect(told == ["id": "x", "of": [["a": 1], ["a": 2]]])
    #expect(shape.schema["required"] == ["id", "of"])
    #expect(shape.schema["properties"]?["cost"] == ["type": "number"])
  }
}
