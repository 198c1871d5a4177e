package import Foundation
import Synchronization

/// A service account with a key of its own, and the server on loopback at which its signatures are exchanged for tokens.
/// The server verifies the signature and every claim, and repeats what it was sent where it refuses.
package final class FakeAccount: Sendable {
  /// The token that it gives for a good signature.
  package static let token = "ya29.c4n4ry-token_of.an-hour0123456789"
  /// Who it is.
  package static let email = "painter@my-project-1.iam.example.com"
  private static let keyID = "0a1b2c3d4e5f"

  private let key: FakeKey
  private let faults = Mutex<[String]>([])
  private let bound = Mutex<FakeGemini?>(nil)

  /// - Parameter seconds: how long a token lives, as the server says.
  package init(seconds: Int = 3599) throws {
    key = try FakeKey()
    let server = try FakeGemini { [weak self] request in
      self?.reply(to: request, seconds: seconds) ?? FakeReply(status: 500, json: "{}")
    }
    bound.withLock { $0 = server }
  }

  deinit { bound.withLock { $0?.stop() } }

  /// Where signatures are exchanged.
  package var address: String { "\(server.baseURL)/token" }
  /// The server.
  package var server: FakeGemini {
    guard let server = bound.withLock({ $0 }) else { preconditionFailure("made in init") }
    return server
  }
  /// What was wrong with what it was sent, in order.
  package var found: [String] { faults.withLock(\.self) }
  /// Lines of its private key, none of which may stand anywhere else.
  package var secrets: [String] {
    key.pem.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("-----") }
  }

  /// Its file, with `changes` of members; an empty value takes a member out.
  package func file(_ changes: [String: String] = [:]) throws -> Data {
    var members = [
      "type": "service_account", "project_id": "my-project-1", "private_key_id": Self.keyID,
      "private_key": key.pem, "client_email": Self.email, "token_uri": address,
      "client_id": "123", "universe_domain": "googleapis.com",
    ]
    for (name, value) in changes { members[name] = value.isEmpty ? nil : value }
    return try JSONSerialization.data(withJSONObject: members, options: .prettyPrinted)
  }

  private func reply(to request: RecordedRequest, seconds: Int) -> FakeReply {
    let form = String(decoding: request.body, as: UTF8.self)
    guard let fault = fault(in: request, form) else {
      return FakeReply(
        json: #"{"access_token":"\#(Self.token)","expires_in":\#(seconds),"token_type":"Bearer"}"#)
    }
    faults.withLock { $0.append(fault) }
    return FakeReply(
      status: 400,
      json: #"{"error":"invalid_grant","error_description":"\#(fault): \#(form.suffix(700))"}"#)
  }

  /// What is wrong with `request`; `nil` where nothing is.
  private func fault(in request: RecordedRequest, _ form: String) -> String? {
    guard request.method == "POST", request.path == "/token",
      request.header("content-type") == "application/x-www-form-urlencoded"
    else { return "no form" }
    let fields = form.split(separator: "&").map { $0.split(separator: "=", maxSplits: 1) }
    guard fields.count == 2, fields[0].count == 2, fields[1].count == 2,
      fields[0][1] == "urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer",
      fields[1][0] == "assertion"
    else { return "no grant" }
    let parts = fields[1][1].split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let signature = Self.bytes(parts[2]) else { return "no JWT" }
    guard key.verifies(Data("\(parts[0]).\(parts[1])".utf8), signature) else {
      return "Invalid JWT Signature."
    }
    guard let header = Self.members(parts[0]), let claims = Self.members(parts[1]),
      header["alg"] as? String == "RS256", header["typ"] as? String == "JWT",
      header["kid"] as? String == Self.keyID
    else { return "wrong header" }
    guard let issued = claims["iat"] as? Int, let expires = claims["exp"] as? Int,
      expires - issued == 3600, abs(Double(issued) - Date().timeIntervalSince1970) < 600,
      claims["iss"] as? String == Self.email, claims["aud"] as? String == address,
      claims["scope"] as? String == "https://www.googleapis.com/auth/cloud-platform"
    else { return "wrong claims" }
    return nil
  }

  private static func bytes(_ text: Substring) -> Data? {
    let letters = text.replacing("-", with: "+").replacing("_", with: "/")
    return Data(base64Encoded: letters + String(repeating: "=", count: (4 - letters.count % 4) % 4))
  }

  private static func members(_ text: Substring) -> [String: Any]? {
    bytes(text).flatMap { try? JSONSerialization.jsonObject(with: $0) as? [String: Any] }
  }
}
