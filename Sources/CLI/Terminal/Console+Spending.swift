import Foundation
import Troupe

/// What a person at the terminal is asked before money is spent.
extension Console {
  /// Who agrees to what may cost money: the user beforehand as `cost` says, else a person at the terminal. Without one
  /// nothing is asked, and the bounds on cost hold alone.
  /// - Parameters:
  ///   - doing: what is done with images, in the imperative.
  ///   - tellsPrice: whether the price of all is told where nothing is asked.
  func approval(
    _ cost: CostArguments, doing: String = "Make", tellsPrice: Bool = false
  ) -> Spending.Approval {
    let isGiven = cost.yes
    return { spending in
      let asks = isAtTerminal && spending.isAsked && !isGiven
      if tellsPrice, !asks { say(.init(spending.price)) }
      guard isAtTerminal else { return true }
      if let rework = spending.rework, asks || !(isQuiet || isJSON) {
        StandardStream.error.write(ReworkListing(rework: rework).text + "\n")
      }
      return asks ? try await isConfirmed(.init(spending.question(doing))) : true
    }
  }
}

extension Spending {
  /// As in `Make 14 images on gemini-3-pro-image for at most $1.88?`.
  fileprivate func question(_ doing: String) -> String {
    let what = "\(doing) \(images.of("image")) on \(model)"
    return costUSD.map { "\(what) for at most \($0.asBound)?" }
      ?? "\(what)? The price is not known."
  }

  /// As in `14 images on gemini-3-pro-image for at most $1.88.`.
  fileprivate var price: String {
    let what = "\(images.of("image")) on \(model)"
    return costUSD.map { "\(what) for at most \($0.asBound)." } ?? "\(what), at a price not known."
  }
}
