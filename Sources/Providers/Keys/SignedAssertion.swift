import Foundation
internal import TroupeCrypto

/// What a service account says of itself, signed: a JWT with RS256, as RFC 7523 exchanges for a token.
struct SignedAssertion {
  /// Header, claims and signature, each in base64 for addresses.
  let text: String

  /// Seconds for which it holds: the most that is taken.
  private static let lasts = 3600

  private struct Header: Encodable {
    let alg = "RS256"
    let kid: String?
    let typ = "JWT"
  }

  private struct Claims: Encodable {
    let aud: String
    let exp: Int
    let iat: Int
    let iss: String
    let scope: String
  }

  /// - Throws: `KeyFault` where the file's key is no RSA key.
  init(of file: AccountFile, scope: String, now: Date) throws(KeyFault) {
    let time = Int(now.timeIntervalSince1970)
    let claims = Claims(
      aud: file.exchange, exp: time + Self.lasts, iat: time, iss: file.email, scope: scope)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let header = try? encoder.encode(Header(kid: file.keyID)),
      let body = try? encoder.encode(claims)
    else { throw KeyFault("the account's address cannot be written") }
    let signed = "\(Self.base64(header)).\(Self.base64(body))"
    guard let signature = RSASignature.over(Data(signed.utf8), with: Data(file.privateKey.utf8))
    else {
      throw KeyFault("'private_key' of the account is no RSA key in PEM")
    }
    text = "\(signed).\(Self.base64(signature))"
  }

  private static func base64(_ bytes: Data) -> String {
    bytes.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
  }
}
