/// Where an image of an answer stands, at a host that `ModelProfile.resultHosts` does not name, so that it is not fetched.
public struct UnnamedHost: Hashable, Sendable {
  /// The whole address.
  public let address: String
  /// Its host.
  public let host: String
  /// The model, by the id of its profile.
  public let model: String
  /// The entry of `providers.toml` that serves the model; `nil` for a vendor's own.
  public let gateway: String?

  /// A place of an image.
  package init(address: String, host: String, model: String, gateway: String?) {
    self.address = address
    self.host = host
    self.model = model
    self.gateway = gateway
  }
}
