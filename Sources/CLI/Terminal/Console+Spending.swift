import Foundation
import Troupe

/// What a person at the terminal is asked before money is spent.
extension Console {
  /// Who agrees to what may cost money: the user beforehand as `cost` says, else a person at the terminal. Without one
  /// nothing is asked, and the bounds on cost hold alone.
  /// - Parameter doing: what is done with images, in the imperative.
  func approval(_ cost: CostArguments, doing: String = "Make") -> Spending.Approval {
    let isGiven = cost.yes
    return { spending in
      guard isAtTerminal else { return true }
      let asks = spending.isAsked && !isGiven
      if tellsPrice, !asks { say("\(spending.what).") }
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
}
