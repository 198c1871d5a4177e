import ArgumentParser
import Troupe

/// How what is made is checked.
struct CheckArguments: ParsableArguments {
  @Flag(
    help: """
      Have each image checked as it is made, as 'troupe check' does, at the price of one more call \
      an image.
      """)
  var check = false

  @Option(
    help: "The model that checks, by id or alias; implies --check. Default: judge in troupe.toml.",
    completion: .models)
  var judge: String?

  @Flag(
    help: """
      Where a trait came back changed, make the image once more, at its price, and let the better \
      one stand for both; implies --check. What is not visible never counts.
      """)
  var retryChanged = false

  func added(to options: GenerateOptions) -> GenerateOptions {
    var options = options
    if check || retryChanged || judge != nil {
      options.checking = judge.map { CheckOptions(model: $0) } ?? CheckOptions()
    }
    options.retriesChanged = retryChanged
    return options
  }
}
