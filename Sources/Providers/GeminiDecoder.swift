/// Understands one `generateContent` answer.
enum GeminiDecoder {
  static func decode(_ answer: HTTPAnswer) -> DecodedAnswer {
    DecodedAnswer(outcome: .unreadable(reason: ""))
  }
}
