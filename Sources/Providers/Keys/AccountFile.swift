import Foundation

/// A service account's file: who it is, its private key, and where a signature is exchanged.
struct AccountFile: Sendable {
  /// The account's address.
  let email: String
  /// The name of its key.
  let keyID: String?
  /// Its private key, PEM.
  let privateKey: String
  /// Where a signature is exchanged for a token.
  let exchange: String

  private struct Document: Decodable {
    let type: String?
    let clientEmail: String?
    let privateKeyId: String?
    let privateKey: String?
    let tokenUri: String?
  }

  /// Most bytes of such a file; they have some two thousand.
  private static let most = 64 << 10

  /// Reads the file of `account`.
  /// - Throws: `KeyFault` for what is no such file, or names another place than the vendor's.
  init(_ account: KeyMaker.Account) throws(KeyFault) {
    let document = try Self.document(account.path)
    let type = document.type ?? "no known type"
    guard type == "service_account" else {
      throw KeyFault(
        "\(account.path) is of the type \(ProviderMessage.clean(type)), not service_account; name a command that prints a token instead"
      )
    }
    guard let email = document.clientEmail, let key = document.privateKey, !email.isEmpty else {
      throw KeyFault("\(account.path) lacks 'client_email' or 'private_key'")
    }
    let address = document.tokenUri ?? account.exchange
    // The signature is worth a token to whoever gets it.
    guard Endpoint.isSafe(address),
      Endpoint.haveSameOrigin(address, account.exchange) || Endpoint.isLocal(address)
    else {
      throw KeyFault(
        "\(account.path) names \(ProviderMessage.clean(String(address.prefix(100)))) as 'token_uri', and a signature goes to \(account.exchange) alone"
      )
    }
    self.email = email
    keyID = document.privateKeyId
    privateKey = key
    exchange = address
  }

  private static func document(_ path: String) throws(KeyFault) -> Document {
    let target = URL(filePath: path).resolvingSymlinksInPath().path
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: target) else {
      throw KeyFault("\(path) cannot be found")
    }
    // A pipe would be waited for.
    guard attributes[.type] as? FileAttributeType == .typeRegular,
      (attributes[.size] as? NSNumber)?.intValue ?? .max <= most
    else { throw KeyFault("\(path) is no file of an account") }
    guard let bytes = try? Data(contentsOf: URL(filePath: path)) else {
      throw KeyFault("\(path) cannot be read")
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    guard let document = try? decoder.decode(Document.self, from: bytes) else {
      throw KeyFault("\(path) is not the JSON of an account")
    }
    return document
  }
}
