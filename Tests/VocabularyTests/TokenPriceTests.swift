import Testing

@testable import TroupeVocabulary

@Suite struct TokenPriceTests {
  private let price = TokenPrice(input: 2, words: 12, images: 120)

  @Test func whatWasCountedIsBilledByItsKind() {
    let usage = Usage(
      prompt: 1000, output: 1220, thoughts: 300, total: 2520, outputByModality: ["IMAGE": 1120])
    #expect(price.cost(of: usage) == 0.1412)
    // What a search tool read stands in the total alone.
    let searched = Usage(
      prompt: 1000, output: 1120, total: 3120, outputByModality: ["IMAGE": 1120])
    #expect(price.cost(of: searched) == 0.1384)
    #expect(price.cost(of: Usage(prompt: 500)) == 0.001)
    #expect(
      price.cost(of: Usage(prompt: 500, output: 100, outputByModality: ["TEXT": 100])) == 0.0022)
  }

  @Test func picturesThatAreSentMayHaveAPriceOfTheirOwn() {
    let price = TokenPrice(input: 5, inputImages: 8, words: 30, images: 30)
    var usage = Usage(
      prompt: 1300, output: 6208, total: 7508, promptByModality: ["IMAGE": 1280, "TEXT": 20],
      outputByModality: ["IMAGE": 6208])
    #expect(price.cost(of: usage) == 0.19658)
    usage.promptByModality = [:]
    #expect(price.cost(of: usage) == 0.19664)
    usage.promptByModality = ["IMAGE": 9000]
    #expect(price.cost(of: usage) == 0.19664)
  }

  @Test(arguments: [
    // How much of it is images is not said.
    Usage(prompt: 10, output: 1120), Usage(), Usage(prompt: 99_999_999), Usage(prompt: -1),
  ])
  func whatCannotBeCountedHasNoCost(_ usage: Usage) { #expect(price.cost(of: usage) == nil) }
}
