/// What makes a key when one is needed, where none is kept: tokens that live an hour.
package struct KeyMaker: Hashable, Sendable {
  /// How it is made.
  package enum Way: Hashable, Sendable {
    /// A command of the user's prints the key and nothing else: its words, the first found as shells find programs.
    case command([String])
    /// The same, as one line for `/bin/sh`.
    case shell(String)
    /// A service account's file: its signature is exchanged for a token.
    case account(Account)
  }

  /// A service account, as the vendor names it.
  package struct Account: Hashable, Sendable {
    /// The file with its private key.
    package let path: String
    /// What the token is to be good for.
    package let scope: String
    /// Where signatures are exchanged: no file names another address, but one on this machine.
    package let exchange: String

    package init(path: String, scope: String, exchange: String) {
      self.path = path
      self.scope = scope
      self.exchange = exchange
    }
  }

  /// What the user set, for people: a variable, or a setting of an entry.
  package let name: String
  /// How it is made.
  package let way: Way

  package init(_ name: String, _ way: Way) {
    self.name = name
    self.way = way
  }
}
